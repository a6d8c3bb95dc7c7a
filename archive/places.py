"""Administrative divisions (GB/T 2260): which division a name begins with."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, get_args

Level = Literal["province", "prefecture", "county"]


@dataclass(frozen=True, slots=True)
class Division:
    """One division; ``parent`` is the code above, None for a province."""

    code: str
    name: str
    level: Level
    parent: str | None


@dataclass(frozen=True, slots=True)
class PastName:
    """A name or code no longer in use; ``until`` is the last year at whose end it was, None where no list says.

    ``continues_as`` is the same division under its code of today, ``merged_into`` another one that it became a part
    of; both None where it was divided, or nobody has written it down. ``basis`` says how we know (data/README.md).
    """

    code: str
    name: str
    level: Level
    parent: str | None
    since: int | None
    until: int | None
    continues_as: str | None
    merged_into: str | None
    basis: str


class Places:
    """All divisions known. An ``extra`` one replaces a listed one of the same code.

    A past name stands for the division that continues it; one that nothing continues is a division of its own, unless
    its code has passed to another.
    """

    def __init__(self, extra: Iterable[Division] = ()) -> None:
        self.by_code = {division.code: division for division in _listed()}
        self.by_code |= {division.code: division for division in extra}
        self._by_name: dict[str, list[Division]] = {}
        self._by_past_name: dict[str, list[Division]] = {}
        for division in self.by_code.values():
            self._by_name.setdefault(division.name, []).append(division)
        self.past = tuple(_past())
        for past in self.past:
            if past.continues_as is not None:
                self._by_past_name.setdefault(past.name, []).append(self.by_code[past.continues_as])
            elif past.code not in self.by_code:
                self.by_code[past.code] = Division(past.code, past.name, past.level, past.parent)
                self._by_past_name.setdefault(past.name, []).append(self.by_code[past.code])
        for division in self.by_code.values():
            if division.parent is not None and division.parent not in self.by_code:
                raise ValueError(f"place {division.code} {division.name} has the unknown parent {division.parent}")
        self._longest = max(len(name) for name in (*self._by_name, *self._by_past_name))

    @classmethod
    def with_codes(cls, extra: Mapping[str, str]) -> Places:
        """The listed divisions and ``extra`` (code -> name), whose level and parent follow from their codes."""
        known = extra.keys() | {division.code for division in _listed()}
        return cls(_from_code(code, name, known) for code, name in sorted(extra.items()))

    def above(self, code: str) -> list[Division]:
        """The division itself and all above it, from the province down."""
        chain: list[Division] = []
        next_code: str | None = code
        while next_code is not None:
            chain.append(self.by_code[next_code])
            next_code = chain[-1].parent
        return chain[::-1]

    def names(self, code: str | None) -> dict[str, str | None]:
        """Names by level; None where the division has no such level."""
        names: dict[str, str | None] = dict.fromkeys(get_args(Level))
        for division in self.above(code) if code in self.by_code and code is not None else ():
            names[division.level] = division.name
        return names

    def locate(self, name: str, near: str | None = None) -> tuple[str | None, str]:
        """The division ``name`` begins with and what of the name is left.

        ``near`` is the portal's division: it decides between divisions of one name, and a name outside its
        province does not count (湖南镇 is a town in Zhejiang). None where nothing, or more than one, is meant.

        >>> places = Places()
        >>> places.locate("吴忠市利通区审计局")
        ('640302', '审计局')
        >>> places.locate("朝阳区人民政府")
        (None, '朝阳区人民政府')
        >>> places.locate("朝阳区人民政府", near="110000")
        ('110105', '人民政府')
        >>> places.locate("淮安市洪泽县审计局")
        ('320813', '审计局')
        """
        found, rest = self._first(name, near)
        while found is not None:
            deeper, left = self._first(rest, found.code, below=True)
            if deeper is None:
                return found.code, rest
            found, rest = deeper, left
        return None, name

    def is_ambiguous(self, name: str) -> bool:
        """Whether ``name`` begins like several divisions.

        >>> places = Places()
        >>> places.is_ambiguous("朝阳区审计局"), places.is_ambiguous("利通区审计局")
        (True, False)
        """
        prefixes = [name[:length] for length in range(2, min(len(name), self._longest) + 1)]
        return any(
            len(names.get(prefix, ())) > 1 for prefix in prefixes for names in (self._by_name, self._by_past_name)
        )

    def _first(self, name: str, near: str | None, below: bool = False) -> tuple[Division | None, str]:
        for length in range(min(len(name), self._longest), 1, -1):
            now, past = (names.get(name[:length], []) for names in (self._by_name, self._by_past_name))
            if below:
                now, past = ([each for each in known if self._is_below(each, near)] for known in (now, past))
            chosen = self._choose(now, past, near)
            if chosen is not None:
                return chosen, name[length:]
        return None, name

    def _is_below(self, division: Division, code: str | None) -> bool:
        return division.code != code and any(above.code == code for above in self.above(division.code))

    def _choose(self, now: list[Division], past: list[Division], near: str | None) -> Division | None:
        """The one division meant. A past name counts only where no division of today has it."""
        if near is None or not (now or past):
            return _only(now or past)
        around = self.above(near)
        for scope in (around[-1:], around[1:2], around[:1]):
            codes = {division.code for division in scope}
            inside = [
                [each for each in options if each in around or codes & {above.code for above in self.above(each.code)}]
                for options in (now, past)
            ]
            if (found := _only(inside[0] or inside[1])) is not None:
                return found
        return None


def _only(options: list[Division]) -> Division | None:
    return options[0] if len(options) == 1 else None


def _from_code(code: str, name: str, known: Collection[str]) -> Division:
    if code.endswith("0000"):
        return Division(code, name, "province", None)
    above = [parent for parent in (f"{code[:4]}00", f"{code[:2]}0000") if parent != code and parent in known]
    return Division(code, name, "prefecture" if code.endswith("00") else "county", above[0] if above else None)


def _listed() -> Iterable[Division]:
    for row in _rows("places.csv"):
        yield Division(row["code"], row["name"], _level(row), row["parent"] or None)


def _past() -> Iterable[PastName]:
    for row in _rows("places_past.csv"):
        yield PastName(
            code=row["code"],
            name=row["name"],
            level=_level(row),
            parent=row["parent"] or None,
            since=int(row["since"]) if row["since"] else None,
            until=int(row["until"]) if row["until"] else None,
            continues_as=row["continues_as"] or None,
            merged_into=row["merged_into"] or None,
            basis=row["basis"],
        )


def _rows(name: str) -> Iterable[dict[str, str]]:
    table = (files("archive") / "data" / name).read_text(encoding="utf-8")
    return csv.DictReader(table.splitlines())


def _level(row: Mapping[str, str]) -> Level:
    return next(level for level in get_args(Level) if level == row["level"])
