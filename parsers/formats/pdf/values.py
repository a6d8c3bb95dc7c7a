"""Values of PDF objects, references resolved, with a default where the file has something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral, literal_name

Spec = Mapping[str, Any]


def number(value: Any, default: float) -> float:
    value = resolve1(value)
    return float(value) if isinstance(value, (int, float)) else default


def name_of(value: Any) -> str:
    value = resolve1(value)
    return str(literal_name(value)) if isinstance(value, PSLiteral) else ""


def string(value: Any) -> str:
    value = resolve1(value)
    return value.decode("latin-1") if isinstance(value, bytes) else ""


def mapping(value: Any) -> Spec:
    value = resolve1(value)
    return value if isinstance(value, dict) else {}
