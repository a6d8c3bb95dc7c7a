"""Pages that hold nothing but one jump to another page: a literal address, never an evaluated script."""

from __future__ import annotations

import re

from crawler.pages import Html
from crawler.urls import canonical, host_of

_SCRIPT_JUMP = re.compile(
    r"""(?:location\.replace\(|(?:window\.|document\.)?location(?:\.href)?\s*=)\s*["']([^"']+)["']"""
)
_META_REFRESH = re.compile(r"\d+\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.I)
_SHELL = 2048  # shells seen in the field: 160 bytes to 1.2 KB


def jump_of(page: Html) -> str:
    """Where a shell leads, on its own host; "" for a page that is no shell, or jumps to several places."""
    if len(page.body) > _SHELL:
        return ""
    jumps = set(_SCRIPT_JUMP.findall(page.text))
    for meta in page.dom.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content"):
        jumps |= set(_META_REFRESH.findall(meta))
    targets = {canonical(jump, page.url) for jump in jumps} - {"", page.url}
    only = targets.pop() if len(targets) == 1 else ""
    return only if host_of(only) == host_of(page.url) else ""
