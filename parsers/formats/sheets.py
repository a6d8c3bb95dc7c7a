"""What the style sheets of a page say of an element, as far as it decides whether and how its text shows.

Only sheets in the page itself are known; nothing is fetched. A rule counts if each part of its selector is made of
names of elements, classes and ids, and if it holds on a screen: what stands in ``@media`` does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

MAX_RULES = 400
"""Telling rules of a page; Word writes a dozen."""

MAX_STYLE = 2_000
"""Characters of declarations that are looked at, the last ones."""
MAX_EFFORT = 300_000
"""Rules held against elements in one page: beyond it the page's sheets are left alone."""

# Each of these goes over a sheet once, whatever stands in it.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_AT_BLOCK = re.compile(r"@[^{};@]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*|\*)?(?:[.#][\w-]+)*", re.I)
_PART = re.compile(r"[.#]?[\w-]+")

_NOTHING = r"0*(?:\.0*)?\s*(?:px|pt|em|rem|%|cm|mm)?\s*(?:!important\s*)?(?:;|$)"
_HIDDEN = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    # Text without size, without ink, or moved off the page.
    rf"|font-size\s*:\s*0{_NOTHING}|opacity\s*:\s*0{_NOTHING}"
    r"|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}"
    rf"|(?:max-)?(?:width|height)\s*:\s*0{_NOTHING}(?=.*overflow\s*:\s*hidden)"
    rf"|overflow\s*:\s*hidden(?=.*[;\s](?:max-)?(?:width|height)\s*:\s*0{_NOTHING})"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|color\s*:\s*transparent)",
    re.I | re.S,
)
_COLOURS = re.compile(r"(?<![\w-])(color|background|background-color)\s*:\s*(#?\w+)", re.I)
_STRUCK = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_RAISED = re.compile(r"(?<![\w-])vertical-align\s*:\s*(?:super|sub)\b", re.I)
_TELLING = re.compile(
    r"display|visibility|mso-hide|font-size\s*:\s*0|opacity|-\d{4}|overflow|clip|color|line-through|super|sub", re.I
)


@lru_cache(maxsize=4096)
def is_hidden(style: str) -> bool:
    """Does text with these declarations not show?

    >>> is_hidden("display: none"), is_hidden("font-size:0pt"), is_hidden("font-size:0.5em"), is_hidden("color:#fff")
    (True, True, False, False)
    >>> is_hidden("display:none;display:block"), is_hidden("color:#fff;background:#fff")
    (False, True)
    """
    if _HIDDEN.search(_last_display(style)):
        return True
    colours = {name.lower().partition("-")[0]: value.lower() for name, value in _COLOURS.findall(style)}
    return len(colours) == 2 and len(set(colours.values())) == 1


def _last_display(style: str) -> str:
    """``style`` with only the last word on display, which is the one that counts."""
    shown: list[str] = re.findall(r"(?<![\w-])display\s*:\s*[\w-]+", style, re.I)
    if len(shown) < 2 or "!important" in style.lower():
        return style
    return re.sub(r"(?<![\w-])display\s*:\s*[\w-]+", "", style, flags=re.I) + ";" + shown[-1]


def is_left_out(style: str) -> bool:
    """Does a cell with these declarations leave its place to the next one?

    >>> is_left_out("display:none"), is_left_out("visibility:hidden")
    (True, False)
    """
    return bool(re.search(r"(?<![\w-])display\s*:\s*none", _last_display(style), re.I))


@lru_cache(maxsize=4096)
def is_struck(style: str) -> bool:
    return bool(_STRUCK.search(style))


@lru_cache(maxsize=4096)
def is_raised(style: str) -> bool:
    """Is this the style of a note mark?"""
    return bool(_RAISED.search(style))


_Rule = tuple[tuple[int, int, int], int, tuple[str, ...], str]
"""Weight of the selector, place in the page, the selector's parts, declarations."""


def _weight(selector: str) -> tuple[int, int, int]:
    """Of two rules the one with more ids counts, then the one with more classes, then the one with more names."""
    names = _PART.findall(selector)
    ids, classes = (sum(name.startswith(mark) for name in names) for mark in "#.")
    return ids, classes, len(names) - ids - classes


class Styles:
    """The telling rules of a page's own style sheets, in their order."""

    def __init__(self, root: etree._Element) -> None:
        # By the last part of the selector, which is that of the element itself: its class, id or name.
        self.rules: dict[str, list[_Rule]] = {}
        self.left = MAX_EFFORT
        count = 0
        for sheet in root.iter("style"):
            media = (sheet.get("media") or "all").lower()
            if not any(word in media for word in ("all", "screen")) or "(" in media:
                continue
            for block in _AT_BLOCK.sub("", _COMMENT.sub("", sheet.text or "")).split("}"):
                selectors, _, declarations = block.partition("{")
                if not _TELLING.search(declarations):
                    continue
                for selector in selectors.split(","):
                    parts = tuple(selector.replace(">", " ").split())
                    names = _PART.findall(parts[-1]) if parts else []
                    if names and count < MAX_RULES and all(_SIMPLE.fullmatch(part) for part in parts):
                        count += 1
                        self.rules.setdefault(names[-1], []).append((_weight(selector), count, parts, declarations))

    def of(self, element: etree._Element) -> str:
        """The declarations for ``element``, its own last; empty where there are none."""
        own = element.get("style") or ""
        if "hidden" in element.attrib:
            own = "display:none;" + own
        if not self.rules or self.left < 0:
            return own[-MAX_STYLE:]
        found = [
            rule for name in _names(element) for rule in self.rules.get(name, ()) if self._matches(element, rule[2])
        ]
        return ";".join([*(rule[3] for rule in sorted(found)), own])[-MAX_STYLE:]

    def _matches(self, element: etree._Element, parts: tuple[str, ...]) -> bool:
        self.left -= 1
        if not _fits(element, parts[-1]):
            return False
        at: etree._Element | None = element
        for part in reversed(parts[:-1]):
            at = at.getparent() if at is not None else None
            while at is not None and not _fits(at, part):
                self.left -= 1
                at = at.getparent()
            if at is None:
                return False
        return True


def _names(element: etree._Element) -> list[str]:
    names = [str(element.tag)]
    attributes = element.attrib
    if "class" in attributes:
        names += [f".{name}" for name in str(attributes["class"]).split()]
    if "id" in attributes:
        names.append("#" + str(attributes["id"]))
    return names


def _fits(element: etree._Element, part: str) -> bool:
    return all(name == "*" or name in _names(element) for name in _PART.findall(part))
