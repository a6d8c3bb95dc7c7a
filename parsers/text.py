"""One normal form for printed text, so that labels and numbers are compared by what a reader sees."""

from __future__ import annotations

import re
import unicodedata

# Unicode gives most of these radicals no compatibility mapping, so NFKC leaves them alone, though fonts name their
# glyphs for 民 or 见 after them. The pairs are Unicode's own (EquivalentUnifiedIdeograph.txt), less those NFKC knows.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸"
    "⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋"
    "耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
# Symbol fonts put their digits here: 0xF000 plus the ASCII code.
_PRIVATE_DIGITS = {0xF030 + digit: str(digit) for digit in range(10)}
# Browsers print a slash by a glyph that they name after one of its look-alikes.
_SLASHES = {0x2044: "/", 0x2215: "/", 0x29F8: "/"}
# NFKC makes 戶 of this radical, which mainland fonts draw, and mean, as 户.
_DOOR = {0x2F3E: "户"}
_TABLE = str.maketrans(_RADICALS, _IDEOGRAPHS) | _PRIVATE_DIGITS | _SLASHES | _DOOR

# Unicode has a second block of radicals, which NFKC knows.
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICAL_TABLE = str.maketrans(_RADICALS, _IDEOGRAPHS) | _KANGXI | _DOOR

# Looked for before a text is gone through character by character: hardly any has one of these.
_RADICAL = re.compile(f"[{''.join(map(chr, _RADICAL_TABLE))}]")
_UNUSUAL = re.compile(f"[{''.join(map(chr, _TABLE))}]")
# What of Chinese text NFKC changes is nearly always one of these.
_PUNCTUATION = tuple((wide, unicodedata.normalize("NFKC", wide)) for wide in "，（）：；％！？")

# A footnote mark behind a number must not become one of its digits, as NFKC would have it: 22① is not 221.
_NOT_MARKS = re.compile("[^⁰¹²³⁴-⁹₀-₉①-⑳⓪㉑-㉟㊱-㊿]+")


def normalise(text: str) -> str:
    """NFKC, with radicals turned into the ideographs they stand for and private-use digits into digits.

    White space is kept as it is but for its width; superscript and circled numbers stay marks.

    >>> normalise("（一）予以公开　１，２３４")
    '(一)予以公开 1,234'
    >>> normalise("⼀、⺠政局⻅附表") == "一、民政局见附表"
    True
    >>> normalise("\\uf031\\uf032")
    '12'
    >>> normalise("\\u2215")
    '/'
    >>> normalise("22①")
    '22①'
    """
    if text.isascii():
        return text
    if _UNUSUAL.search(text):
        text = text.translate(_TABLE)
    for wide, narrow in _PUNCTUATION:
        text = text.replace(wide, narrow)
    if unicodedata.is_normalized("NFKC", text):
        return text
    return _NOT_MARKS.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)


def ideographs(text: str) -> str:
    """``text`` with radicals turned into the ideographs they stand for, and nothing else changed.

    A font that names its glyph for 无 after the radical ⽆ prints 无: so it is what the page says, and what a reader
    searches for.

    >>> ideographs("⽆、⼾１２") == "无、户１２"
    True
    """
    return text.translate(_RADICAL_TABLE) if _RADICAL.search(text) else text
