"""Hosts that know nothing newer than TLS 1.0 or 1.1: asked as they can be, and only they (``tls = "legacy"``).

Scrapy's own setting for ciphers has no effect on OpenSSL's security level, and lowering the minimum for every host
would weaken all. So the handler gives the hosts of such rows a context of their own. (Scrapy's aiohttp handler reaches
them too, but is one more package and refuses answers with broken header lines, which http11 reads.) It leans on
private parts of Scrapy; tests/test_crawl_settings.py pins what they do.
"""

from __future__ import annotations

from typing import Any

from OpenSSL import SSL
from scrapy.core.downloader.contextfactory import _ScrapyCertificateOptions, _ScrapyClientContextFactory
from scrapy.crawler import Crawler
from twisted.internet.ssl import TLSVersion
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler import wire

_ANY_CIPHER = b"ALL:@SECLEVEL=0"


class _LegacyOptions(_ScrapyCertificateOptions):
    def _makeContext(self, skipCiphers: bool = False) -> SSL.Context:
        context = super()._makeContext(skipCiphers=True)
        context.set_cipher_list(_ANY_CIPHER)
        return context


class _LegacyContexts(_ScrapyClientContextFactory):
    def _get_cert_options(self) -> _LegacyOptions:
        return _LegacyOptions(**self._get_cert_options_kwargs())


@implementer(IPolicyForHTTPS)
class _ByHost:
    """Chooses the contexts by the name of the host."""

    def __init__(self, usual: Any, legacy: Any, legacy_hosts: frozenset[str]) -> None:
        self.usual, self.legacy, self.legacy_hosts = usual, legacy, legacy_hosts

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        chosen = self.legacy if hostname.decode("ascii").lower() in self.legacy_hosts else self.usual
        return chosen.creatorForNetloc(hostname, port)


class Handler(wire.Handler):
    """The same handler for https, with a second kind of context for the hosts of the setting LEGACY_TLS_HOSTS."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        legacy = _LegacyContexts(method=None, tls_min_version=TLSVersion.TLSv1_0)
        hosts = frozenset(crawler.settings.getlist("LEGACY_TLS_HOSTS"))
        self._contextFactory = _ByHost(self._contextFactory, legacy, hosts)  # type: ignore[assignment]
