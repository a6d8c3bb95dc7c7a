"""Invented figures whose sums hold, linked from year to year around the figures of five published reports."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from crawler.demo.content import Entry, Figures, change, number
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, ROUTES

Counts = dict[str, int | Decimal]

SEEDS = Path(__file__).with_name("seed_figures.json")
COLUMNS = tuple(applicant.key for applicant in APPLICANTS[:-1])
SHARES = {"natural_person": 1.0, "business": 0.12, "legal_service": 0.06, "social_organisation": 0.03}
"""Requests of each kind of applicant, as a share of those of natural persons; the others hardly ever ask."""
OUTCOMES = {
    "granted": 40,
    "partly_granted": 8,
    "denied_third_party": 3,
    "denied_internal_affairs": 4,
    "denied_deliberative": 2,
    "denied_administrative_query": 6,
    "unavailable_not_held": 22,
    "unavailable_not_compiled": 5,
    "unavailable_unclear": 2,
    "dismissed_petition": 4,
    "dismissed_repeat": 2,
}
"""How requests end, in proportion."""


@dataclass(frozen=True, slots=True)
class Size:
    """About how much an organ has of everything in a year."""

    requests: int
    decisions: int
    documents: int


def seed_figures(name: str) -> Figures:
    """The figures of one published report, exactly as printed there."""
    entries = json.loads(SEEDS.read_text(encoding="utf-8"), parse_float=Decimal)[name]["figures"]
    return {key: Entry(**entry) for key, entry in entries.items()}


def invent_series(
    organ: str, size: Size, forms: dict[int, tuple[str, str]], fixed: dict[int, Figures], gap_before: int | None = None
) -> dict[int, Figures]:
    """One organ's figures of every year of ``forms`` (year -> form of table two, form of table three).

    ``fixed`` years are taken as they are and their neighbours fitted to them. In the year ``gap_before`` the requests
    carried in are two more than the year before carried out.
    """
    counts = {year: {key: entry.quantity for key, entry in figures.items()} for year, figures in fixed.items()}
    series: dict[int, Figures] = {}
    for year, (form2, form3) in sorted(forms.items()):
        if year in fixed:
            series[year] = fixed[year]
            continue
        rng = Random(f"{organ}-{year}")
        before, after = counts.get(year - 1, {}), counts.get(year + 1, {})
        requests = _requests(rng, form3, size, before, after, extra=2 if year == gap_before else 0)
        counts[year] = _disclosure(rng, form2, size, before, after) | requests | _reviews(rng, size)
        series[year] = {key: _entry(key, value) for key, value in counts[year].items()}
    return series


def _entry(key: str, value: int | Decimal) -> Entry:
    if key == "disclosure.fees.amount":
        return Entry(str(value), "number", value, "万元")
    if isinstance(value, Decimal):
        return Entry(str(value), "number", value)
    return change(value) if key.endswith(".change") else number(value)


def _disclosure(rng: Random, form: str, size: Size, before: Counts, after: Counts) -> Counts:
    counts: Counts = {}
    for item in DISCLOSURE_FORMS[form].items:
        key = f"disclosure.{item.key}"
        measures = {measure.key for measure in item.measures}
        if "made" in measures:
            counts |= _documents(rng, key, 0 if item.key == "rules" else size.documents)
        if "issued" in measures:
            counts |= _in_force(rng, key, 0 if item.key == "rules" else size.documents, before)
        if "items_before" in measures:
            counts |= _items(rng, key, size, before, after)
        if "decisions" in measures:
            counts[f"{key}.decisions"] = rng.randrange(size.decisions // 2, size.decisions * 2)
        if item.key == "procurement":
            counts[f"{key}.items"] = rng.randrange(1, size.documents * 9 + 3)
        if "amount" in measures:
            counts[f"{key}.amount"] = _amount(rng, size)
    return counts


def _documents(rng: Random, key: str, documents: int) -> Counts:
    made = rng.randrange(documents + 1)
    total = made + rng.randrange(documents * 4 + 1)
    return {f"{key}.made": made, f"{key}.published": made, f"{key}.published_total": total}


def _in_force(rng: Random, key: str, documents: int, before: Counts) -> Counts:
    issued, repealed = rng.randrange(documents + 1), rng.randrange(documents // 3 + 1)
    start = before.get(f"{key}.in_force", documents * 5)
    return {f"{key}.issued": issued, f"{key}.repealed": repealed, f"{key}.in_force": start + issued - repealed}


def _items(rng: Random, key: str, size: Size, before: Counts, after: Counts) -> Counts:
    changed = rng.randrange(-4, 9)
    if f"{key}.items_before" in after:
        start = after[f"{key}.items_before"] - changed
        if start < 0:
            start, changed = after[f"{key}.items_before"], 0
    elif f"{key}.items_before" in before:
        start = before[f"{key}.items_before"] + before[f"{key}.change"]
        changed = max(changed, -int(start))
    else:
        start = rng.randrange(10, size.documents * 20 + 40)
    return {f"{key}.items_before": start, f"{key}.change": changed}


def _amount(rng: Random, size: Size) -> Decimal:
    """An amount in 万元 whose last decimal is no zero, so that print and number are the same digits."""
    tenths = rng.randrange(200, size.documents * 9000 + 800)
    return Decimal(tenths * 10 + rng.randrange(1, 10)) / Decimal(100)


def _requests(rng: Random, form: str, size: Size, before: Counts, after: Counts, extra: int) -> Counts:
    rows = [row.key for row in REQUEST_FORMS[form].rows]
    columns = {column: _column(rng, column, rows, size, before, after, extra) for column in COLUMNS}
    counts: Counts = {}
    for row in rows:
        for column in COLUMNS:
            counts[f"requests.{row}.{column}"] = columns[column][row]
        counts[f"requests.{row}.total"] = sum(columns[column][row] for column in COLUMNS)
    return counts


def _column(
    rng: Random, column: str, rows: list[str], size: Size, before: Counts, after: Counts, extra: int
) -> dict[str, int]:
    """One applicant's column: what came in ends in one of the outcomes or is carried over."""
    expected = size.requests * SHARES.get(column, 0.01)
    carried_in = int(before.get(f"requests.carried_out.{column}", 0)) + (extra if column == "natural_person" else 0)
    carried_out = after.get(f"requests.carried_in.{column}")
    if carried_out is None:
        carried_out = rng.randrange(int(expected * 0.08) + 1)
    received = max(round(rng.uniform(0.6, 1.4) * expected + rng.uniform(-0.4, 0.4)), int(carried_out) - carried_in, 0)
    concluded = carried_in + received - int(carried_out)
    column_rows = dict.fromkeys(rows, 0)
    outcomes = OUTCOMES | ({"other": 2} if "other" in rows else {"other_not_corrected": 2, "other_rest": 1})
    for outcome in rng.choices(list(outcomes), list(outcomes.values()), k=concluded):
        column_rows[outcome] += 1
    fixed_rows = {"received": received, "carried_in": carried_in, "concluded": concluded}
    return column_rows | fixed_rows | {"carried_out": int(carried_out)}


def _reviews(rng: Random, size: Size) -> Counts:
    counts: Counts = {}
    for route in ROUTES:
        parts = [rng.randrange(size.requests // 15 + 1) for _ in RESULTS[:-1]]
        for result, value in zip(RESULTS, [*parts, sum(parts)], strict=True):
            counts[f"reviews.{route.key}.{result.key}"] = value
    return counts
