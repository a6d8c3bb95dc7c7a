"""An Atom feed (RFC 4287) of changes. Ids are made of what happened and not of where this copy is served."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "nianbao:changes")
# XML 1.0 knows no other control characters, and stored titles may hold any.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def stable_id(name: str) -> str:
    """The same id for the same name, on every copy of the site and in every snapshot.

    >>> stable_id("c1")
    'urn:uuid:50a83b28-81e9-5cf9-b40b-69f288e8bd87'
    """
    return f"urn:uuid:{uuid.uuid5(_SPACE, name)}"


def make_feed(base: str, code: str, place: str, made: str, changes: list[Mapping[str, Any]]) -> bytes:
    """The feed of ``changes``, newest first, as XML.

    ``base`` is the site's address without a slash at the end; ``made``, when the snapshot was made, dates a feed of
    nothing.
    """
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    path = f"/place/{code}" if code else "/changes"
    _add(root, "title", f"年报档案 nianbao：{place}的变化")
    _add(root, "subtitle", "政府信息公开工作年度报告：新发布、数字改变、文字改变、撤下、恢复、迁移")
    _add(root, "id", stable_id(f"feed {code}"))
    _add(root, "updated", changes[0]["at"] if changes else made)
    ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{base}{path}.atom"})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{path}"})
    _add(ElementTree.SubElement(root, "author"), "name", "年报档案 nianbao")
    for change in changes:
        _entry(ElementTree.SubElement(root, "entry"), base, change)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="utf-8")


def _entry(entry: ElementTree.Element, base: str, change: Mapping[str, Any]) -> None:
    zh, en = change["name"]
    _add(entry, "title", f"{zh}：{change['organ']} {change['year']} 年年度报告")
    _add(entry, "id", stable_id(change["id"]))
    _add(entry, "updated", change["at"])
    href = f"{base}/report/{change['report_id']}"
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    ElementTree.SubElement(entry, "category", {"term": change["kind"], "label": zh})
    _add(entry, "summary", "；".join([f"{zh}（{en}）", *_details(change)]))


def _details(change: Mapping[str, Any]) -> list[str]:
    found = [
        f"{one['label'][0]}：{one['before'] or '（空白）'} → {one['after'] or '（空白）'}"
        for one in change["figures"][:20]
    ]
    if len(change["figures"]) > len(found):
        found.append(f"共 {len(change['figures'])} 处数字")
    if change["chapters"]:
        found.append(f"第 {'、'.join(map(str, change['chapters']))} 章文字有改动")
    return found


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_XML.sub("", text)
