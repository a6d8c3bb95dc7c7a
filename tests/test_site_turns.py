"""Who waits for whom: costly requests take turns by address, and have threads of their own."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from archive.site.gate import Gate, Turns, is_foreign
from archive.site.instance import Site
from archive.site.threads import FOREIGN, Threads
from tests.site_sample import SNAPSHOT, make_snapshot


async def started(*work: Any) -> list[asyncio.Task[Any]]:
    """Tasks of ``work``, each begun as far as it goes, one after the other."""
    tasks = []
    for one in work:
        tasks.append(asyncio.create_task(one))
        await asyncio.sleep(0)
    return tasks


def test_a_free_place_goes_to_the_address_that_had_its_turn_the_longest_ago() -> None:
    async def queue() -> list[str]:
        turns, served = Turns(1, 24, 3), list[str]()

        async def visit(address: str) -> None:
            await turns.take(address)
            served.append(address)
            turns.give_back()

        await turns.take("eager")
        tasks = await started(*(visit("eager") for _ in range(3)), visit("calm"), visit("late"))
        turns.give_back()
        await asyncio.gather(*tasks)
        return served

    assert asyncio.run(queue()) == ["eager", "calm", "late", "eager", "eager"]


def test_an_address_waits_with_three_at_most_and_all_with_so_many() -> None:
    async def full() -> list[bool]:
        turns = Turns(1, 4, 3)
        found = [turns.full("a")]
        await turns.take("a")
        tasks = await started(turns.take("a"), turns.take("a"), turns.take("a"))
        found += [turns.full("a"), turns.full("b")]
        tasks += await started(turns.take("b"))
        found += [turns.full("b"), turns.full("c")]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return found

    assert asyncio.run(full()) == [False, True, False, True, True]


def test_who_leaves_the_queue_leaves_no_place_taken() -> None:
    async def leave() -> tuple[int, object]:
        turns = Turns(1, 4, 3)
        await turns.take("a")
        waiting, served = await started(turns.take("b"), turns.take("c"))
        waiting.cancel()
        # Its turn comes in the moment in which it leaves.
        turns.give_back()
        await served
        late = (await started(turns.take("d")))[0]
        turns.give_back()
        late.cancel()
        await asyncio.gather(waiting, late, return_exceptions=True)
        return turns.free, turns.waiting

    assert asyncio.run(leave()) == (1, {})


def test_who_finds_the_queue_full_is_told_so_after_a_pause() -> None:
    async def refused() -> list[object]:
        seen: list[object] = []

        async def pause() -> None:
            seen.append("paused")

        async def send(message: Any) -> None:
            seen.append(message.get("status", "body"))

        gate = Gate(running=0, waiting=0, pause=pause)

        async def app(scope: Any, receive: Any, send: Any) -> None:
            raise AssertionError("let in")

        scope = {"type": "http", "query_string": b"sql=select+1", "client": ("203.0.113.5", 1)}
        await gate(app)(scope, None, send)
        return [*seen, gate.pausing]

    assert asyncio.run(refused()) == ["paused", 429, "body", 0]


def test_only_what_came_through_a_gate_is_foreign() -> None:
    async def ask() -> list[bool]:
        seen: list[bool] = []

        async def app(scope: Any, receive: Any, send: Any) -> None:
            seen.append(is_foreign())

        for query in (b"sql=select+1", b"year=2020"):
            await Gate()(app)({"type": "http", "query_string": query}, None, None)
        return [*seen, is_foreign()]

    assert asyncio.run(ask()) == [True, False, False]


def test_foreign_queries_have_threads_of_their_own(tmp_path: Path) -> None:
    """With every one of them taken a page's query is still answered."""
    make_snapshot(tmp_path)

    async def both() -> set[int]:
        site = Site(tmp_path, SNAPSHOT)
        await site.invoke_startup()
        stuck = threading.Barrier(FOREIGN + 1)

        def hold(_: object) -> int:
            stuck.wait(60)
            return threading.get_native_id()

        async def app(scope: Any, receive: Any, send: Any) -> None:
            threads.add(await site.archive.execute_fn(hold))

        threads: set[int] = set()
        gated = Gate(running=FOREIGN)(app)
        scope = {"type": "http", "query_string": b"sql=select+1"}
        held = [asyncio.create_task(gated(scope, None, None)) for _ in range(FOREIGN)]
        assert await site.rows("SELECT 1 AS one") == [{"one": 1}]
        await asyncio.to_thread(stuck.wait, 60)
        await asyncio.gather(*held)
        site.executor.shutdown()
        for database in site.databases.values():
            database.close()
        return threads

    assert len(asyncio.run(both())) == FOREIGN


@pytest.mark.parametrize("foreign", [False, True])
def test_shutting_down_ends_both_kinds(foreign: bool) -> None:
    threads = Threads(1)
    pool = threads.foreign if foreign else threads.pages
    assert pool.submit(int, "1").result(60) == 1
    threads.shutdown()
    with pytest.raises(RuntimeError, match="cannot schedule new futures"):
        pool.submit(int, "1")
