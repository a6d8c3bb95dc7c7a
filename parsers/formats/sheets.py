"""What the style sheets of a page say of an element, as far as it decides whether and how its text shows.

Only sheets in the page itself are known; nothing is fetched. A rule counts if each part of its selector is made of
names of elements, classes and ids, and if it holds on every screen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

MAX_RULES = 4_000
"""Telling rules of a page; Word writes a dozen, a framework's sheet a thousand."""
MAX_PARTS = 20
"""Of a selector."""

MAX_STYLE = 2_000
"""Characters of the longest declarations that are remembered."""
MAX_VALUE = 100
"""Characters of a value; pictures written into one are longer."""
MAX_EFFORT = 300_000
"""Rules held against elements in one page: beyond it the page's sheets are left alone."""

# Each of these goes over a sheet once, whatever stands in it.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_ON_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*\{((?:[^{}@]|\{[^{}]*\})*+)\}", re.I)
_AT_BLOCK = re.compile(r"@[^{};@]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*|\*)?(?:[.#][\w-]+)*", re.I)
_PART = re.compile(r"[.#]?[\w-]+")

Values = Mapping[str, str]
"""Property -> value, in small letters and without blanks around it, of those that can hide, strike out or raise."""

_BOXES = ("width", "max-width", "height", "max-height")
_MOVES = ("left", "top", "right", "text-indent", "margin-left", "margin-top")
_TELLING = {
    *("display", "visibility", "mso-hide", "font-size", "opacity", "overflow", "clip", "color", "background"),
    *("background-color", "text-decoration", "text-decoration-line", "vertical-align", *_BOXES, *_MOVES),
}
_ZERO = re.compile(r"(?:0+\.?0*|\.0+)\s*(?:px|pt|em|rem|%|cm|mm)?")
_FAR = re.compile(r"-\d{4,}")
_CLIPPED = re.compile(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|rgba?\([^()]*\)|[a-z]+")
_NO_COLOURS = {"inherit", "initial", "unset", "revert", "none", "currentcolor", "transparent", "url", "auto"}
_RGB = re.compile(r"rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)")
_NAMED = {"white": "#ffffff", "black": "#000000"}
_RELATIVE = re.compile(r"[\d.]+(?:em|%)|larger|smaller|inherit|unset")


def declared(style: str) -> Values:
    """The telling declarations of a style attribute, of each property the one that counts.

    >>> declared("Display:None; display: block; content: 'x'")
    {'display': 'block'}
    >>> declared("display:none !important;display:block")
    {'display': 'none'}
    """
    plain, important = _parsed(style)
    return plain | important


_Parsed = tuple[dict[str, str], dict[str, str]]
"""What counts unless something weightier says otherwise, and what is !important."""


def _parsed(declarations: str) -> _Parsed:
    return _remembered(declarations) if len(declarations) <= MAX_STYLE else _read(declarations)


def _read(declarations: str) -> _Parsed:
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
    for declaration in declarations.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in _TELLING and len(value) < MAX_VALUE:
            value, mark, _ = value.lower().partition("!")
            (important if mark else plain)[name] = value.strip()
    return plain, important


_remembered = lru_cache(maxsize=4096)(_read)


def is_hidden(values: Values) -> bool:
    """Does an element with these values not show, nor anything in it?

    >>> is_hidden(declared("display: none")), is_hidden(declared("width:0;overflow:hidden"))
    (True, True)
    """
    return bool(values) and (
        is_left_out(values)
        or values.get("mso-hide") == "all"
        or _is_zero(values.get("opacity"))
        or any(_FAR.match(values.get(name, "")) for name in _MOVES)
        or (values.get("overflow") == "hidden" and any(_is_zero(values.get(name)) for name in _BOXES))
        or _CLIPPED.match(values.get("clip", "")) is not None
    )


def is_left_out(values: Values) -> bool:
    """Does a cell with these values leave its place to the next one?

    >>> is_left_out(declared("display:none")), is_left_out(declared("visibility:hidden"))
    (True, False)
    """
    return values.get("display") == "none"


def unseen(values: Values, outer: frozenset[str] = frozenset()) -> frozenset[str]:
    """The properties for which text in an element with these values does not show; ``outer``: in that around it.

    Elements within inherit them, and may set them again.

    >>> sorted(unseen(declared("font-size:0;color:rgb(0, 0, 0);background:rgb(255,255,255)")))
    ['font-size']
    >>> sorted(unseen(declared("color:#fff;background:#FFF"))), sorted(unseen(declared("font-size:9pt"), {"font-size"}))
    (['color'], [])
    """
    found = set(outer)
    size, visibility, ink = (values.get(name, "") for name in ("font-size", "visibility", "color"))
    if size and not _RELATIVE.fullmatch(size):
        found.discard("font-size")
    if _is_zero(size):
        found.add("font-size")
    if visibility in ("visible", "initial"):
        found.discard("visibility")
    elif visibility in ("hidden", "collapse"):
        found.add("visibility")
    if ink and ink not in ("inherit", "unset"):
        found.discard("color")
        ground = _colour(values.get("background-color") or values.get("background", ""))
        if ink == "transparent" or (ground and _colour(ink) == ground):
            found.add("color")
    return frozenset(found)


def _is_zero(value: str | None) -> bool:
    return value is not None and _ZERO.fullmatch(value) is not None


def _colour(value: str) -> str:
    """The colour that ``value`` begins with; empty where it is none.

    >>> _colour("white url(x.png)"), _colour("#FFF".lower()), _colour("rgb(255, 255, 255)"), _colour("url(x.png)")
    ('#ffffff', '#ffffff', '#ffffff', '')
    """
    found = _COLOUR.match(value)
    colour = "".join(found[0].split()) if found is not None else ""
    parts = _RGB.fullmatch(colour)
    if parts is not None:
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in parts.groups())
    if len(colour) == 4 and colour[0] == "#":
        return "#" + "".join(2 * digit for digit in colour[1:])
    return "" if colour in _NO_COLOURS else _NAMED.get(colour, colour)


def is_struck(values: Values) -> bool:
    return any("line-through" in values.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def is_raised(values: Values) -> bool:
    """Are these the values of a note mark?"""
    return values.get("vertical-align") in ("super", "sub")


_Rule = tuple[tuple[int, int, int], int, tuple[str, ...], _Parsed]
"""Weight of the selector, place in the page, the selector's parts (a name or ``>``), declarations."""


def _weight(parts: tuple[str, ...]) -> tuple[int, int, int]:
    """Of two rules the one with more ids counts, then the one with more classes, then the one with more names."""
    names = [name for part in parts for name in _PART.findall(part)]
    ids, classes = (sum(name.startswith(mark) for name in names) for mark in "#.")
    return ids, classes, len(names) - ids - classes


def _parts(selector: str) -> tuple[str, ...]:
    """The parts of a selector, names of elements in small letters; none where it has other parts than are known."""
    parts = tuple(selector.replace(">", " > ").split())
    steps, compounds = [part == ">" for part in parts], [part for part in parts if part != ">"]
    if not parts or len(parts) > MAX_PARTS or steps[0] or steps[-1] or not all(map(_SIMPLE.fullmatch, compounds)):
        return ()
    if any(map(bool.__and__, steps, steps[1:])):
        return ()
    return tuple(re.sub(r"^[A-Za-z]\w*", lambda name: name[0].lower(), part) for part in parts)


def _holds(sheet: etree._Element) -> bool:
    """Does this sheet hold on every screen? Those of a ``noscript`` hold where no script runs."""
    media = (sheet.get("media") or "all").lower()
    if not any(word in media for word in ("all", "screen")) or "(" in media or "not" in media.split():
        return False
    return next(sheet.iterancestors("noscript", "template"), None) is None


class Styles:
    """The telling rules of a page's own style sheets, in their order."""

    def __init__(self, root: etree._Element) -> None:
        # By the last part of the selector, which is that of the element itself: its class, id or name.
        self.rules: dict[str, list[_Rule]] = {}
        self.left = MAX_EFFORT
        count = 0
        for sheet in filter(_holds, root.iter("style")):
            text = _ON_SCREEN.sub(r"\1", _COMMENT.sub("", sheet.text or ""))
            for block in _AT_BLOCK.sub("", text).split("}"):
                selectors, _, declarations = block.partition("{")
                telling = _parsed(declarations)
                if not any(telling):
                    continue
                for selector in selectors.split(","):
                    parts = _parts(selector)
                    names = _PART.findall(parts[-1]) if parts else []
                    if names and count < MAX_RULES:
                        count += 1
                        self.rules.setdefault(names[-1], []).append((_weight(parts), count, parts, telling))

    def of(self, element: etree._Element) -> Values:
        """The telling values that count for ``element``; empty where there are none."""
        own = element.get("style") or ""
        hidden = "hidden" in element.attrib
        rules = [] if not self.rules or self.left < 0 else self._found(element)
        if not rules and not hidden:
            return declared(own) if own else {}
        # What browsers say of their own accord counts least, what is marked as important most.
        values = {"display": "none"} if hidden else {}
        parsed = [*rules, _parsed(own)]
        for weight in (0, 1):
            for each in parsed:
                values |= each[weight]
        return values

    def _found(self, element: etree._Element) -> list[_Parsed]:
        """The declarations of the rules for ``element``, the weightiest last."""
        rules = [rule for name in _names(element) for rule in self.rules.get(name, ())]
        return [rule[3] for rule in sorted(rules) if self._matches(element, rule[2])] if rules else []

    def _matches(self, element: etree._Element, parts: tuple[str, ...]) -> bool:
        self.left -= 1
        return _fits(element, parts[-1]) and self._stands_in(element, parts[:-1])

    def _stands_in(self, element: etree._Element, parts: tuple[str, ...]) -> bool:
        """Do elements around this one fit these parts?"""
        if not parts:
            return True
        beside = parts[-1] == ">"
        *further, part = parts[:-1] if beside else parts
        at = element.getparent()
        while at is not None and self.left >= 0:
            self.left -= 1
            if _fits(at, part) and self._stands_in(at, tuple(further)):
                return True
            at = None if beside else at.getparent()
        return False


def _names(element: etree._Element) -> list[str]:
    names = [str(element.tag)]
    attributes = element.attrib
    if "class" in attributes:
        names += [f".{name}" for name in str(attributes["class"]).split()]
    if "id" in attributes:
        names.append("#" + str(attributes["id"]))
    return names


def _fits(element: etree._Element, part: str) -> bool:
    """A part that is ``*`` has no name that could be missing."""
    known = _names(element)
    return all(name in known for name in _PART.findall(part))
