"""What Datasette 1.0 does otherwise than 0.65.5, in one place: its templates, where its SQL page lives, its arguments.

The site runs on 0.65.5 (docs/decisions/0003-datasette-line.md); ``make test-datasette1`` runs its tests on the newest
alpha. The decision lists what the alpha cannot do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from datasette.version import __version__

from archive.site.gate import App

if TYPE_CHECKING:
    from datasette.app import Datasette

IS_1 = not __version__.startswith("0.")
Lines = tuple[tuple[str, str], ...]
# A parameter of a query, as 0.65 writes it: there the drop-downs are put.
_PARAMETER = (
    '{% set name, value = parameter, parameter_values.get(parameter, "") %}<label for="qp{{ loop.index }}">{{ name }}'
    '</label> <input type="text" id="qp{{ loop.index }}" name="{{ name }}" value="{{ value }}">'
)
# Applied to the templates of 1.0 before the catalogue of translate.py, so that its lines find what they look for. What
# is taken out would need inline scripts, or leads to pages that are closed here.
ALIKE: Lines = (
    (
        r'<label for="{{ parameter_id }}">{{ parameter }}</label> <input type="text"[^\n]*?name="{{ parameter }}">',
        _PARAMETER,
    ),
    (r'(action="{{ urls\.database\(database\) }})/-/query"', r'\1"'),
    (r'>Tables <a style=[^>]*href="{{ urls\.database\(database\) }}/-/schema">schema</a></h2>', ">Tables</h2>"),
    (r"<script>\s*{% if table_columns %}.*?</script>", "<script>window.onload</script>"),
    (r"<script>(?!\s*document\.body\.|window\.onload|DATASETTE_ALLOW)(?:(?!</script>).)*</script>", ""),
    (r"{% if all_columns %}\s*<column-chooser>.*?{% endif %}", ""),
    (r'<script src="{{ static\(.(?:column-chooser|edit-tools|mobile-column-actions|navigation-search)[^\n]*\n', ""),
    (r"<navigation-search[^\n]*", ""),
    (r'<details class="nav-menu details-menu">.*?</details>', ""),
    (r'<button type="button" class="count-all".*?</button>', ""),
    # Two values that 1.0 forgot to hand to its templates: the page said neither what was searched nor that it was cut.
    (r"{% if truncated %}more than", "{% if is_cut %}more than"),
    (r'name="_search" value="{{ search }}"', """name="_search" value="{{ request.args.get('_search', '') }}\""""),
)
# Patterns of the catalogue for which 1.0 has nothing.
GONE = frozenset({">Table actions</title>", ">Menu</title>"})
_WITH_QUERY = b"&_extra=query"
_SQL = re.compile(r"/archive(?:/-/query)?(\.json)?")


def queries_of(queries: dict[str, Any], database: str) -> dict[str, Any]:
    """The argument by which 1.0 wants the canned queries; 0.65 takes them from the metadata."""
    return {"config": {"databases": {database: {"queries": queries}}}} if IS_1 else {}


def close(site: Datasette) -> None:
    """Every database of a Datasette; 1.0 keeps its own notes apart, in a file and a thread that would never end."""
    for database in [*site.databases.values(), *([site.get_internal_database()] if IS_1 else [])]:
        database.close()


def as_before(app: App) -> App:
    """ASGI wrapper: the addresses of 0.65 on 1.0, where a reader's SQL has moved and would be answered by 302."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        await app(moved(scope) if IS_1 and scope["type"] == "http" else scope, receive, send)

    return wrapped


def moved(scope: Any) -> Any:
    """A request as 1.0 must see it; ``path`` stays the address of 0.65, ``raw_path`` is what 1.0 goes by.

    >>> scope = {"path": "/archive.json", "raw_path": b"/archive.json", "query_string": b"sql=select+1"}
    >>> moved(scope)["path"], moved(scope)["raw_path"]
    ('/archive.json', b'/archive/-/query.json')
    >>> moved({**scope, "path": "/archive/-/query.csv"})["raw_path"]
    b'/archive.csv'
    """
    path, query_string = scope["path"], scope.get("query_string", b"")
    if path.startswith("/archive/-/query."):
        path = path.replace("/-/query", "")
        scope = {**scope, "path": path, "raw_path": path.encode()}
    found = _SQL.fullmatch(path)
    if found and "sql" in dict(parse_qsl(query_string.decode("latin1"), keep_blank_values=True)):
        ending = found[1] or ""
        return {**scope, "path": f"/archive{ending}", "raw_path": f"/archive/-/query{ending}".encode()}
    if path.endswith(".xlsx") and path.startswith("/archive/"):
        # 1.0 tells a renderer which query made the page only where the address asks for it.
        return {**scope, "query_string": query_string + _WITH_QUERY}
    return scope


def as_asked(query_string: str) -> str:
    """The query string without what ``moved`` added.

    >>> as_asked("year=2024&_extra=query"), as_asked("&_extra=query")
    ('year=2024', '')
    """
    return query_string.removesuffix(_WITH_QUERY.decode())
