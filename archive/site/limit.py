"""A limit of requests for each address, so that one eager program does not crowd out readers.

The address is the one uvicorn gives: of the other end of the connection, or, where that is a proxy on this machine
(or one named in FORWARDED_ALLOW_IPS), the one in its ``X-Forwarded-For`` header: docs/publish.md. What comes from this
machine itself is not limited: behind a proxy that sends no such header everyone would share one limit.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

PER_SECOND = 20.0
BURST = 200.0
ADDRESSES = 10_000


class Limit:
    """A bucket for each address: ``burst`` requests at once, then ``per_second``."""

    def __init__(
        self,
        per_second: float = PER_SECOND,
        burst: float = BURST,
        addresses: int = ADDRESSES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.per_second, self.burst, self.addresses, self.clock = per_second, burst, addresses, clock
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Whether a request from ``address`` may pass; it is counted."""
        key = subscriber(address)
        if key is None:
            return True
        now = self.clock()
        left, at = self.buckets.pop(key, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.per_second)
        allowed = left >= 1
        self.buckets[key] = (left - 1 if allowed else left, now)
        while len(self.buckets) > self.addresses:
            self.buckets.popitem(last=False)
        return allowed


def subscriber(address: str) -> str | None:
    """Who is counted: an IPv4 address, the /64 of an IPv6 one; None for this machine and for what is no address.

    >>> subscriber("203.0.113.5"), subscriber("2001:db8:1:2:3::4"), subscriber("127.0.0.1")
    ('203.0.113.5', '2001:db8:1:2::', None)
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    if found.is_loopback:
        return None
    if found.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return address
