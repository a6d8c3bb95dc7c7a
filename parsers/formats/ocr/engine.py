"""The recogniser: rapidocr with the models its wheel carries, one thread, nothing downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy
import rapidocr
from rapidocr.ch_ppocr_rec.typings import TextRecInput

from parsers.errors import Refused
from parsers.formats.ocr.strips import NEAR, strips_of
from parsers.model import Box

_MODELS = Path(rapidocr.__file__).with_name("models")
_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_LARGEST_SIDE = 6000
"""Pixels: no page is reduced before it is read; limits.MAX_PIXELS has done that."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text on a sheet; ``confidence`` (0-1) is that of its least certain digit or character."""

    text: str
    confidence: float
    box: Box


class Engine:
    """Two models: one finds lines of text on a page, the other reads a line."""

    def __init__(self) -> None:
        absent = [name for name in (_DETECTION, _RECOGNITION) if not (_MODELS / name).is_file()]
        if absent:
            # With a model missing rapidocr would fetch it; parsers use no network.
            raise Refused("no-text", f"rapidocr does not carry its models {', '.join(absent)}: install rapidocr 3.10")
        self._ocr = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.text_score": 0.0,
                "Global.max_side_len": _LARGEST_SIDE,
                "Global.use_cls": False,
                "Det.model_path": str(_MODELS / _DETECTION),
                "Rec.model_path": str(_MODELS / _RECOGNITION),
                # Sums of floating point numbers differ with the number of threads, and so might a reading.
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read_page(self, grey: numpy.ndarray, ink: numpy.ndarray) -> list[Word]:
        """Every line of text the page has."""
        words: list[Word] = []
        for strip in strips_of(ink):
            image = cv2.cvtColor(grey[strip.first : strip.end], cv2.COLOR_GRAY2BGR)
            corners = self._ocr(image, use_rec=False).boxes
            if corners is None or not len(corners):
                continue
            # Of what two strips show, each reads only its own: reading takes longer than finding.
            middles = corners[:, :, 1].mean(axis=1) + strip.first
            mine = corners[(middles > strip.top - NEAR) & (middles < strip.foot + NEAR)]
            found = self._words(image, mine, strip.first)
            words += [word for word in found if not any(_is_same(word, other) for other in words)]
        return words

    def _words(self, image: numpy.ndarray, corners: numpy.ndarray, first: int) -> list[Word]:
        read = self._read(self._ocr.crop_text_regions(image, corners)) if len(corners) else []
        words = []
        for points, (text, confidence) in zip(corners, read, strict=True):
            (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
            if text.strip():
                box = (float(x0), float(y0) + first, float(x1), float(y1) + first)
                words.append(Word(text.strip(), confidence, box))
        return words

    def read_lines(self, crops: Sequence[numpy.ndarray]) -> list[tuple[str, float]]:
        """(text, least confidence) of pictures that hold one line each."""
        return self._read([cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops])

    def _read(self, crops: list[numpy.ndarray]) -> list[tuple[str, float]]:
        if not crops:
            return []
        # The public call reads one crop at a time and leaves out the confidence of each character.
        read = self._ocr._load_rec_model()(TextRecInput(img=crops, return_word_box=True))
        return [(text, _least(text, info.confs)) for text, info in zip(read.txts, read.word_results, strict=True)]


def _is_same(word: Word, other: Word) -> bool:
    """Do they stand in the same place?"""
    return all(abs(mine - its) < 2 * NEAR for mine, its in zip(word.box, other.box, strict=True))


def _least(text: str, confidences: Sequence[float]) -> float:
    """Of the least certain character; where there are digits, of the least certain part of a number.

    A unit behind it, or a bracket that may be wide or narrow, makes no number doubtful.
    """
    each = list(zip(text, map(float, confidences), strict=False))
    numeric = [confidence for character, confidence in each if character.isdigit() or character in ".,，+-"]
    return min(numeric or [confidence for _, confidence in each], default=0.0)


@lru_cache(maxsize=1)
def load_engine() -> Engine:
    """The models once a process: they take a second to load."""
    return Engine()
