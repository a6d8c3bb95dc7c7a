"""Figures quoted in the chapters' prose, and whether they agree with the tables. Never mixed with the tables.

Prose speaks of many things: requests by letter, another organ's requests, last year's. A quote is ``whole`` only where
its clause says nothing but who (the organ itself), when (the report's year) and how many; only such quotes are compared
with the tables. Silence is better than a false alarm (VARIATIONS.md I).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.forms import REQUEST_FORMS
from parsers.model import Check, Figure, Quote, Section
from parsers.numbers import read_number
from parsers.phrases import (
    ABOUT_OTHERS,
    ABOUT_REQUESTS,
    ABOUT_REVIEWS,
    COUNTED,
    ELSEWHERE,
    INTAKE,
    OUTCOMES,
    PART,
    PATTERNS,
    REASON,
    REVIEWS,
    Scope,
)
from parsers.relations import RESULT_ROWS, add_up
from parsers.text import normalise

CONTEXT = 20
"""Characters either side that a quote carries."""
_CHAPTERS = {3: "requests", 4: "reviews"}
_SENTENCE = re.compile(r"[^。!?\n]+")
_CLAUSE = re.compile(r"[^,，;；:：、](?:[^,，;；:：、]|(?<=\d),(?=\d{3}))*")
_YEAR = re.compile(r"(20\d\d)年")
_BRACKETS = re.compile(r"\([^()]*\)")


def read_quotes(sections: Iterable[Section], organ: str, year: int | None) -> tuple[Quote, ...]:
    """Every exact figure the chapters quote on a topic, in reading order."""
    scope = Scope("".join(normalise(organ).split()), year)
    return tuple(
        quote
        for section in sections
        if section.number
        for paragraph in section.text.split("\n")
        for quote in _Paragraph(paragraph, section.number, scope).quotes()
    )


@dataclass(slots=True)
class _Talk:
    """What the prose is talking of: the object counted, whether a part of it was counted, the clause before.

    ``listed``: that clause is joined to this one by 、 and has no count of its own (行政复议、行政诉讼共 9 件).
    """

    about: str = ""
    part: bool = False
    before: str = ""
    listed: bool = False


class _Paragraph:
    """One paragraph, clause by clause: each is read in the light of those before it."""

    def __init__(self, paragraph: str, section: int, scope: Scope) -> None:
        self.printed = "".join(paragraph.split())
        self.text, self.origin = _normal(self.printed)
        self.section = section
        self.scope = scope
        self.others_counted = False

    def quotes(self) -> Iterator[Quote]:
        if not COUNTED.search(self.text):
            return
        talk = _Talk(_CHAPTERS.get(self.section, ""))
        for sentence in _SENTENCE.finditer(self.text):
            # Of a sentence that counts nothing no more than its subject matters.
            talk.part, talk.before = self.others_counted or not COUNTED.search(sentence[0]), ""
            outside = _BRACKETS.sub(lambda bracket: "\0" * len(bracket[0]), sentence[0])
            for clause in _CLAUSE.finditer(outside):
                start = sentence.start() + clause.start()
                talk.listed = self.text[start - 1 : start] == "、" and not COUNTED.search(talk.before)
                yield from self._clause(talk, start, clause[0])
                talk.before = clause[0]
                # What brackets count is a part, and no matter to what follows them.
                brackets = list(_BRACKETS.finditer(self.text, start, start + len(clause[0])))
                inside = replace(talk) if brackets else talk
                for bracket in brackets:
                    for inner in _CLAUSE.finditer(self.text, bracket.start() + 1, bracket.end() - 1):
                        yield from self._clause(inside, inner.start(), inner[0])

    def _clause(self, talk: _Talk, start: int, clause: str) -> Iterator[Quote]:
        _follow(talk, clause.replace("\0", ""), self.scope)
        topic, match = _find(clause)
        value = read_number(match["count"]).value if match is not None else None
        if match is None or not isinstance(value, int) or (topic != "disclosed" and talk.about != _object(topic)):
            return
        whole = _is_whole(talk, topic, match, self.scope)
        if not whole and topic in INTAKE:
            self.others_counted = talk.part = True
        first, last = self.origin[start + match.start()], self.origin[start + match.end() - 1] + 1
        context = self.printed[max(0, first - CONTEXT) : last + CONTEXT]
        yield Quote(topic, value, self.printed[first:last], context, self.section, whole)


def _normal(printed: str) -> tuple[str, Sequence[int]]:
    """Normalised text and, a character of it, where that stands in ``printed``.

    A full-width comma parts clauses and never thousands, so it keeps its width.
    """
    text = "，".join(normalise(part) for part in printed.split("，"))
    if len(text) == len(printed):
        return text, range(len(text))
    pairs = [
        (normal, place)
        for place, character in enumerate(printed)
        for normal in (character if character == "，" else normalise(character))
    ]
    return "".join(normal for normal, _ in pairs), [place for _, place in pairs]


def _object(topic: str) -> str:
    return "reviews" if topic in REVIEWS else "requests"


def _find(clause: str) -> tuple[str, re.Match[str] | None]:
    if COUNTED.search(clause):
        for topic, pattern in PATTERNS:
            match = pattern.search(clause)
            if match is not None:
                return topic, match
    return "", None


def _follow(talk: _Talk, clause: str, scope: Scope) -> None:
    """Note what ``clause`` says of itself and of those that follow it in its sentence."""
    if ABOUT_REQUESTS.search(clause):
        talk.about = "requests"
    counted = COUNTED.search(clause) is not None
    if ABOUT_REVIEWS.search(clause):
        talk.about = "reviews" if "信息公开" in clause or talk.about in ("requests", "reviews") else "others"
    elif counted and ABOUT_OTHERS.search(clause) and not ABOUT_REQUESTS.search(clause):
        talk.about = "others"
    if talk.part:
        return
    strange = clause.replace(scope.organ, "") if scope.organ else clause
    years = set(_YEAR.findall(strange))
    if (PART if counted else ELSEWHERE).search(strange) or years - {str(scope.year)}:
        talk.part = True


def _is_whole(talk: _Talk, topic: str, match: re.Match[str], scope: Scope) -> bool:
    before, after = (side.replace("\0", "") for side in (match.string[: match.start()], match.string[match.end() :]))
    if talk.part or talk.listed or after or topic == "disclosed":
        return False
    if topic in OUTCOMES and REASON.search(talk.before) and not COUNTED.search(talk.before):
        # 因保护第三方合法权益，不予公开 6 件: one of the reasons, not all of the refusals.
        return False
    return scope.allows(topic, before, match[0])


def check_prose(quotes: Sequence[Quote], figures: Mapping[str, Figure], form3: str | None) -> tuple[Check, ...]:
    """``prose`` on each topic that a whole quote states and whose table is there.

    It holds where every such quote is the table's total, or received and carried in together where prose counts both
    as one; it fails where the quotes agree with each other and not with the table. Where they do not even agree with
    each other they speak of different things: not assessable.
    """
    checks = []
    for topic in dict.fromkeys(quote.topic for quote in quotes if quote.whole):
        if any(key.startswith("reviews.") for key in figures) if topic in REVIEWS else form3 is not None:
            stated = [quote for quote in quotes if quote.whole and quote.topic == topic]
            checks.append(_check(topic, stated, figures, form3 or ""))
    return tuple(checks)


def _check(topic: str, stated: Sequence[Quote], figures: Mapping[str, Figure], form3: str) -> Check:
    plain = _readings(stated[0], form3)[0]
    total = add_up(figures, plain)
    meant = [_meant(quote, figures, form3) for quote in stated]
    if total is not None and all(meant):
        value = stated[0].value
        return Check("prose", topic, "holds", value, value, tuple(meant[0] or plain))
    if total is None or any(meant) or len({quote.value for quote in stated}) > 1:
        return Check("prose", topic, "not_assessable", None, None, tuple(plain))
    return Check("prose", topic, "fails", stated[0].value, total, tuple(plain))


def _meant(quote: Quote, figures: Mapping[str, Figure], form3: str) -> list[str] | None:
    """The keys whose sum the quote is; None where it is none."""
    return next((keys for keys in _readings(quote, form3) if add_up(figures, keys) == quote.value), None)


def _readings(quote: Quote, form3: str) -> list[list[str]]:
    """The keys whose sum the quote may mean, the plainest first."""
    topic = quote.topic
    if topic in REVIEWS:
        routes = ("reconsideration",) if topic == "reconsideration" else ("litigation_direct", "litigation_after")
        return [[f"reviews.{route}.total" for route in routes]]
    total = {row.key: f"requests.{row.key}.total" for row in REQUEST_FORMS[form3].rows}
    if topic == "received" and not quote.printed.startswith("新收"):
        return [[total["received"]], [total["received"], total["carried_in"]]]
    if topic == "concluded" and quote.printed.startswith("答复"):
        # Who is not answered because he withdrew or did not pay is concluded all the same.
        answered = [key for row, key in total.items() if row in RESULT_ROWS and not row.startswith("other")]
        return [[total["concluded"]], answered]
    if topic in ("denied", "unavailable", "dismissed", "other"):
        return [[key for row, key in total.items() if row == topic or row.startswith(f"{topic}_")]]
    return [[total[topic]]]
