"""What changed between two texts, sentence by sentence, and within a changed sentence character by character.

Bounded: comparing is quadratic, so a run of changed sentences that is too long is shown whole, struck out and new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
MOST_SENTENCES = 4_000
# Of both sides of one changed run together, and of all of them.
MOST_LETTERS, MOST_LETTERS_IN_ALL = 3_000, 60_000
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
# Fewer letters in common than this and the changes between them are noise.
_SHORTEST_COMMON = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both have, that only the old has, or that only the new has."""

    kind: Kind
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in reading order; the old is all but ``new`` joined, the new all but ``gone``.

    >>> [(piece.kind, piece.text) for piece in compare("收到41件。", "收到40件。")]
    [('same', '收到4'), ('gone', '1'), ('new', '0'), ('same', '件。')]
    """
    return _merged(_compare(_SENTENCE.findall(old), _SENTENCE.findall(new)))


def _compare(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if len(old) + len(new) > MOST_SENTENCES:
        yield from _whole("".join(old), "".join(new))
        return
    letters = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[i1:i2]), "".join(new[j1:j2])
        letters += len(before) + len(after) if tag != "equal" else 0
        if tag == "equal":
            yield Piece("same", before)
        elif len(before) + len(after) > MOST_LETTERS or letters > MOST_LETTERS_IN_ALL:
            yield from _whole(before, after)
        else:
            yield from _letters(before, after)


def _letters(old: str, new: str) -> Iterator[Piece]:
    gone = added = ""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" and (i2 - i1 >= _SHORTEST_COMMON or not (gone or added)):
            yield from _whole(gone, added)
            gone = added = ""
            yield Piece("same", old[i1:i2])
        else:
            gone, added = gone + old[i1:i2], added + new[j1:j2]
    yield from _whole(gone, added)


def _whole(old: str, new: str) -> Iterator[Piece]:
    yield Piece("gone", old)
    yield Piece("new", new)


def _merged(pieces: Iterator[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if merged and merged[-1].kind == piece.kind:
            merged[-1] = Piece(piece.kind, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged


def shortened(pieces: Sequence[Piece], context: int = 60) -> list[Piece]:
    """The pieces with long common stretches cut to ``context`` characters beside a change; "⋯" stands for the rest.

    >>> [piece.text for piece in shortened([Piece("same", "一二三四五六七八九十"), Piece("new", "新")], context=3)]
    ['⋯八九十', '新']
    """
    kept: list[Piece] = []
    for number, piece in enumerate(pieces):
        text = piece.text
        first, last = number == 0, number == len(pieces) - 1
        if piece.kind == "same" and len(text) > (context if first or last else 2 * context):
            head = "" if first else text[:context]
            tail = "" if last else text[-context:]
            text = f"{head}⋯{tail}"
        kept.append(Piece(piece.kind, text))
    return kept
