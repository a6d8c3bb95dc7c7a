"""Table four, 政府信息公开行政复议、行政诉讼情况: keys ``reviews.<route>.<result>``; 15 figures in one row."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    key: str
    label: str
    english: str


@dataclass(frozen=True, slots=True)
class Result:
    key: str
    label: str
    english: str


ROUTES = (
    Route("reconsideration", "行政复议", "administrative reconsideration"),
    Route("litigation_direct", "未经复议直接起诉", "litigation without reconsideration"),
    Route("litigation_after", "复议后起诉", "litigation after reconsideration"),
)
RESULTS = (
    Result("upheld", "结果维持", "upheld"),
    Result("corrected", "结果纠正", "corrected"),
    Result("other", "其他结果", "other result"),
    Result("pending", "尚未审结", "pending"),
    Result("total", "总计", "total"),
)
