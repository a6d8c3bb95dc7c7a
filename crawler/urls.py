"""Addresses: one spelling for each page, and what an address says about what lies behind it."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from crawler.dialects import article_of

FILE_SUFFIXES = ("pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "zip", "rar", "7z", "ofd")
_FILE = re.compile(rf"\.(?:{'|'.join(FILE_SUFFIXES)})$", re.I)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?)$", re.I)
# Download servlets: Hanweb's downfile.jsp names the file only in its query, Boda's download.jsp not at all.
_SERVLET = re.compile(
    r"/(?:downfile\.jsp|_content/download\.jsp|common/download|virtual_attach_file\.vsb|download(?:file)?(?:\.jsp|\.do)?"
    r"|down(?:load|file)?\.(?:aspx?|php)|OpennessContent/download/\d+\.s?html?)$",
    re.I,
)
_WAP = re.compile(r"_wap(\.s?html?)$", re.I)
# Narrow, because a static channel may be called by a number too.
_STATIC = (
    *("trs_t", "trs_t_nodate", "hanweb_art", "hanweb_hex", "hanweb_new", "hanweb_new2", "gkmlpt", "nfcms"),
    *("boda_info", "boda_jsp", "webplus", "ucap_hex", "ucap_num", "ucap_c01"),
)
_MOBILE_POST = re.compile(r"/mpost_(\d+\.s?html?)$", re.I)
_SESSION = re.compile(r";jsessionid=[^?#]*", re.I)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def _parts(url: str) -> SplitResult | None:
    """The parts of an http(s) address; None for anything else, and for what only looks like an address."""
    try:
        parts = urlsplit(url.strip())
        port_is_number = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS and parts.hostname and port_is_number else None


def host_of(url: str) -> str:
    """The host, with its port where that is not the default one; "" when ``url`` is no web address.

    >>> host_of("http://WWW.Shili.gov.cn.:80/a")
    'www.shili.gov.cn'
    >>> host_of("http://www.shili.gov.cn@127.0.0.1:8080/")
    '127.0.0.1:8080'
    """
    parts = _parts(url)
    if parts is None or parts.hostname is None:
        return ""
    host = parts.hostname.rstrip(".").lower()
    return host if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{parts.port}"


def canonical(url: str, base: str = "") -> str:
    """The one spelling under which a page is asked for and remembered; "" when ``url`` is no web address.

    The mobile copy of a TRS article (``_wap.html``) is the same article.

    >>> canonical("../t20260128_5151001_wap.html#top", "http://www.Shili.gov.cn:80/a/b/")
    'http://www.shili.gov.cn/a/t20260128_5151001.html'
    >>> canonical("javascript:void(0)", "http://www.shili.gov.cn/")
    ''
    """
    try:
        parts = _parts(urljoin(base, url.strip()))
    except ValueError:
        return ""
    if parts is None:
        return ""
    path = _MOBILE_POST.sub(r"/post_\1", _WAP.sub(r"\1", _SESSION.sub("", parts.path))) or "/"
    return urlunsplit((parts.scheme, host_of(parts.geturl()), path, parts.query, ""))


def twin_key(url: str) -> str:
    """The same for http and https: portals answer both with the same page."""
    return url.split(":", 1)[1]


def folder_of(url: str) -> str:
    """The address up to the last slash of its path."""
    return urljoin(url, "./") if not urlsplit(url).path.endswith("/") else url.split("?")[0]


def is_file(url: str) -> bool:
    """An attachment by its address: a document's suffix, or a download servlet."""
    parts = urlsplit(url)
    return bool(_FILE.search(parts.path) or _SERVLET.search(parts.path))


def is_image(url: str) -> bool:
    """A picture by its address."""
    return bool(_IMAGE.search(urlsplit(url).path))


def file_suffix(url: str) -> str:
    """The document suffix an address promises, in lower case; "" if it promises none.

    >>> file_suffix("http://h/module/download/downfile.jsp?classid=0&filename=0a.PDF")
    'pdf'
    """
    parts = urlsplit(url)
    found = _FILE.search(parts.path) or (_SERVLET.search(parts.path) and _FILE.search(parts.query))
    return found.group()[1:].lower() if found else ""


def is_article(url: str) -> bool:
    """An article by the shape of its address, in the families that have modules of their own."""
    article = article_of(url)
    return article is not None and article.dialect in _STATIC
