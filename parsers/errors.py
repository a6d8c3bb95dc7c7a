"""The named refusals: why a file has no figures. Each reason is public (docs/reasons.md)."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "not-a-report": ("不是政府信息公开工作年度报告", "The file is readable but is not such a report."),
    "empty": ("空文件", "The file has no bytes, or nothing but white space."),
    "damaged": ("文件损坏或不完整", "The bytes do not hold together as the format they claim to be."),
    "encrypted": ("文件有密码", "The file opens only with a password."),
    "no-text": ("扫描件，没有文字层", "The pages are pictures, or their fonts do not say which characters they draw."),
    "needs-converter": ("需要转换程序才能读取的格式", "Reading this format needs a program that is not installed."),
    "unsupported": ("尚不支持的文件格式", "The format is not one nianbao reads."),
    "too-large": ("文件过大", "The file, or what it unpacks to, is over a limit."),
    "too-slow": ("读取超时", "Reading took longer than the time limit."),
    "page-of-report": (
        "图片形式报告的一页，与其他页一并读取",
        "A picture that is one page of the report its article shows; it is read there, with the others.",
    ),
    "blocked-page": ("拦截页或登录页", "The body is a challenge, error or login page, not the document."),
}

INCOMPLETE: dict[str, tuple[str, str]] = {
    "missing-figures": ("有的数字没有读出", "A prescribed table was found, but not every figure of it could be read."),
    "missing-table": ("缺少规定的表格", "One or two of the three prescribed tables were not found."),
    "damaged-pages": (
        "有的页面损坏或没有文字",
        "Every figure was read, but pages of the file are damaged or are pictures.",
    ),
    "doubtful-figures": (
        "有的数字存疑",
        "Every figure was read, but some are in doubt and stay out of the wide tables.",
    ),
    "no-tables": ("没有规定的表格", "A report in prose, or of the years before 2019: it has none of the three tables."),
}
"""Why a report that was read is ``partial`` or ``narrative``."""


class Refused(Exception):
    """The file cannot be read as a report; ``reason`` is one of REASONS, ``message`` says what was found."""

    def __init__(self, reason: str, message: str) -> None:
        if reason not in REASONS:
            raise ValueError(f"{reason!r} is no documented reason")
        super().__init__(message)
        self.reason = reason
        self.message = message
