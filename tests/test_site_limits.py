"""Limits of the whole server: memory of its process, requests of one address, methods, headers of every answer."""

from __future__ import annotations

import itertools
import json
import re
import signal
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.site.limit import Limit
from tests.site_sample import HOSTILE, SNAPSHOT, make_snapshot
from tests.site_support import Client, running

PROGRAM = (
    "import sys; from pathlib import Path; from archive.site import serve; serve(Path(sys.argv[1]), '127.0.0.1', 0)"
)
ROWS = "with recursive t(n) as (select 1 union all select n+1 from t limit {})"
GREEDY = {
    "one huge value": "select length(hex(zeroblob(400000000)))",
    "many large rows": ROWS.format(900) + " select hex(zeroblob(900000)) from t",
    "printf": "select length(printf('%.*c', 900000000, 'x'))",
    "replace": "select length(replace(hex(zeroblob(3000000)), '0', '0000000000'))",
    "group_concat": ROWS.format(1000000) + " select length(group_concat(hex(zeroblob(4000)))) from t",
    "sort": ROWS.format(3000000) + " select n from t order by random() limit 1",
    "distinct": "select count(distinct a.key || b.key || c.key) from cells a, cells b, cells c",
    "json": ROWS.format(200000) + " select length(json_group_array(hex(zeroblob(2000)))) from t",
    "window": ROWS.format(500000) + " select group_concat(hex(zeroblob(100))) over (order by n) from t",
    "many numbers": ROWS.format(100000) + " select " + ", ".join(f"n+{number}" for number in range(300)) + " from t",
    "wide text": ROWS.format(100000) + " select hex(zeroblob(70)), n, n, n, n, n from t",
}
PAGES = ("/", "/archive", "/archive/reports", "/report/990121-shiqiao-2024", "/snapshots", "/files", "/nothing")
EVERYTHING = (
    *PAGES, "/report/none", "/static/nianbao.css", "/-/static/app.css", "/archive.json?sql=select+1",
    "/archive.csv?sql=x", "/archive/reports.csv", "/archive/reports.xlsx", "/s/none/",
    f"/s/{SNAPSHOT}/archive/reports", "/-/databases.json", "/q/1x", "/archive/reports?_timelimit=x",
    "/raw/" + "0" * 64, "/files/archive.db",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limits")
    make_snapshot(folder)
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Client]:
    with running(data) as client:
        yield client


def test_no_single_request_takes_the_server_above_300_megabytes(data: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(data)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        client = Client(int(process.stdout.readline().rstrip("/\n").rpartition(":")[2]))
        try:
            for (name, sql), form in zip(GREEDY.items(), itertools.cycle((".json", ".csv", ".xlsx")), strict=False):
                query = urllib.parse.urlencode({"sql": sql})
                assert client.get(f"/archive{form}?{query}").status in (200, 400), name
                assert most_memory(process.pid) < 300, (name, form)
            for path in ("/archive/cells.xlsx", "/archive/cells.csv?_stream=on&_bom=1", "/archive/cells?_size=max"):
                assert client.get(path).status == 200
                assert most_memory(process.pid) < 300, path
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0


def most_memory(process: int) -> float:
    """Megabytes: the most that the process ever had."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text("ascii"))
    assert found
    return int(found[1]) / 1000


def test_a_bucket_lets_a_burst_through_and_then_so_many_a_second() -> None:
    now = [0.0]
    limit = Limit(per_second=2, burst=3, clock=lambda: now[0])
    assert [limit.allows("203.0.113.5") for _ in range(4)] == [True, True, True, False]
    assert limit.allows("203.0.113.6")
    now[0] = 0.5
    assert [limit.allows("203.0.113.5") for _ in range(2)] == [True, False]
    now[0] = 100
    assert [limit.allows("203.0.113.5") for _ in range(4)] == [True, True, True, False]


def test_a_whole_network_of_ipv6_is_one_reader_and_this_machine_none() -> None:
    limit = Limit(burst=1, clock=lambda: 0.0)
    assert [limit.allows(f"2001:db8::{number}") for number in range(2)] == [True, False]
    assert limit.allows("2001:db8:0:1::1")
    assert all(limit.allows(one) for one in ("127.0.0.1", "127.0.0.1", "::1", "::1", "testclient", ""))


def test_addresses_are_forgotten_before_they_fill_the_memory() -> None:
    limit = Limit(addresses=100)
    for number in range(1000):
        limit.allows(f"198.51.{number // 250}.{number % 250}")
    assert len(limit.buckets) == 100


def test_the_address_is_that_which_the_proxy_names(data: Path) -> None:
    """The proxy on this machine says who asks (docs/publish.md); what the reader wrote before it does not count."""
    with running(data, limit=Limit(per_second=0.001, burst=2)) as client:
        asked = [client.get("/files", x_forwarded_for="203.0.113.9") for _ in range(3)]
        assert [answer.status for answer in asked] == [200, 200, 429]
        assert asked[2].headers["retry-after"] == "5"
        assert "请求太快" in asked[2].text
        assert client.get("/files", x_forwarded_for="198.51.100.7, 203.0.113.9").status == 429
        assert client.get("/files", x_forwarded_for="203.0.113.10").status == 200
        assert client.get("/files").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_reading_is_all_that_can_be_done(site: Client, method: str) -> None:
    for path in ("/", "/archive/reports", f"/s/{SNAPSHOT}/", "/archive/refusal_rate"):
        answer = site.get(path, method=method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_answer_carries_the_headers_of_a_closed_house(site: Client, path: str) -> None:
    """What the usual scanners of headers look for; HSTS is the proxy's, which has the certificate."""
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy or "script-src" not in policy
    assert "'unsafe-eval'" not in policy
    assert re.search(r"script-src[^;]*unsafe-inline", policy) is None
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert "content-type" in headers
    assert "charset" in headers["content-type"] or not headers["content-type"].startswith("text/") or "/static" in path
    assert headers["cache-control"]
    assert not {"set-cookie", "x-powered-by", "access-control-allow-credentials"} & set(headers)
    assert ("access-control-allow-origin" in headers) == (".json" in path and "/-/" not in path)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/report/990100-hostile-2021", "/organ/990100-hostile", "/place/990100", "/search?q=%3Cscript%3E",
        "/organ/990102-weisheng", "/archive/organ_names", "/changes?kind=%3Cscript%3E&place=%3Cscript%3E",
        "/embed?of=/archive/reports&label=%3Cscript%3E&value=%3Cscript%3E", "/report/990100-hostile-2021?lang=en",
        "/archive", "/archive/reports", "/archive/reports/990100-hostile-2021", "/archive/problems",
        "/archive/files", "/archive/unread", "/archive?sql=select+title,title+as+%22%3Cscript%3E%22+from+reports",
        "/archive/refusal_rate?province=%3Cscript%3E", "/archive/changes_since?since=%3Cscript%3E",
        "/archive/reports?title=%3Cscript%3Ealert(1)", "/s/%3Cscript%3E/", "/archive/reports?_facet=title",
        "/archive/reports?_sort=%3Cscript%3E", "/archive?sql=%3Cscript%3E", "/archive/sections?_search=%3Cscript%3E",
        "/report/%3Cscript%3E", "/files/%3Cscript%3E", "/q/%3Cscript%3E",
    ],
)  # fmt: skip
def test_hostile_names_are_text_on_every_page(site: Client, path: str) -> None:
    page = site.get(path)
    assert "html" in page.headers["content-type"] or "text/plain" in page.headers["content-type"]
    assert "text/plain" in page.headers["content-type"] or "<script>" not in page.text.lower()
    assert "onerror=" not in page.text
    assert "49" not in re.findall(r"\{\{7\*7\}\}|&amp;amp;(\d+)", page.text)
    assert not re.search(r'(?:href|src|action)="\s*javascript:', page.text, re.IGNORECASE)


def test_hostile_names_are_data_in_json(site: Client) -> None:
    answer = site.get("/archive/reports.json?organ_id=990100-hostile&_shape=array")
    assert json.loads(answer.body)[0]["title"] == HOSTILE
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


def test_a_caching_proxy_may_keep_and_ask_again(site: Client) -> None:
    """What RFC 9111 needs: an age, a validator that answers 304."""
    for path in ("/", "/archive/reports", "/archive/refusal_rate.csv", "/archive/reports.json"):
        first = site.get(path)
        assert first.headers["cache-control"] == "public, max-age=30, must-revalidate"
        # Datasette's; who sends neither, as readers do, shares one copy.
        assert first.headers.get("vary", "Cookie, Authorization") == "Cookie, Authorization"
        again = site.get(path, if_none_match=f'"x", {first.headers["etag"]}')
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert site.get(path, if_none_match='W/"older-0123456789"').status == 200
