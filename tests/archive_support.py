"""A raw store to fill by hand, and report pages to fill it with."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, Row
from typing import Any

from archive.build import Built, World, archive_path, build
from archive.manifest import read_only
from archive.places import Places
from crawler.items import Fetch, FetchKind, Link, PortalRun
from crawler.rawstore import RawStore
from crawler.registry import Portal
from parsers.forms import APPLICANTS, DISCLOSURE_2021, REQUESTS_2021, RESULTS, ROUTES

PORTAL = Portal(
    id="wuzhong", name="吴忠市人民政府", place="640300", system="trs", list_url="http://wuzhong.example/zfxxgknb/"
)
WORLD = World((PORTAL,), Places())
ORGAN = "吴忠市人民政府"
RECEIVED = "requests.received.natural_person"
_HEADING = "收到和处理政府信息公开申请情况"


def alter(data: Path, *statements: str) -> None:
    """Write into an archive as a hand would."""
    with closing(sqlite3.connect(archive_path(data))) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def page(
    organ: str = ORGAN,
    year: int = 2022,
    figures: Mapping[str, str] | None = None,
    text: str = "全年主动公开政府信息一百余条。",
    counter: int = 1,
    published: str = "",
) -> bytes:
    """A whole report as a portal carries it, in the 2021 form; every figure is 0 but those given."""
    known = figures or {}
    title = f"{organ}{year}年政府信息公开工作年度报告"
    meta = f'<meta name="PubDate" content="{published}">' if published else ""
    chapters = (
        f"<h2>一、总体情况</h2><p>{text}</p>"
        f"<h2>二、主动公开政府信息情况</h2>{_table_two(known)}"
        f"<h2>三、{_HEADING}</h2>{_table_three(known)}"
        f"<h2>四、政府信息公开行政复议、行政诉讼情况</h2>{_table_four(known)}"
        "<h2>五、存在的主要问题及改进情况</h2><p>公开内容还不够丰富。</p>"
        "<h2>六、其他需要报告的事项</h2><p>无。</p>"
    )
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{meta}</head><body>'
        f"<h1>{title}</h1><p>浏览次数：{counter}</p>{chapters}</body></html>"
    )
    return html.encode()


def _table_two(figures: Mapping[str, str]) -> str:
    rows: list[str] = []
    band = ""
    for item in DISCLOSURE_2021.items:
        if item.band != band:
            band = item.band
            rows.append(f'<tr><td colspan="4">第二十条第{band}项</td></tr>')
            labels = "".join(f"<td>{measure.label}</td>" for measure in item.measures)
            rows.append(f"<tr><td>信息内容</td>{labels}</tr>")
        cells = "".join(
            f"<td>{figures.get(f'disclosure.{item.key}.{measure.key}', '0')}</td>" for measure in item.measures
        )
        rows.append(f"<tr><td>{item.label}</td>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _table_three(figures: Mapping[str, str]) -> str:
    heads = "".join(f"<td>{applicant.label}</td>" for applicant in APPLICANTS[:-1])
    rows = [
        '<tr><td colspan="3" rowspan="2">勾稽关系</td><td colspan="6">申请人情况</td><td rowspan="2">总计</td></tr>',
        f"<tr>{heads}</tr>",
    ]
    for row in REQUESTS_2021.rows:
        cells = "".join(
            f"<td>{figures.get(f'requests.{row.key}.{applicant.key}', '0')}</td>" for applicant in APPLICANTS
        )
        group = f"<td>{row.group}</td>" if row.group else ""
        span = 2 if row.group else 3
        rows.append(f'<tr>{group}<td colspan="{span}">{row.label}</td>{cells}</tr>')
    return f"<table>{''.join(rows)}</table>"


def _table_four(figures: Mapping[str, str]) -> str:
    routes = (
        '<td colspan="5">行政复议</td>'
        '<td colspan="10">行政诉讼</td></tr><tr><td rowspan="2">结果维持</td><td rowspan="2">结果纠正</td>'
        '<td rowspan="2">其他结果</td><td rowspan="2">尚未审结</td><td rowspan="2">总计</td>'
        '<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td>'
    )
    results = "".join(f"<td>{result.label}</td>" for result in RESULTS) * 2
    cells = "".join(
        f"<td>{figures.get(f'reviews.{route.key}.{result.key}', '0')}</td>" for route in ROUTES for result in RESULTS
    )
    return f"<table><tr>{routes}</tr><tr>{results}</tr><tr>{cells}</tr></table>"


class Night:
    """A data folder whose raw store is filled by hand; each fetch is one minute after the one before."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.raw = RawStore(data)
        self.run = self.raw.start_run("crawl", "test").id
        self.clock = 0
        self.day = 21

    def at(self) -> str:
        self.clock += 1
        return f"2026-11-{self.day}T{self.clock // 60:02}:{self.clock % 60:02}:00.000000+00:00"

    def fetch(
        self,
        url: str,
        body: bytes | None,
        *,
        kind: FetchKind = "article",
        status: int = 200,
        portal: str | None = "wuzhong",
        **more: Any,
    ) -> str | None:
        """Record one answer; return the SHA-256 of its body."""
        sha256 = None if body is None else self.raw.put(body)[0]
        self.raw.record(
            Fetch(
                run=self.run,
                portal=portal,
                kind=kind,
                url=url,
                at=self.at(),
                status=status,
                sha256=sha256,
                bytes=len(body or b""),
                **more,
            )
        )
        return sha256

    def see(self, url: str, title: str) -> None:
        self.raw.see(self.run, "wuzhong", PORTAL.list_url, Link(url=url, title=title))

    def healthy(self) -> None:
        self.raw.record_portal(PortalRun(run=self.run, portal="wuzhong", complete=True))
        self.raw.end_run(self.run, 0, "well")

    def build(self, **options: Any) -> Built:
        return build(self.data, WORLD, **{"workers": 1, **options})

    def close(self) -> None:
        self.raw.close()


def rows(data: Path, query: str, *values: object) -> list[dict[str, Any]]:
    """What a query of the archive answers."""
    with closing(read_only(archive_path(data))) as db:
        return ask(db, query, *values)


def ask(db: Connection, query: str, *values: object) -> list[dict[str, Any]]:
    db.row_factory = Row
    return [dict(row) for row in db.execute(query, values)]
