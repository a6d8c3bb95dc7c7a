"""What a page prints about the document beside its text: the day of publication and the index number (索引号).

White space parts values here, unlike in labels: 索 引 号：014314799/2024-00002 2024-01-20 are two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DAY = r"(20\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2})(?!\d)"
_END = r"\s*[】\])）]?\s*[:：]?\s*[】\])）]?\s*"
_DAYS = (
    # 成文日期 and 生成日期 are days of writing, not of publication (VARIATIONS.md C).
    re.compile(r"(?:发\s*布|公\s*开|信息提供)\s*(?:时\s*间|日\s*期)" + _END + _DAY),
    # Alone, without a word before it that says what happened then: 来源：县政府 时间：2021-01-15.
    re.compile(r"(?:^|[\s|｜【\[(（])(?:日\s*期|时\s*间)\s*[】\])）]?\s*[:：]\s*" + _DAY),
)
_INDEX = re.compile(r"索\s*引\s*号" + _END + r"([0-9A-Za-z][0-9A-Za-z/\-_.]{5,60})")
_REGULAR = re.compile(r"索引号[】\])）]?[:：]?([0-9A-Za-z]{3,24}/(?:19|20)\d{2}(?:\d{2})?-\d{5})")
"""The prescribed shape, number of the organ/year-serial: found even where the page cuts it into spans."""
_IS_DAY = re.compile(r"20\d{2}[-./]\d{1,2}[-./]\d{1,2}$")


def printed_metadata(texts: Iterable[str]) -> dict[str, str]:
    """``published`` and ``index-number`` as printed in these pieces of a page's text; a key is absent where nothing is.

    >>> printed_metadata(["索 引 号：", "FZ0010/2021-00490 2021-02-03", "发布时间：2021年2月3日 10:00"])
    {'published': '2021年2月3', 'index-number': 'FZ0010/2021-00490'}
    """
    spaced = " ".join(texts).replace("\xa0", " ").replace("\u3000", " ")
    found = {}
    day = next((match[1] for pattern in _DAYS for match in pattern.finditer(spaced)), None)
    if day is not None:
        found["published"] = "".join(day.split())
    index = _REGULAR.search("".join(spaced.split())) or _INDEX.search(spaced)
    if index is not None and not _IS_DAY.match(index[1]):
        found["index-number"] = index[1]
    return found
