"""What a canned query is, and the parameters that canned queries share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.site import words

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Query:
    """``zh`` and ``en`` say what the answer means and what it does not; ``params`` are names of PARAMETERS."""

    name: str
    title_zh: str
    title_en: str
    zh: str
    en: str
    params: tuple[str, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of canned queries: a drop-down where it has ``choices`` or a ``sql`` that lists them.

    ``sql`` answers one column, the values in the order in which they are offered. Empty always means all.
    """

    name: str
    zh: str
    choices: tuple[Choice, ...] = ()
    sql: str = ""
    empty: str = "全部 · all"

    @property
    def label(self) -> str:
        """What stands before the field.

        >>> PARAMETERS["year"].label
        '年度 year'
        """
        return f"{self.zh} {self.name}"

    def shown(self, found: Iterable[Choice] | None, value: str) -> tuple[Choice, ...]:
        """What the drop-down offers: ``found`` in the archive or its own choices, and the value that is asked for.

        >>> PARAMETERS["year"].shown([("2022", "2022")], "2031"), PARAMETERS["least"].shown(None, "5")
        ((('2022', '2022'), ('2031', '2031')), ())
        """
        offered = tuple(found) if found is not None else self.choices
        odd = offered and value and value not in [key for key, _ in offered]
        return (*offered, (value, value)) if odd else offered


KINDS: tuple[Choice, ...] = (
    ("government", "政府 government"),
    ("office", "政府办公室 office"),
    ("department", "部门 department"),
    ("town", "乡镇街道 town"),
    ("other", "其他 other"),
)
ROUTES: tuple[Choice, ...] = (
    ("reconsideration", "行政复议 reconsideration"),
    ("litigation_direct", "未经复议直接起诉 litigation_direct"),
    ("litigation_after", "复议后起诉 litigation_after"),
)
RULES = tuple((rule, f"{words.RULES[rule][0]} {rule}") for rule in ("balance", "results_sum", "row_sum", "review_sum"))
CHANGES = tuple((kind, f"{words.CHANGES[kind][0]} {kind}") for kind in words.CHANGES)
_PROVINCES = """
SELECT name FROM places WHERE level = 'province' AND EXISTS (SELECT 1 FROM reports WHERE province = places.name)
ORDER BY code
"""
PARAMETERS = {
    one.name: one
    for one in (
        Parameter("year", "年度", sql="SELECT DISTINCT year FROM reports ORDER BY year DESC"),
        Parameter("province", "省", sql=_PROVINCES),
        Parameter("organ_kind", "机关类别", KINDS),
        Parameter("route", "途径", ROUTES),
        Parameter("rule", "规则", RULES),
        Parameter("kind", "种类", CHANGES),
        Parameter("least", "件数至少", empty="10"),
        Parameter("since", "自某日", empty="2025-06-01"),
    )
}


WHO = "r.id AS 报告, r.organ AS 机关, r.province AS 省, r.prefecture AS 市, r.county AS 县, r.year AS 年度"


def ranked(ranking: str, sql: str) -> str:
    """``sql`` over the rows of a ranking ``k`` (archive/rankings.py) in its order, ``r`` being their reports.

    The conditions are such that SQLite takes the ranking's order whatever is filled in, and stops when a page is full.
    """
    return sql.strip().format(
        who=WHO,
        ranking="summary_rankings k CROSS JOIN reports r ON r.id = k.report_id",
        where=f"k.ranking = '{ranking}' AND (:year = '' OR k.year = cast(:year AS INTEGER))",
        province="(:province = '' OR k.province = :province)",
        organ_kind="(:organ_kind = '' OR k.kind = :organ_kind)",
        least="k.base >= cast(coalesce(nullif(:least, ''), '10') AS INTEGER)",
        order="ORDER BY k.value DESC, k.report_id",
    )


def named(sql: str) -> str:
    """``sql`` with conditions that an empty field opens, and what every answer says of a report ``r``."""
    return sql.strip().format(
        any_year="(:year = '' OR r.year = cast(:year AS INTEGER))",
        province="(:province = '' OR r.province = :province)",
        who=WHO,
    )
