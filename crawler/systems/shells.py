"""Pages that hold nothing but the way to another page: one jump, a frameset, a frame around the list.

A script is never evaluated. A jump is followed only where it is a literal address, the only one of a page below 2 KB
(shells seen in the field: 160 bytes to 1.2 KB), and leads to the same registered domain or to a host of the row.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import ip_address

from crawler.pages import Html
from crawler.urls import canonical, host_of, is_file

MOST_HOPS = 3
_SHELL = 2048
# Every way to write a jump, and those of them whose address is one quoted word with nothing added to it.
_JUMP = re.compile(r"\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:replace|assign)\s*\(")
_LITERAL = re.compile(
    r"""\blocation(?:(?:\.href)?\s*=|\.(?:replace|assign)\s*\()\s*(["'])([^"'\s]+)\1(?=\s*\)?\s*(?:[;}<]|$)|\s*\)?\s*\n)"""
)
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"\s]+)", re.I)


def registered_domain(host: str) -> str:
    """The part of a host that somebody registered; an address in numbers is its own, port included.

    >>> registered_domain("zwgk.xqq.yinchuan.gov.cn"), registered_domain("122.137.242.24:8080")
    ('yinchuan.gov.cn', '122.137.242.24:8080')
    """
    name, _, _ = host.partition(":")
    try:
        ip_address(name)
    except ValueError:
        labels = name.split(".")
        return ".".join(labels[-3 if labels[-2:-1] in (["gov"], ["com"], ["org"], ["net"]) else -2 :])
    return host


def jump_of(page: Html, hosts: Collection[str] = ()) -> str:
    """Where a page that is nothing but a jump leads; "" for every other page. ``hosts`` are those of the row.

    A refresh for browsers without script may say the same once more; two places are no place.
    """
    if len(page.body) > _SHELL:
        return ""
    refreshes = page.dom.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
    written = [found.group(2) for found in _LITERAL.finditer(page.text)]
    if len(written) != len(_JUMP.findall(page.text)):
        return ""
    written += [found.group(1) for content in refreshes if (found := _REFRESH.search(content))]
    targets = {canonical(address, page.url) for address in written}
    target = targets.pop() if len(targets) == 1 else ""
    host = host_of(target)
    near = registered_domain(host) == registered_domain(host_of(page.url)) or host in hosts
    return target if host and near and target != page.url else ""


def frames(page: Html) -> list[str]:
    """Pages of the same host that a page shows in frames."""
    sources = [canonical(source, page.url) for source in page.dom.xpath("//frame/@src | //iframe/@src")]
    shown = [url for url in sources if host_of(url) == host_of(page.url) and not is_file(url) and "viewer" not in url]
    return [url for url in dict.fromkeys(shown) if url != page.url]
