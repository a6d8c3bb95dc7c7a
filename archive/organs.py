"""Who published: one identity for one organ, whatever its name is written like.

An id is ASCII and readable, ``<place code>-<pinyin of the name without its place>``: it depends on the name, the
portal's place and the rows of data/organs.toml alone, never on what else is in the archive or on the order in which it
came.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from archive.names import Names, packaged
from archive.places import Places

OrganKind = Literal["government", "office", "department", "town", "other"]

# One organ, several spellings: what it is called in its title is kept, the identity takes the full form.
_FULL = (
    (re.compile(r"^$|^政府$"), "人民政府"),
    (re.compile(r"^(?:人民)?政府办(?:公室|公厅)?$"), "人民政府办公室"),
    (re.compile(r"(街道)(?:办|办事处)$"), r"\1办事处"),
    (re.compile(r"^((?!人民).+[镇乡])(?:政府)?$"), r"\1人民政府"),
)
_KINDS: tuple[tuple[OrganKind, re.Pattern[str]], ...] = (
    ("town", re.compile(r"(?:[镇乡]人民政府|街道(?:办事处)?)$")),
    ("office", re.compile(r"(?:^|[省市县区州旗盟])人民政府办公[室厅]$")),
    ("government", re.compile(r"(?:^|[省市县区州旗盟])人民政府$")),
    ("department", re.compile(r"(?:局|委|委员会|厅|办|办公室|处|队|署|科|部)$")),
)
# "市科委" on the portal of a city is that city's 科委; 市场, 市政 and 市容 are words of their own.
_OWN_PLACE = re.compile(r"^本?(?:省|自治区|市(?![场政容民])|市(?=政府)|州|盟|区(?!划|域)|县|旗)(?=..)")
# 水务 and 税务 have one pinyin; the less common of the two says its tone. In 工商行政 pypinyin sees a bank, 工商行.
_APART = {"水务": "shui3wu", "工商行政": "gongshangxingzheng"}
# A name that says where it belongs, though the list of divisions does not know the place. 区, 镇 and 街道 do not: there
# is a 金山街道 in a dozen cities, and an 经济技术开发区 in most.
_NAMES_A_PLACE = re.compile(r"^..+?[省市县州旗盟]|兵团")
# A ministry or bureau of the State Council: its name is nobody else's, and no division stands before it. The
# departments of the Party's committees that end in 部 are named alike in every county.
_NATIONAL = re.compile(
    r"^(?:国家|中国|国务院)..+(?:局|委员会|署|院|办公室)$|^(?!.*(?:宣传|组织|统战|统一战线|武装|工作)).{2,}部$"
)


@dataclass(frozen=True, slots=True)
class Organ:
    """``place`` is a division code or None; ``name`` the name as the report prints it.

    ``full`` is the name the id was spelt from. ``doubt`` says what a person should settle before the identity is
    relied on.
    """

    id: str
    name: str
    full: str
    place: str | None
    kind: OrganKind
    doubt: str | None = None


def identify(
    name: str,
    near: str | None,
    places: Places,
    sha256: str = "",
    year: int | None = None,
    names: Names | None = None,
) -> Organ:
    """The organ ``name`` names in a report about ``year``, on a portal of the division ``near`` (None: no portal).

    A name that could be anybody's (``审计局`` or ``朝阳区审计局`` without a portal, or none at all) gets an organ of
    its own, marked by the file's ``sha256``: two counties' audit offices must not become one.

    >>> identify("吴忠市人民政府", None, Places()).id
    '640300-renminzhengfu'
    >>> identify("市科委", "320800", Places()).id
    '320800-kexuejishuweiyuanhui'
    """
    names = packaged() if names is None else names
    printed = unicodedata.normalize("NFKC", "".join(name.split()))
    place, rest = _locate(printed, near, places)
    for pattern, full in _FULL if place is not None else _FULL[2:]:
        rest = pattern.sub(full, rest)
    rest = names.spell_out(rest)
    if place is not None:
        place, rest = names.called(place, rest, year)
    identity = f"{place or 'x'}-{slug(rest)}"
    doubt = None
    if not printed:
        identity, doubt = f"{place or 'x'}-wuming-{sha256[:8]}", "The file does not say which organ reports."
    elif place is None and not _NATIONAL.search(printed):
        doubt = f"{printed} begins with no known division, or with one of several of that name."
        if places.is_ambiguous(printed) or not _NAMES_A_PLACE.search(printed):
            identity, doubt = f"{identity}-{sha256[:8]}", f"{printed} does not say in which place, and no portal does."
    return Organ(identity, printed or "未署名机关", rest, place, kind_of(rest) if printed else "other", doubt)


@dataclass(frozen=True, slots=True)
class Register:
    """All that says whose report it is beside the report itself.

    ``near`` is the division of each portal, ``portals`` its name, ``names`` how organs are called (data/organs.toml).
    """

    places: Places
    near: Mapping[str, str]
    portals: Mapping[str, str]
    names: Names

    def organ(self, name: str, portal: str | None, sha256: str, year: int | None) -> Organ:
        """The organ that the file ``sha256`` of ``portal`` calls ``name``; on an organ's own portal no name is its."""
        near = self.near.get(portal or "")
        called = name or speaks_for(self.portals.get(portal or "", ""), near, self.places)
        return identify(called, near, self.places, sha256, year, self.names)


@lru_cache(maxsize=1 << 12)
def speaks_for(portal: str, near: str | None, places: Places) -> str:
    """The organ whose own portal this is, by the portal's name; empty for a government's, which carries many organs.

    On such a portal "我局" in a report that names nobody is that organ.

    >>> speaks_for("昆明市财政局", "530100", Places()), speaks_for("昆明市人民政府", "530100", Places())
    ('昆明市财政局', '')
    """
    if not portal:
        return ""
    _, rest = _locate(unicodedata.normalize("NFKC", portal), near, places)
    return portal if kind_of(rest) == "department" or rest.endswith("街道办事处") else ""


def _locate(name: str, near: str | None, places: Places) -> tuple[str | None, str]:
    place, rest = places.locate(name, near)
    if place is None and name.startswith("国家税务总局"):
        # The tax offices of all levels are named so; what follows says where.
        place, rest = places.locate(name.removeprefix("国家税务总局"), near)
    if place is None and near is not None:
        place, rest = near, _OWN_PLACE.sub("", name)
    return (place, rest) if place is not None else (None, name)


def possible_ids(place: str, full: str) -> tuple[str, str]:
    """The id of the organ ``full`` of ``place``, and the one it has where another of its place has the same pinyin."""
    identity = f"{place}-{slug(full)}"
    return identity, apart(identity, full)


def apart(identity: str, full: str) -> str:
    """``identity`` with a mark of the name: for two names of one pinyin in one place."""
    return f"{identity}-{hashlib.sha256(full.encode()).hexdigest()[:4]}"


def kind_of(rest: str) -> OrganKind:
    """The kind of an organ by its name without the place.

    >>> [kind_of(name) for name in ("人民政府", "石桥镇人民政府", "审计局", "公积金管理中心")]
    ['government', 'town', 'department', 'other']
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(rest)), "other")


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """ASCII letters and digits for a Chinese name.

    >>> slug("审批服务管理局"), slug("水务局"), slug("税务局")
    ('shenpifuwuguanliju', 'shui3wuju', 'shuiwuju')
    """
    for word, reading in _APART.items():
        name = name.replace(word, reading)
    # 55 MB of tables, which the site does not need: it knows organs by their ids.
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(name, style=Style.NORMAL, errors=_spell, v_to_u=False)
    return "".join(syllables) or "wuming"


def _spell(run: str) -> str:
    """Characters pypinyin does not know: letters and digits stay, Han outside its tables becomes its number."""
    return "".join(
        char.lower() if char.isascii() and char.isalnum() else f"u{ord(char):x}" if char.isalnum() else ""
        for char in run
    )
