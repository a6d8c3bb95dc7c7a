"""The Datasette plugin: only hooks and arguments that 0.65 and 1.0 both have."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response
from jinja2 import Environment
from markupsafe import Markup

from archive import schema
from archive.rankings import stand_in
from archive.search import match_query
from archive.site import asked, exports, share, shelf, words
from archive.site.changes_page import changes, feed
from archive.site.describe import describe_column, describe_name, in_english
from archive.site.diff_page import diff
from archive.site.embed import embed
from archive.site.examples import EXAMPLES
from archive.site.figure_page import figure
from archive.site.harden import harden
from archive.site.health_page import health
from archive.site.home_page import home
from archive.site.language import Language, language_of, switched
from archive.site.organ_page import organ
from archive.site.pageimage import page_image
from archive.site.place_page import place
from archive.site.queries import PARAMETERS
from archive.site.raw import raw
from archive.site.report_page import report
from archive.site.search_page import search
from archive.site.tiebreak import is_cut
from archive.site.translate import ENGLISH, Translated, describe_condition, describe_parameter

_ID = r"(?P<id>[^/]+)"
_SHA256 = r"(?P<sha256>[0-9a-f]{64})"
ROUTES = [
    (r"^/$", home),
    (r"^/search$", search),
    (r"^/changes$", changes),
    (r"^/changes\.atom$", feed),
    (r"^/health$", health),
    (r"^/embed$", embed),
    (rf"^/report/{_ID}$", report),
    (rf"^/report/{_ID}/diff$", diff),
    (rf"^/report/{_ID}/(?P<key>[a-z0-9_.]+)$", figure),
    (rf"^/organ/{_ID}$", organ),
    (r"^/place/(?P<code>[0-9A-Za-z]{1,12})$", place),
    (r"^/place/(?P<code>[0-9A-Za-z]{1,12})\.atom$", feed),
    (rf"^/raw/{_SHA256}$", raw),
    (exports.ROUTE, exports.export_query),
    (r"^/q/(?P<code>[A-Za-z0-9_-]{2,9000})$", share.short),
    (r"^/snapshots$", shelf.snapshots),
    (r"^/files$", shelf.files),
    (r"^/files/(?P<name>[a-z_]{1,40}(?:\.csv\.gz|\.db))$", shelf.file),
    (rf"^/page/{_SHA256}/(?P<number>\d{{1,4}})\.png$", page_image),
]
# Columns of tables and of canned queries whose value is an id that has a page.
_PAGES = {
    "report_id": "/report/", "report_id_before": "/report/", "报告": "/report/", "上年报告": "/report/",
    "organ_id": "/organ/", "机关编号": "/organ/", "place_code": "/place/",
}  # fmt: skip
_OWN_PAGES = {("reports", "id"): "/report/", ("organs", "id"): "/organ/", ("places", "code"): "/place/"}
_HASH = re.compile(r"[0-9a-f]{64}")


def _is_ours(datasette: Any) -> bool:
    """Any Datasette of this environment loads the plugin; it only acts where archive/site opened a snapshot."""
    return getattr(datasette, "is_nianbao", False)


# After Datasette's own hook, which puts its escape_fts on the connection.
@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Chinese search behind Datasette's search box, and the limits of harden.py."""
    if _is_ours(datasette) and database == "archive":
        conn.create_function("escape_fts", 1, match_query, deterministic=True)
        stand_in(conn)
        harden(conn)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    return ROUTES if _is_ours(datasette) else []


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """Chinese for Datasette's own pages, and a second environment for English; see translate.py."""
    if _is_ours(datasette) and env.loader is not None:
        datasette.english = env.overlay(loader=Translated(env.loader, ENGLISH))
        env.loader = Translated(env.loader)
        env.filters["describe_condition"] = describe_condition
        env.filters["describe_column"] = describe_column
        env.filters["describe_name"] = describe_name
        env.filters["in_english"] = in_english
        env.filters["describe_parameter"] = describe_parameter
        env.filters["count"] = words.count
        env.filters["percent"] = words.percent
        env.filters["day"] = words.day


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Ids lead to pages, hashes to files, figures to where they stand."""
    # Datasette expands a foreign key to the name of what it points to.
    key, text = (value["value"], value["label"]) if isinstance(value, dict) else (value, value)
    if not _is_ours(datasette) or not isinstance(key, str) or not key:
        return None
    if column == "sha256" and _HASH.fullmatch(key):
        return _link(datasette, f"/raw/{key}", f"{key[:10]}…")
    path = _page_of(row, key, column, table)
    shown = _link(datasette, path, str(text)) if path else None
    gloss = _gloss(key, column, table)
    return (
        (shown or Markup.escape(key)) + Markup('<br><small lang="zh-CN">{}</small>').format(gloss) if gloss else shown
    )


def _gloss(key: str, column: str, table: str | None) -> str:
    """What a word of our own in a table means, in Chinese; empty where it needs none."""
    known: dict[tuple[str | None, str], Callable[[str], words.Words]] = {
        ("cells", "key"): words.figure,
        ("checks", "subject"): words.subject,
        ("failing_checks", "subject"): words.subject,
        ("checks", "rule"): words.rule,
        ("failing_checks", "rule"): words.rule,
        ("problems", "kind"): words.problem,
        ("files", "reason"): words.reason,
        ("reports", "reason"): words.reason,
    }
    zh = known[table, column](key)[0] if (table, column) in known else ""
    return "" if zh == key else zh


def _page_of(row: Any, key: str, column: str, table: str | None) -> str | None:
    """The page of ours that a cell of a table or of an answer stands for."""
    if (table, column) == ("reports", "title") and "id" in tuple(row.keys()):
        return f"/report/{row['id']}"
    if (table, column) == ("cells", "key") and "report_id" in tuple(row.keys()):
        report = row["report_id"]
        return f"/report/{report['value'] if isinstance(report, dict) else report}/{key}"
    if column in _PAGES:
        return _PAGES[column] + key
    prefix = _OWN_PAGES.get((table or "", column))
    return prefix + key if prefix else None


def _link(datasette: Any, path: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), text)


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> Any:
    """What every page needs: its snapshot, its other language, how it is shared; and what fills the SQL pages."""
    if not _is_ours(datasette):
        return {}
    return {"snapshot": datasette.snapshot} if request is None else _template_vars(datasette, request)


async def _template_vars(site: Any, request: Any) -> dict[str, Any]:
    other: Language = "zh" if language_of(request) == "en" else "en"
    address = site.urls.path(switched(request.scope["path"], request.query_string, other))
    return {
        "snapshot": site.snapshot,
        "switch_url": str(address),
        "share": share.addresses(site, request),
        "fields": PARAMETERS,
        "choices": await site.choices(),
        "schema": (*schema.TABLES, *schema.VIEWS),
        "examples": EXAMPLES,
        "is_cut": is_cut(),
    }


@hookimpl
def register_output_renderer(datasette: Any) -> list[dict[str, Any]]:
    """``.xlsx`` of tables and queries."""
    if not _is_ours(datasette):
        return []
    return [{"extension": "xlsx", "render": exports.render_xlsx}]


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Response | None:
    """400 instead of 500 where the request is at fault."""
    found = asked.mistake(exception) if _is_ours(datasette) else None
    return None if found is None else Response.text(f"{found}\n", status=400)


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    return ["/static/datasette.css"] if _is_ours(datasette) else []


@hookimpl
def extra_js_urls(datasette: Any) -> list[str]:
    return ["/static/datasette.js", "/static/chart.js"] if _is_ours(datasette) else []
