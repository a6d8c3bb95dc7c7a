"""Cookies for the portals whose rows say ``cookies = true``, and for no other.

Some portals answer a first request with a cookie and a redirect to the same address, and wait for it to come back: an
ordinary browser's cookie jar is all they ask for. Scrapy's own middleware makes tldextract ask third parties for the
public suffix list; here each host has a jar of its own, so no list is needed: a cookie goes back to the very host that
set it, and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict

from scrapy import Request
from scrapy.http import Response
from scrapy.http.cookies import CookieJar

from crawler.registry import Portal
from crawler.urls import host_of


class PortalCookies:
    """At 700: between the store, which sees every Set-Cookie, and redirects, which need the cookie."""

    def __init__(self) -> None:
        self.jars: defaultdict[tuple[str, str], CookieJar] = defaultdict(CookieJar)

    def process_request(self, request: Request) -> None:
        if (jar := self._jar(request)) is not None:  # an empty jar is false
            request.headers.pop("Cookie", None)  # a redirect has copied the one that was sent before
            jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        if (jar := self._jar(request)) is not None:  # an empty jar is false
            jar.extract_cookies(response, request)
        return response

    def _jar(self, request: Request) -> CookieJar | None:
        portal: Portal | None = request.meta.get("row")
        return self.jars[portal.id, host_of(request.url)] if portal is not None and portal.cookies else None
