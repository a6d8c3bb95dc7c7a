"""Table two, 主动公开政府信息情况: keys ``disclosure.<item>.<measure>``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of a band. ``aliases`` are other header wordings seen in published reports.

    ``signed`` marks a change (本年增/减) whose printed sign counts; ``amount`` marks money, kept with its unit.
    """

    key: str
    label: str
    english: str
    aliases: tuple[str, ...] = ()
    signed: bool = False
    amount: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A data row and the measures it has; ``band`` is the number of 第二十条's item, ``（五）`` say."""

    key: str
    label: str
    english: str
    band: str
    measures: tuple[Measure, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisclosureForm:
    key: str
    items: tuple[Item, ...]

    def figure_keys(self) -> tuple[str, ...]:
        """The 22 or 10 keys in reading order."""
        return tuple(f"disclosure.{item.key}.{measure.key}" for item in self.items for measure in item.measures)


MADE = Measure("made", "本年新制作数量", "made this year")
PUBLISHED = Measure("published", "本年新公开数量", "published this year")
PUBLISHED_TOTAL = Measure("published_total", "对外公开总数量", "published in total")
ITEMS_BEFORE = Measure("items_before", "上一年项目数量", "items last year")
CHANGE = Measure("change", "本年增/减", "change this year", signed=True)
DECISIONS_2019 = Measure("decisions", "处理决定数量", "decisions", ("本年处理决定数量",))
ITEMS = Measure("items", "采购项目数量", "procurement items")
PROCUREMENT_AMOUNT = Measure("amount", "采购总金额", "amount", amount=True)
ISSUED = Measure("issued", "本年制发件数", "issued this year")
REPEALED = Measure("repealed", "本年废止件数", "repealed this year")
IN_FORCE = Measure("in_force", "现行有效件数", "in force", ("现行有效件", "现行有效件数（历史累计）"))
DECISIONS_2021 = Measure("decisions", "本年处理决定数量", "decisions this year", ("处理决定数量",))
FEE_AMOUNT = Measure("amount", "本年收费金额（单位：万元）", "fees charged this year", amount=True)

_NORMATIVE = ("规范性文件", "行政规范性文件")

DISCLOSURE_2019 = DisclosureForm(
    "2019",
    (
        Item("rules", "规章", "rules", "（一）", (MADE, PUBLISHED, PUBLISHED_TOTAL)),
        Item(
            "normative", "规范性文件", "normative documents", "（一）", (MADE, PUBLISHED, PUBLISHED_TOTAL), _NORMATIVE
        ),
        Item("licences", "行政许可", "administrative licences", "（五）", (ITEMS_BEFORE, CHANGE, DECISIONS_2019)),
        Item(
            "other_services",
            "其他对外管理服务事项",
            "other services to the public",
            "（五）",
            (ITEMS_BEFORE, CHANGE, DECISIONS_2019),
        ),
        Item("penalties", "行政处罚", "administrative penalties", "（六）", (ITEMS_BEFORE, CHANGE, DECISIONS_2019)),
        Item("coercion", "行政强制", "administrative coercion", "（六）", (ITEMS_BEFORE, CHANGE, DECISIONS_2019)),
        Item("fees", "行政事业性收费", "administrative fees", "（八）", (ITEMS_BEFORE, CHANGE)),
        Item("procurement", "政府集中采购", "central procurement", "（九）", (ITEMS, PROCUREMENT_AMOUNT)),
    ),
)
DISCLOSURE_2021 = DisclosureForm(
    "2021",
    (
        Item("rules", "规章", "rules", "（一）", (ISSUED, REPEALED, IN_FORCE)),
        Item("normative", "行政规范性文件", "normative documents", "（一）", (ISSUED, REPEALED, IN_FORCE), _NORMATIVE),
        Item("licences", "行政许可", "administrative licences", "（五）", (DECISIONS_2021,)),
        Item("penalties", "行政处罚", "administrative penalties", "（六）", (DECISIONS_2021,)),
        Item("coercion", "行政强制", "administrative coercion", "（六）", (DECISIONS_2021,)),
        Item("fees", "行政事业性收费", "administrative fees", "（八）", (FEE_AMOUNT,)),
    ),
)
