"""The dead man's switch: tell a watcher that the nightly run ended, and how. Silence is what raises the alarm.

``NIANBAO_PING_URL`` is an address of healthchecks.io or of a like service of one's own; the exit code is appended
(``…/0``, ``…/1``, ``…/3``), as those services expect. Without it nothing is asked of anyone.
"""

from __future__ import annotations

import os
from http.client import HTTPException
from urllib.request import Request, urlopen

VARIABLE = "NIANBAO_PING_URL"
_PATIENCE = 10.0


def ping(exit_code: int) -> str:
    """Ask the watcher's address, if there is one; "" if all is well, else one sentence. A failed ping fails nothing."""
    url = os.environ.get(VARIABLE, "").strip()
    if not url:
        return ""
    if not url.startswith(("http://", "https://")):
        return f"{VARIABLE} is no http(s) address: {url}"
    try:
        request = Request(f"{url.rstrip('/')}/{exit_code}", headers={"User-Agent": "nianbao"})
        with urlopen(request, timeout=_PATIENCE):
            return ""
    except (OSError, HTTPException, ValueError) as error:  # not there, not HTTP, not an address
        return f"the watcher at {VARIABLE} could not be told of exit code {exit_code}: {error}"
