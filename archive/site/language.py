"""Chinese first, English by one switch: the choice stands in the address, so that caches and shared links keep it.

Pages of ours take ``?lang=en``. Datasette takes a parameter without an underscore for a column of the table, so its
own pages take ``?_lang=en``; both names mean the same wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup

Language = Literal["zh", "en"]
Words = tuple[str, ...]
_NAMES = ("lang", "_lang")
# Addresses that are the same in every language.
_PLAIN = ("/static/", "/raw/", "/page/")


def language_of(request: Any) -> Language:
    """The language a request asks for; Chinese unless it says English."""
    if request is None:
        return "zh"
    return "en" if "en" in (request.args.get(name) for name in _NAMES) else "zh"


def parameter(path: str) -> str | None:
    """The name of the switch on ``path``; None where there is nothing to switch.

    >>> parameter("/organ/x"), parameter("/archive/reports"), parameter("/raw/00"), parameter("/changes.atom")
    ('lang', '_lang', None, None)
    """
    if path.startswith(_PLAIN) or path.endswith((".json", ".csv", ".atom")):
        return None
    return "_lang" if path == "/archive" or path.startswith(("/archive/", "/archive?")) else "lang"


def switched(path: str, query_string: str, language: Language) -> str:
    """The same page in ``language``, everything else as it was asked.

    >>> switched("/search", "q=x&lang=en", "zh"), switched("/archive/reports", "year=2022", "en")
    ('/search?q=x', '/archive/reports?year=2022&_lang=en')
    """
    kept = [(name, value) for name, value in parse_qsl(query_string, keep_blank_values=True) if name not in _NAMES]
    name = parameter(path)
    if language == "en" and name:
        kept.append((name, "en"))
    return path + (f"?{urlencode(kept)}" if kept else "")


def keep_english(html: str, base: str) -> str:
    """A page of Datasette's own whose links to this site's pages stay English; ``base`` is the site's prefix.

    >>> keep_english('<a href="/archive/reports?year=1&amp;_sort=x"> <a href="/raw/00"> <a href="http://x/">', "/")
    '<a href="/archive/reports?year=1&amp;_sort=x&amp;_lang=en"> <a href="/raw/00"> <a href="http://x/">'
    """

    def add(found: re.Match[str]) -> str:
        path, query = found["path"], found["query"] or ""
        name = parameter(f"/{path}")
        if name is None or "lang=en" in query:
            return found[0]
        return f'href="{base}{path}{query}{"&amp;" if query else "?"}{name}=en"'

    # Not the switch itself, which leads to the other language.
    return re.sub(
        rf'(?<!class="switch" )href="{re.escape(base)}(?P<path>[^"?#/]?[^"?#]*)(?P<query>\?[^"#]*)?"', add, html
    )


class Text:
    """What the templates say in one language: ``t`` chooses a wording, ``both`` makes a heading of both."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def t(self, zh: str | Words, en: str = "") -> str:
        """The wording in this language; a pair may be given as one. An empty wording is one too.

        >>> Text("en").t("4 处", "4"), Text("en").t(" 处", ""), Text("zh").t(("迁移", "moved"))
        ('4', '', '迁移')
        """
        pair = (zh, en) if isinstance(zh, str) else zh
        return pair[1] if self.language == "en" else pair[0]

    def both(self, zh: str | Words, en: str = "") -> Markup:
        """Chinese with the English behind it; English alone where English was asked for."""
        pair = (zh, en) if isinstance(zh, str) else zh
        if self.language == "en":
            return Markup("{}").format(pair[1])
        return Markup('{} <span lang="en">{}</span>').format(pair[0], pair[1])


def linker(prefixed: Callable[[str], str], language: Language) -> Callable[..., str]:
    """``link(path, **query)``: an address under this site's prefix, in the reader's language."""

    def link(path: str, /, **query: object) -> str:
        asked = {name: value for name, value in query.items() if value not in (None, "")}
        name = parameter(path)
        if language == "en" and name:
            asked[name] = "en"
        join = "&" if "?" in path else "?"
        return str(prefixed(path)) + (f"{join}{urlencode(asked)}" if asked else "")

    return link
