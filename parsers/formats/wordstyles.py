"""What the styles of a Word document say of its text, as far as it decides whether and how the text shows.

A clerk who hides, strikes out or raises text by a style leaves nothing of it at the text itself. Such properties are
written to the runs of the text, where the reader looks for them.
"""

from __future__ import annotations

import re
from copy import copy

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TELLING = {f"{_W}{name}" for name in ("vanish", "strike", "dstrike", "vertAlign")}
_MAY_TELL = re.compile(rb"vanish|strike|vertAlign|\x00")
_MAX_CHAIN = 12
"""Styles may be based on each other; Word allows no more than eleven."""


def may_tell(styles: bytes) -> bool:
    """Can these styles hide, strike out or raise anything? To parse them takes as long as the document itself.

    A null byte is of UTF-16, which Word reads and does not write.
    """
    return _MAY_TELL.search(styles) is not None


def apply_styles(document: etree._Element, styles: etree._Element) -> None:
    """Give the runs of ``document`` the telling properties of their styles that they do not set themselves."""
    known = {style.get(f"{_W}styleId") or "": style for style in styles.iter(f"{_W}style")}
    telling = {name: found for name in known if (found := _of(known, name))}
    if not telling:
        return
    paragraphs: dict[etree._Element, dict[str, etree._Element]] = {}
    for run in list(document.iter(f"{_W}r")):
        _add(run, telling.get(_style_of(run, "r"), {}))
        around = next(run.iterancestors(f"{_W}p"), None)
        if around is not None:
            if around not in paragraphs:
                paragraphs[around] = telling.get(_style_of(around, "p"), {})
            _add(run, paragraphs[around])


def _style_of(element: etree._Element, kind: str) -> str:
    """The style of a run or a paragraph, empty where it has none; not the one that it had before a change."""
    properties = element.find(f"{_W}{kind}Pr")
    reference = properties.find(f"{_W}{kind}Style") if properties is not None else None
    return "" if reference is None else reference.get(f"{_W}val") or ""


def _of(known: dict[str, etree._Element], name: str) -> dict[str, etree._Element]:
    """The telling properties of a style, those of the styles that it is based on among them."""
    found: dict[str, etree._Element] = {}
    for _ in range(_MAX_CHAIN):
        style = known.get(name)
        if style is None:
            break
        for properties in style.findall(f"{_W}rPr"):
            for each in properties:
                if each.tag in _TELLING:
                    found.setdefault(str(each.tag), each)
        base = style.find(f"{_W}basedOn")
        name = (base.get(f"{_W}val") or "") if base is not None else ""
    return found


def _properties(run: etree._Element) -> etree._Element:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = etree.Element(f"{_W}rPr")
        run.insert(0, properties)
    return properties


def _add(run: etree._Element, found: dict[str, etree._Element]) -> None:
    properties = _properties(run) if found else run
    for tag, each in found.items():
        if properties.find(tag) is None:
            properties.append(copy(each))
