"""Answers that are kept: the same bytes for the same question, nothing that may differ, dropped with the snapshot."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from archive.site.answers import probe
from archive.site.headers import spoil, watch_for_flaws
from archive.site.kept import BESIDE, Kept
from archive.site.router import Router
from tests.site_sample import SNAPSHOT, make_snapshot, point
from tests.site_support import Client, running

LATER = "20260103T030405Z"
PAGES = ("/", "/archive/reports", "/report/990121-shiqiao-2024", "/search?q=2024", "/archive/refusal_rate?year=2024",
         "/archive/reports.json", "/archive/refusal_rate.json?_shape=array", "/changes.atom")  # fmt: skip


class Origin:
    """An application that answers what it is told, and counts how often it was asked."""

    def __init__(
        self, *bodies: bytes, status: int = 200, flaw: str = "", late: str = "", headers: tuple[Any, ...] = ()
    ) -> None:
        self.bodies, self.status, self.flaw, self.late, self.headers = bodies, status, flaw, late, headers
        self.asked = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        await self.gate.wait()
        if self.flaw:
            spoil(self.flaw)
        headers = [(b"x-number", str(self.asked).encode()), *self.headers]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        if self.late:
            spoil(self.late)
        for number, body in enumerate(self.bodies, 1):
            await send({"type": "http.response.body", "body": body, "more_body": number < len(self.bodies)})


async def ask(app: Any, path: str = "/", host: str = "x", scheme: str = "http", **headers: str) -> tuple[int, bytes]:
    """The number of the answer as its origin counted, and its body."""
    number, body = 0, b""

    async def send(message: Any) -> None:
        nonlocal number, body
        if message["type"] == "http.response.start":
            number = int(dict(message["headers"])[b"x-number"])
        body += message.get("body", b"")

    path, _, query = path.partition("?")
    named = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": unquote(path), "raw_path": path.encode(), "scheme": scheme}
    scope["query_string"] = query.encode()
    watch_for_flaws()
    await app({**scope, "headers": [(b"host", host.encode()), *named]}, None, send)
    return number, body


def told(origin: Origin, *requests: dict[str, str], kept: Kept | None = None) -> list[int]:
    """Which of the origin's answers each request got, one after the other."""

    async def all_of_them() -> list[int]:
        app = (kept or Kept())(origin)
        return [(await ask(app, **request))[0] for request in requests]

    return asyncio.run(all_of_them())


def test_a_page_is_made_once_and_keeps_its_bytes() -> None:
    origin = Origin(b"one", b"two")
    kept = Kept()

    async def twice() -> list[tuple[int, bytes]]:
        return [await ask(kept(origin)), await ask(kept(origin))]

    assert asyncio.run(twice()) == [(1, b"onetwo"), (1, b"onetwo")]
    assert (origin.asked, len(kept.answers)) == (1, 1)


def test_another_address_language_host_or_scheme_is_another_page() -> None:
    others = [
        {"path": "/a%2Fb"},
        {"path": "/a/b"},
        {"path": "/?lang=en"},
        {"path": "/?lang=zh"},
        {"host": "y"},
        {"scheme": "https"},
        {"path": "/a"},
    ]
    assert told(Origin(b"page"), {}, *others, {}) == [1, 2, 3, 4, 5, 6, 7, 8, 1]


@pytest.mark.parametrize("header", ["cookie", "authorization", "range"])
def test_what_may_depend_on_the_reader_goes_past(header: str) -> None:
    assert told(Origin(b"page"), {header: "a=b"}, {}, {header: "a=b"}, {}) == [1, 2, 3, 2]


@pytest.mark.parametrize(
    "origin",
    [
        Origin(b"wrong", status=400),
        Origin(b"gone", status=404),
        Origin(b"file", headers=((b"ETag", b'"x"'),)),
        Origin(b"yours", headers=((b"set-cookie", b"a=b"),)),
        Origin(b"half a page", flaw="a facet took too long"),
        Origin(b"half a list", late="a query took too long when the answer had begun"),
        Origin(b"large", b"x" * 1000),
    ],
    ids=["400", "404", "own tag", "cookie", "flawed", "flawed late", "large"],
)
def test_what_does_not_last_is_made_again(origin: Origin) -> None:
    kept = Kept(largest=1000)
    assert told(origin, {}, {}, kept=kept) == [1, 2]
    assert (kept.bytes, kept.coming) == (0, {})


def test_a_workbook_says_when_it_was_made_to_each_who_asks() -> None:
    assert told(Origin(b"made at noon"), {"path": "/archive/reports.xlsx"}, {"path": "/archive/reports.xlsx"}) == [1, 2]


def test_what_is_asked_before_a_reader_comes_is_kept_only_if_it_lasts() -> None:
    kept = Kept()
    assert asyncio.run(probe(kept(Origin(b"half a page", flaw="a facet took too long")), "/")) == 200
    assert kept.bytes == 0


def test_the_least_recently_asked_make_room() -> None:
    kept = Kept(most=3 * (len("ten bytes!/1httpx") + BESIDE))
    pages = [{"path": path} for path in ("/1", "/2", "/1", "/3", "/4", "/1", "/2")]
    assert told(Origin(b"ten bytes!"), *pages, kept=kept) == [1, 2, 1, 3, 4, 1, 5]
    assert kept.bytes == kept.most == sum(answer.weight(key) for key, answer in kept.answers.items())


def test_long_addresses_of_short_answers_do_not_fill_the_memory() -> None:
    kept = Kept(most=100_000)
    told(Origin(b"no"), *({"path": f"/?{number}{'x' * 10_000}"} for number in range(20)), kept=kept)
    told(Origin(b"no"), *({"path": f"/{number}"} for number in range(100)), kept=kept)
    assert sum(len(key[1]) for key in kept.answers) < 100_000
    assert len(kept.answers) < 50


def test_those_who_come_meanwhile_wait_for_the_first() -> None:
    async def at_once(origin: Origin) -> list[int]:
        origin.gate.clear()
        app = Kept()(origin)
        asked = [asyncio.create_task(ask(app)) for _ in range(10)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        origin.gate.set()
        return [number for number, _ in await asyncio.gather(*asked)]

    assert asyncio.run(at_once(Origin(b"page"))) == [1] * 10
    # An error is nobody else's: each asks for himself.
    assert sorted(asyncio.run(at_once(Origin(b"no", status=400)))) == list(range(1, 11))


def test_nobody_waits_for_the_reader_of_a_stream() -> None:
    async def beside_a_slow_reader() -> tuple[int, bytes]:
        origin = Origin(b"row 1\n", b"row 2\n")
        app, stuck = Kept()(origin), asyncio.Event()

        async def slow(message: Any) -> None:
            if message["type"] == "http.response.body":
                stuck.set()
                await asyncio.Event().wait()

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http"}
        first = asyncio.create_task(app({**scope, "headers": [(b"host", b"x")]}, None, slow))
        await stuck.wait()
        answer = await asyncio.wait_for(ask(app), 10)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        return answer

    assert asyncio.run(beside_a_slow_reader()) == (2, b"row 1\nrow 2\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("kept")
    make_snapshot(data)
    with running(data) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_the_site_answers_again_what_it_answered(site: Client, path: str) -> None:
    first, again = site.get(path), site.get(path)
    assert (first.status, again.body) == (200, first.body)
    assert {**again.headers, "date": ""} == {**first.headers, "date": ""}
    pinned = site.get(f"/s/{SNAPSHOT}{path}")
    assert pinned.status == 200
    assert pinned.headers["cache-control"] == "public, max-age=3600"


def test_an_english_reader_does_not_get_the_chinese_page(site: Client) -> None:
    assert [site.get(path).text.count('<html lang="en"') for path in ("/", "/?lang=en", "/")] == [0, 1, 0]


def test_shared_links_carry_the_host_they_were_asked_on(site: Client) -> None:
    for host in ("one.example", "two.example", "one.example"):
        page = site.get("/report/990121-shiqiao-2024", host=host).text
        assert {"one.example", "two.example"} & set(page.replace("/", " ").split()) == {host}


def test_kept_answers_go_with_their_snapshot(tmp_path: Path) -> None:
    make_snapshot(tmp_path, stamp="【一】")
    make_snapshot(tmp_path, LATER, stamp="【二】")
    point(tmp_path, SNAPSHOT)

    async def switch() -> object:
        router = Router(tmp_path, poll=60)
        await router.start()
        assert router.newest is not None
        assert router.newest.kept.bytes > 0
        kept = weakref.ref(router.newest.kept)
        await router.swap(LATER)
        await asyncio.gather(*[task for task in router.tasks if "close" in repr(task)])
        gc.collect()
        await router.stop()
        return kept()

    assert asyncio.run(switch()) is None
