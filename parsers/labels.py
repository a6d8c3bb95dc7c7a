"""Labels of rows and columns, compared by what is left when numbering, punctuation and spacing are gone."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.text import normalise

_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_NUMBERING = re.compile(r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}[)）、.．]?)")
# Some hosts pass their pages through a converter to traditional characters (VARIATIONS.md D and G); these are the
# characters of the form's own wording.
_SIMPLER = str.maketrans(
    "國關隻計複議訴訟維糾結審總規範許處罰強費採購務專業機構組織團體獲確認賬無據現補後內請報類開發佈頒當載屬禁護權過執辦報與轉製",
    "国关只计复议诉讼维纠结审总规范许处罚强费采购务专业机构组织团体获确认账无据现补后内请报类开发布颁当载属禁护权过执办报与转制",
)


@lru_cache(maxsize=20_000)
def han(text: str) -> str:
    """The Han characters of ``text``, compatibility forms and traditional characters of the form folded.

    >>> han("（六）其他 处\\n理")
    '六其他处理'
    """
    return _NOT_HAN.sub("", normalise(text)).translate(_SIMPLER)


@lru_cache(maxsize=20_000)
def core(text: str) -> str:
    """The Han characters of a label without its numbering.

    >>> core("（二）部分公开（区分处理的，只计这一情形）"), core("3.其他"), core("三、本年度办理结果")
    ('部分公开区分处理的只计这一情形', '其他', '本年度办理结果')
    """
    return han(_NUMBERING.sub("", "".join(normalise(text).split()), count=1))


def similarity(found: str, wanted: str) -> float:
    """How much of each other two labels have, 0-1: shared pairs of neighbouring characters over all of them.

    >>> similarity("其他法律行政止公开", "其他法律行政法规禁止公开") > 0.6
    True
    """
    pairs, others = _pairs(found), _pairs(wanted)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
