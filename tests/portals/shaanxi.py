"""A replica of Shaanxi's platform: ``1.html``, a folder for the oldest year, and one report that is three pictures."""

from __future__ import annotations

import struct
import zlib

from crawler.demo.site import Ask, Reply, page
from tests.portals.replica import Replica, Report


def _png(shade: int) -> bytes:
    """A page of one grey, a real picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    width, height = 64, 96
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Shaanxi(Replica):
    system = "shaanxi"
    column = "/zfxxgk/zfxxgknb/1.html"

    @property
    def oldest(self) -> int:
        return min(report.year for report in self.reports)

    @property
    def pictured(self) -> Report:
        """The report that is nothing but pictures."""
        return next(report for report in self.reports if not report.is_decoy and not report.file)

    def address(self, report: Report) -> str:
        folder = "/zfxxgk/zfxxgknb/" + (f"{self.oldest}n/" if report.year == self.oldest else "xj/")
        return f"{folder}{18 * 10**17 + report.number}.html"

    def file_address(self, report: Report) -> str:
        return f"/zfxxgk/zfxxgknb/files/{report.number}{report.suffix}"

    def files(self, report: Report) -> dict[str, Reply]:
        if report != self.pictured:
            return super().files(report)
        return {f"/img/{report.number}_{n}.png": Reply(_png(40 * n), "image/png") for n in (1, 2, 3)}

    def article(self, report: Report) -> Reply:
        if report != self.pictured:
            return super().article(report)
        images = "".join(f'<p><img src="{url}" width="800"></p>' for url in self.files(report))
        body = f'<div class="article-content"><img src="/img/qrcode.png">{images}</div>' + "<!-- -->" * 60
        return page(report.title, "", f"<div><div>{body}</div></div>")

    def listing(self, ask: Ask) -> Reply | None:
        name = ask.path.removeprefix("/zfxxgk/zfxxgknb/")
        number = name.removesuffix(".html")
        if name == f"{self.oldest}n/":
            rows = [report for report in self.reports if report.year == self.oldest]
            links = "".join(f'<li><a href="{self.address(row)}">{row.title}</a></li>' for row in rows)
            return page(f"{self.oldest}年", "", f"<ul>{links}</ul>")
        if not number.isdecimal() or not self.read_page(int(number)):
            return Reply(b"", status=404) if number.isdecimal() else None
        pager = "".join(f'<a href="{n}.html">{n}</a>' for n in range(1, len(self.pages) + 1))
        tree = f'<div class="years"><a href="{self.oldest}n/">{self.oldest}年</a></div>'
        return page("年报", "", f"{tree}{self.list_items(int(number))}<div>{pager} 共{len(self.pages)}页</div>")
