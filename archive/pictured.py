"""Reports published as pictures: the article and the pictures it shows are one report.

Small offices photograph the paper. The crawler keeps the article and each picture, called by its place (第2页，共5页);
here the article is told of its pictures, and each picture that it is one of them. Both stand in the hint, so that the
reading of an article whose pictures changed is another reading. The parser reads them as one document; a picture by
itself is ``page-of-report``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.titles import page_place

if TYPE_CHECKING:
    from archive.evidence import State, Track


def join_pictures(found: Mapping[str, Track]) -> None:
    """Write into the hints of articles and pictures which belong together."""
    shown: dict[str, list[State]] = defaultdict(list)
    for track in found.values():
        newest = track.states[-1]
        if not track.is_page and not newest.gone and page_place(newest.fetch.title):
            shown[track.fetch.found_on].append(newest)
    for url, pictures in shown.items():
        article = found[url].states[-1] if url in found else None
        if article is None or article.gone:
            continue
        article.hint = replace(article.hint, pictures=_in_order(pictures))
        for picture in pictures:
            picture.hint = replace(picture.hint, picture_of=url)


def _in_order(pictures: Iterable[State]) -> tuple[str, ...]:
    """The bodies page by page, as many as the newest picture counts; of two for one page the newer."""
    by_age = sorted(pictures, key=lambda state: (state.fetch.at, state.fetch.url))
    places = [(page_place(state.fetch.title) or (0, 0), state.body) for state in by_age]
    bodies = {number: body for (number, _), body in places}
    return tuple(bodies.get(number, "") for number in range(1, places[-1][0][1] + 1))


def beside(path: Path, sha256: str) -> Path:
    """Where a store that holds a body at ``path`` holds another: both lie under ``ab/cd/`` of their own."""
    return path.parents[2] / sha256[:2] / sha256[2:4] / sha256


def pictures_beside(path: Path, names: Iterable[str]) -> list[bytes]:
    """The pictures of a hint, read from the store that holds their article at ``path``; b"" for one never received."""
    return [beside(path, name).read_bytes() if name else b"" for name in names]
