"""What Datasette says of the tables, columns and queries: made from archive/schema.py, Chinese first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from archive import schema
from archive.site.queries import QUERIES, Query

TITLE = "年报档案 nianbao"
SORT = {"changes": "at", "fetches": "at", "runs": "started", "reports": "year"}
LABELS = {"places": "name", "portals": "name", "organs": "name", "reports": "title", "runs": "id"}
FACETS = {"reports": ["year", "province", "status"], "problems": ["kind"], "changes": ["kind"], "checks": ["verdict"]}


def metadata() -> dict[str, Any]:
    """The metadata of the one database."""
    tables = {table.name: describe_table(table) for table in schema.TABLES}
    hidden = {table.name: {**describe_table(table), "hidden": True} for table in schema.STORES}
    views = {
        view.name: _description(view.zh, view.en, view.columns) | {"title": short_title(view.name, view.zh)}
        for view in schema.VIEWS
    }
    queries = {query.name: describe_query(query) for query in QUERIES}
    database = {
        "title": "年报档案：数据库 archive",
        "description_html": (
            '<p lang="zh">全国行政机关政府信息公开工作年度报告中的数字，照原文所印录入；空白、“/”与 0 各是各的。'
            "数字对不上时照登，并列出核对结果。</p>"
            '<p lang="en">The figures of the yearly disclosure reports, exactly as printed. A blank, a mark and a zero'
            " are three different answers. Sums that do not hold are published as they are, beside the check.</p>"
        ),
        "tables": tables | hidden | views,
        "queries": queries,
    }
    return {"title": TITLE, "databases": {"archive": database}}


def describe_table(table: schema.Table) -> dict[str, Any]:
    """One table: description, columns with units, label, order, search."""
    described = _description(table.zh, table.en, table.columns) | {"title": short_title(table.name, table.zh)}
    if table.name in SORT:
        described["sort_desc"] = SORT[table.name]
    if table.name in LABELS:
        described["label_column"] = LABELS[table.name]
    if table.name in FACETS:
        described["facets"] = FACETS[table.name]
    if table.name == "reports":
        described |= {"fts_table": "reports_fts", "fts_pk": "number"}
    return described


def describe_query(query: Query) -> dict[str, Any]:
    """One canned query: the paragraph on what it says and does not say stands above its form."""
    text = f'<p lang="zh">{escape(query.zh)}</p><p lang="en">{escape(query.en)}</p>'
    return {
        "title": f"{query.title_zh} {query.title_en}",
        "description_html": text,
        "sql": query.sql,
        "params": list(query.params),
        "hide_sql": True,
    }


def _description(zh: str, en: str, columns: Iterable[schema.Column]) -> dict[str, Any]:
    text = f'<p lang="zh">{escape(zh)}</p><p lang="en">{escape(en)}</p>'
    return {"description_html": text, "columns": {column.name: describe_column(column) for column in columns}}


def short_title(name: str, zh: str) -> str:
    """The heading of a table's page: its Chinese name and the one that SQL knows it by.

    >>> short_title("places", "行政区划（GB/T 2260）"), short_title("reports", "年度报告：一个机关一年一份")
    ('行政区划 places', '年度报告 reports')
    """
    return f"{re.split('[：（，。]', zh)[0]} {name}"


def names_of(name: str) -> tuple[str, str] | None:
    """What a table or view is called in Chinese and English; None for what is not ours."""
    described = (*schema.TABLES, *schema.VIEWS)
    return next(((one.zh, one.en) for one in described if one.name == name), None)


def describe_name(name: str) -> str:
    """One line on a table or view, for lists of them; empty for what is not ours, such as the full-text index.

    >>> describe_name("organs"), describe_name("reports_fts_data")
    ('发布年度报告的行政机关 · Organs that publish', '')
    """
    return " · ".join(names_of(name) or ())


def in_english(text: str) -> str:
    """The English of a text of ours that stands here in both languages.

    >>> in_english("页数 · Pages［页］"), in_english("年度报告 reports"), in_english("reports")
    ('Pages［页］', 'reports', 'reports')
    >>> in_english('<p lang="zh">表</p><p lang="en">Table</p>')
    '<p lang="en">Table</p>'
    """
    text = re.sub(r'<p lang="zh">.*?</p>', "", text, flags=re.DOTALL)
    return re.sub(r"^[^<]*[\u3000-\u9fff\uff00-\uffef] (?=[!-~])", "", text.rpartition(" · ")[2])


def describe_column(column: schema.Column) -> str:
    """Chinese, English, and the unit where there is one.

    >>> describe_column(schema.Column("pages", "INTEGER", "页数", "Pages", unit="页"))
    '页数 · Pages［页］'
    """
    unit = f"［{column.unit}］" if column.unit else ""
    return f"{column.zh} · {column.en}{unit}"
