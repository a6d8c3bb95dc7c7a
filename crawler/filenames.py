"""What a file is called: by its link, by the server, by its address. Servers write names in four ways."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from urllib.parse import unquote, unquote_to_bytes, urlsplit

_EXTENDED = re.compile(r"filename\*\s*=\s*\"?([\w-]*)'[^']*'([^;\"]+)", re.I)
_PLAIN = re.compile(r"filename\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;]+))", re.I)
_SUFFIX = re.compile(r"\.[a-z0-9]{2,4}$", re.I)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TELLING = 6  # characters; 附件 and 下载 tell nothing


def disposition_name(header: str) -> str:
    """The name in a Content-Disposition header (its bytes as latin-1); "" where there is none.

    RFC 5987 first; else percent signs, then strict UTF-8, then strict GB18030, which is what most servers send.

    >>> disposition_name("attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.pdf")
    '年报.pdf'
    >>> disposition_name('attachment; filename="%s"' % "年报.pdf".encode("gbk").decode("latin-1"))
    '年报.pdf'
    """
    if extended := _EXTENDED.search(header):
        return _clean(_decode(unquote_to_bytes(extended.group(2).strip())))
    plain = _PLAIN.search(header)
    if plain is None:
        return ""
    name = (plain.group(1) if plain.group(1) is not None else plain.group(2)).strip()
    if name.startswith("=?"):
        return _clean(str(make_header(decode_header(name))))
    raw = name.encode("latin-1", "replace")
    return _clean(_decode(unquote_to_bytes(raw) if re.search(rb"%[0-9A-Fa-f]{2}", raw) else raw))


def best_name(link: str, header: str, url: str) -> str:
    """The link's words where they tell something, else the server's name, else the end of the address."""
    words = link.strip()
    if _SUFFIX.search(words) or len(words) >= _TELLING:
        return words
    return disposition_name(header) or words or unquote(urlsplit(url).path.rpartition("/")[2])


def _decode(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _clean(name: str) -> str:
    """Without folders, quotes and control characters."""
    return _CONTROL.sub("", re.split(r"[/\\]", name)[-1]).strip(" \"'")
