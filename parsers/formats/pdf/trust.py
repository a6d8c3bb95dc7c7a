"""Does the text of a PDF say what its pages show? Signs that it does not, told from the text alone.

A font's map (ToUnicode) is a claim of whoever made the file. One that turns 政府信息公开 into other ideographs, into
private-use codes or into Latin letters gives itself away, for Chinese is not written like that. One that exchanges a
few digits does not: only the font's own names and tables (fonts), the sums of the form, or a look at the page can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from parsers.formats.pdf.page import UNKNOWN
from parsers.text import normalise

# What reports and their forms are written with; some of it stands in any Chinese text.
_COMMON = frozenset(
    "的一是不了在有人这上大来和为以个中国我时要就出会可也对生能而子那得于着下自之年发后作里政府信息公开工度报告"
    "二三四五六七八九十本行机关规范性文件主动收到处理申请情况复议诉讼存问题改进其他需事项总计法律然商业企科研构社益"
    "组织服务予部分属家密数量内容结转新制废止现效许罚强费单位万元果维持纠正尚未审经直接起市县区镇局委员公室日月第条"
)
_FEW = 40
"""Different ideographs below which a map tells nothing: a heading's font may have a dozen."""
_MANY = 1_500
"""Above it the map is that of a whole font and not of a text: of 20,000 ideographs hardly any are common."""
_PLAIN = 0.1
"""Share of the common ideographs: 0.36 and more on every page of the samples, hardly any where codes are shifted."""
_ENOUGH = 100
"""Glyphs of a page below which its letters tell nothing."""
_FOREIGN = 0.5
"""Of a page's glyphs: GBK read as Latin-1 is nothing but such letters, a European text has a tenth."""
_SYMBOL = range(0xF020, 0xF080)
"""Private use for the ASCII of a symbol font (parsers.text knows its digits): its meaning is known."""


_STRANGE = re.compile(f"[{UNKNOWN}\ue000-\uf8ff\xa1-\u024f]")
"""What a page must have some of, if any of its glyphs is unreadable or a foreign letter."""


def is_plausible(map_texts: Collection[str]) -> bool:
    """Can this be the map of a font that sets Chinese? True where too little is said to tell."""
    if sum(map(len, map_texts)) < _FEW:
        return True
    ideographs = {char for text in map_texts for char in _normal(text) if _is_han(char)}
    if not _FEW <= len(ideographs) <= _MANY:
        return True
    return len(ideographs & _COMMON) > _PLAIN * min(len(ideographs), len(_COMMON))


def exchanged_digits(outlines: Mapping[str, Collection[int]]) -> bool:
    """Do digits have other glyphs than they should? ``outlines``: digit -> of how many outlines each of its glyphs is.

    1, 2, 3, 5 and 7 have no hole and never more outlines than a digit with holes has, 8 never fewer than another one.
    An exchange among digits with equally many outlines (3 and 5, 6 and 9) cannot be told so.
    """
    holes = [count for digit in "04689" for count in outlines.get(digit, ())]
    whole = [count for digit in "12357" for count in outlines.get(digit, ())]
    others = [count for digit in "0469" for count in outlines.get(digit, ())]
    eights = outlines.get("8", ())
    return bool(holes and whole and max(whole) > min(holes)) or bool(eights and others and min(eights) < max(others))


def count_unreadable(texts: Iterable[str]) -> tuple[int, int]:
    """(glyphs printed, those that cannot be what is printed) of one page; blanks do not count."""
    counts = Counter(texts)
    del counts[" "]
    printed = counts.total()
    # Two looks at all of them together; hardly a page needs a look at each.
    strange = _STRANGE.search("".join(counts)) is not None
    common = sum([counts[text] for text in counts.keys() & _COMMON])
    if printed >= _ENOUGH and (strange or common < _PLAIN * printed) and _is_garbled(counts, printed):
        return printed, printed
    return printed, sum(count for text, count in counts.items() if _is_unknown(text)) if strange else 0


def _is_garbled(counts: Counter[str], printed: int) -> bool:
    ideographs = common = foreign = 0
    for text, count in counts.items():
        char = _normal(text)[:1]
        if _is_han(char):
            ideographs += count
            common += count if char in _COMMON else 0
        elif "\xa1" <= char < "\u0250":
            foreign += count
    return foreign > _FOREIGN * printed or (ideographs >= _ENOUGH and common < _PLAIN * ideographs)


def _is_unknown(text: str) -> bool:
    return UNKNOWN in text or _is_private(text)


def _normal(text: str) -> str:
    """Fonts name some glyphs for the radical that looks like the ideograph."""
    return normalise(text) if "\u2e80" <= text < "\u2fe0" or "\uf900" <= text < "\ufb00" else text


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def _is_private(text: str) -> bool:
    return "\ue000" <= text[:1] <= "\uf8ff" and ord(text[0]) not in _SYMBOL
