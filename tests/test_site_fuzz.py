"""Whatever is asked, the site answers: made-up paths and parameters never give a 5xx, a path on disk or a script.

The addresses are drawn from what the site has (tables, queries, pages, formats) and the parameters from what Datasette
knows, with hostile values among them.
"""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import schema
from archive.site.queries import QUERIES
from tests.site_sample import HOSTILE, SNAPSHOT, make_snapshot
from tests.site_support import Client, running

TABLES = [one.name for one in (*schema.TABLES, *schema.VIEWS)]
COLUMNS = sorted({column.name for one in schema.TABLES for column in one.columns} | {"nope", "rowid"})
VALUES = st.one_of(
    st.sampled_from(
        (
            *("", "0", "-1", "1", "2020", "max", "on", "off", "array", "objects", "arrays", "object", "arrayfirst"),
            *(
                HOSTILE,
                "'",
                '"',
                "%",
                "\x00",
                "~2E~2E~2F",
                "../../etc/passwd",
                "1e309",
                "nan",
                "[1]",
                "{}",
                "政府",
                "9" * 20,
            ),
        )
    ),
    st.sampled_from(COLUMNS),
    st.text(max_size=20),
)
OPERATORS = ("gt", "lt", "contains", "like", "glob", "in", "notin", "isnull", "date", "arraycontains", "exact", "nope")
KEYS = st.one_of(
    st.sampled_from(
        (
            *("_size", "_sort", "_sort_desc", "_next", "_facet", "_facet_array", "_facet_date", "_facet_size", "_col"),
            *("_nocol", "_search", "_searchmode", "_where", "_shape", "_nl", "_labels", "_label", "_stream", "_dl"),
            *("_bom", "_header", "_trace", "_extra", "_json", "_json_infinity", "_timelimit", "_ttl", "_nocount"),
            *("_nofacet", "_through", "_hide_sql", "_context", "_blob_column", "_search_title", "_filter_column"),
            *("_filter_column_1", "_filter_op_1", "_filter_value_1", "sql", "year", "province", "q", "box", "_format"),
            # Of our own pages.
            *("kind", "place", "since", "page", "from", "to", "of", "label", "value", "pixels", "strip", "lang"),
            *("_lang", "least", "rule", "route", "organ_kind"),
        )
    ),
    st.builds(lambda column, op: f"{column}__{op}", st.sampled_from(COLUMNS), st.sampled_from(OPERATORS)),
    st.sampled_from(COLUMNS),
    st.text(min_size=1, max_size=8),
)
FORMATS = st.sampled_from(["", ".json", ".csv", ".xlsx", ".blob", ".db", ".jsono", ".x"])
NAMES = st.sampled_from([*TABLES, *(query.name for query in QUERIES)])
REPORT = "/report/990102-weisheng-2021"
OWN = (
    *("/", "/search", "/files", "/snapshots", REPORT, f"{REPORT}/diff", f"{REPORT}/requests.received.total", "/health"),
    *("/changes", "/changes.atom", "/place/990100", "/place/990100.atom", "/organ/990102-weisheng", "/organ/none"),
    *("/embed", f"/page/{'0' * 64}/1.png", f"/raw/{'0' * 64}", "/q/1", "/.json"),
)
# What would tell about the server.
INNER = (b"Traceback", b"site-packages", b"archive/site", b"python3", b"sqlite3.")
ROOMS = st.sampled_from(["report", "organ", "place", "raw", "files", "q", "page"])
PATHS = st.one_of(
    st.builds(lambda name, form: f"/archive/{name}{form}", NAMES, FORMATS),
    st.builds(lambda form: f"/archive{form}", FORMATS),
    st.builds(lambda name, key, form: f"/archive/{name}/{key}{form}", st.sampled_from(TABLES), VALUES, FORMATS),
    st.sampled_from(OWN),
    st.builds(lambda room, value: f"/{room}/{value}", ROOMS, VALUES),
    st.builds(lambda value: f"/s/{value}/archive/reports.json", VALUES),
    st.just(f"/s/{SNAPSHOT}/archive/reports.json"),
    st.text(max_size=20).map(lambda text: f"/{text}"),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    make_snapshot(folder)
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Client]:
    with running(data) as client:
        yield client


@settings(max_examples=250, derandomize=True, suppress_health_check=list(HealthCheck))
@given(path=PATHS, pairs=st.lists(st.tuples(KEYS, VALUES), max_size=3))
def test_no_request_is_a_server_error(site: Client, data: Path, path: str, pairs: list[tuple[str, str]]) -> None:
    named = [(key.encode("utf-8", "surrogatepass"), value.encode("utf-8", "surrogatepass")) for key, value in pairs]
    asked = f"{urllib.parse.quote(path.encode('utf-8', 'surrogatepass'), safe='/~.')}?{urllib.parse.urlencode(named)}"
    answer = site.get(asked)
    assert answer.status in (200, 302, 400, 403, 404, 405, 410, 414, 416, 422, 429), (asked, answer.body[:300])
    for told in (str(data).encode(), *INNER):
        assert told not in answer.body, (asked, told)
    if answer.headers.get("content-type", "").startswith("application/json"):
        json.loads(answer.body)
    if "html" in answer.headers.get("content-type", ""):
        assert b"<script>" not in answer.body, asked
        assert "content-security-policy" in answer.headers
