"""``/search``: full text with marked snippets, filtered by place, year and kind of organ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from archive.search import find_spans, match_query, snippet
from archive.site.home_page import YEARS
from archive.site.lookup import Row, remember
from archive.site.page import page_number, render
from archive.site.words import ORGANS

if TYPE_CHECKING:
    from archive.site.instance import Site

PAGE, MOST_COUNTED = 20, 1_000
# Private characters, which no text may bring along, stand for the tags until the text is escaped.
_ON, _OFF = "\ue000", "\ue001"
# The hits of a rare word are looked up and sorted; for a common one (COMMON hits and more) the reports are walked in
# order until a page is full, which the plus makes SQLite do: 21 ms instead of 68 for 100,000 hits.
COMMON = 2_000
_CHOSEN = """
(:province IS NULL OR r.province = :province) AND r.year BETWEEN coalesce(:year, 0) AND coalesce(:year, 9999)
  AND (:kind IS NULL OR o.kind = :kind)
"""
# The hits of a province lie between two numbers, those of the whole country between these two.
_HERE = "reports_fts.rowid BETWEEN :low AND :high"
_COUNTRY = {"low": -(2**63), "high": 2**63 - 1}
_PAGE = f"""
SELECT r.id, r.title, r.organ, r.year, r.province, r.prefecture, r.county, o.kind
FROM reports r JOIN organs o ON o.id = r.organ_id
WHERE {{key}} IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH :match AND {_HERE}) AND {_CHOSEN}
ORDER BY r.year DESC, r.id DESC LIMIT {PAGE} OFFSET :offset
"""
_HITS = f"""
SELECT count(*) AS number FROM (SELECT 1 FROM reports_fts WHERE reports_fts MATCH :match AND {_HERE} LIMIT {COMMON})
"""
_COUNT = f"""
SELECT count(*) AS number FROM (
  SELECT 1 FROM reports_fts CROSS JOIN reports r ON r.{{key}} = reports_fts.rowid
  CROSS JOIN organs o ON o.id = r.organ_id
  WHERE reports_fts MATCH :match AND {_HERE} AND {_CHOSEN} LIMIT {MOST_COUNTED + 1})
"""
_TEXTS = "SELECT heading, text FROM sections WHERE report_id = :id ORDER BY number, id"
PROVINCES = """
SELECT r.province, min(r.{key}) AS low, max(r.{key}) AS high
FROM reports r WHERE r.province IS NOT NULL GROUP BY r.province ORDER BY low
"""


async def search(datasette: Site, request: Any) -> Any:
    """The view."""
    asked = (request.args.get("q") or "").strip()[:200]
    years = [row["year"] for row in await remember(datasette, "years", YEARS)]
    key = datasette.report_key
    provinces = {
        row.pop("province"): row for row in map(dict, await remember(datasette, "provinces", PROVINCES.format(key=key)))
    }
    chosen = {
        "province": _one_of(list(provinces), request.args.get("province")),
        "year": _one_of(years, request.args.get("year")),
        "kind": _one_of(list(ORGANS), request.args.get("kind")),
    }
    number, results, total = page_number(request), [], 0
    if asked:
        match = match_query(asked)
        asking = {"match": match, **chosen, **provinces.get(chosen["province"], _COUNTRY)}
        (counted,) = await datasette.rows(_COUNT.format(key=key), **asking)
        total = counted["number"]
        (hits,) = await datasette.rows(_HITS, **asking)
        sql = _PAGE.format(key=f"+r.{key}" if hits["number"] >= COMMON else f"r.{key}")
        found = await datasette.rows(sql, offset=(number - 1) * PAGE, **asking)
        results = [{**row, "snippet": await _snippet(datasette, row["id"], asked)} for row in found]
    last = -(-min(total, MOST_COUNTED) // PAGE)
    context: Row = {"results": results, "total": total, "most": MOST_COUNTED, "page": number, "last": last}
    context |= {"years": years, "provinces": list(provinces), "chosen": chosen}
    return await render(datasette, request, "search.html", asked=asked, **context)


def _one_of(known: list[Any], asked: str | None) -> Any:
    """The known value a parameter names, None for no parameter; any other text stays text and matches no report.

    >>> _one_of([2024], "2024"), _one_of([2024], ""), _one_of([2024], "x")
    (2024, None, 'x')
    """
    return next((value for value in known if str(value) == asked), asked or None)


async def _snippet(site: Site, report: str, asked: str) -> Row | None:
    """Heading and marked text of the first chapter that holds a word of the query; None when only the title does."""
    for row in await site.rows(_TEXTS, id=report):
        for text in (row["text"], row["heading"]):
            if find_spans(text, asked):
                return {"heading": row["heading"], "text": marked(text, asked)}
    return None


def marked(text: str, asked: str) -> Markup:
    """A stretch of ``text`` around the first hit, every hit marked and everything else escaped.

    >>> marked("依法<b>公开", "公开")
    Markup('依法&lt;b&gt;<mark>公开</mark>')
    """
    plain = text.replace(_ON, "").replace(_OFF, "")
    html = str(escape(snippet(plain, asked, marks=(_ON, _OFF), width=110)))
    return Markup(html.replace(_ON, "<mark>").replace(_OFF, "</mark>"))
