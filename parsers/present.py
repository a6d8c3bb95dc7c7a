"""A Report as JSON: the contract of ``nianbao show --json``."""

from __future__ import annotations

from decimal import Decimal

from parsers.model import Check, Figure, Number, Quote, Report

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def as_json(report: Report) -> dict[str, Json]:
    """The object of CONTRACT: keys as there, figures in the order of the form."""
    return {
        "sha256": report.sha256,
        "media_type": report.media_type,
        "status": report.status,
        "reason": report.reason,
        "title": report.title,
        "organ": report.organ,
        "year": report.year,
        "published_on": report.published_on,
        "index_number": report.index_number,
        "form2": report.form2,
        "form3": report.form3,
        "pages": report.pages,
        "figures": {figure.key: _figure(figure) for figure in report.figures},
        "sections": [
            {"number": section.number, "heading": section.heading, "text": section.text} for section in report.sections
        ],
        "checks": [_check(check) for check in report.checks],
        "quotes": [_quote(quote) for quote in report.quotes],
        "problems": [
            {"kind": problem.kind, "message": problem.message, "place": problem.place} for problem in report.problems
        ],
    }


def _figure(figure: Figure) -> dict[str, Json]:
    shown: dict[str, Json] = {"printed": figure.printed, "kind": figure.kind, "value": json_number(figure.value)}
    if figure.unit is not None:
        shown["unit"] = figure.unit
    place = figure.place
    shown["page"] = place.page
    if place.box is not None:
        shown["box"] = [round(side, 2) for side in place.box]
    if place.page is None:
        shown["place"] = str(place)
    if figure.doubt is not None:
        shown["doubt"] = figure.doubt
    if figure.ocr is not None:
        shown["ocr"] = figure.ocr
    return shown


def _check(check: Check) -> dict[str, Json]:
    return {
        "rule": check.rule,
        "subject": check.subject,
        "verdict": check.verdict,
        "left": json_number(check.left),
        "right": json_number(check.right),
        "cells": list(check.cells),
    }


def _quote(quote: Quote) -> dict[str, Json]:
    return {
        "topic": quote.topic,
        "value": quote.value,
        "printed": quote.printed,
        "context": quote.context,
        "section": quote.section,
        "whole": quote.whole,
    }


def json_number(value: Number | None) -> int | float | None:
    """A JSON number that prints as it was printed, but for zeros at the end of a decimal."""
    return float(value) if isinstance(value, Decimal) else value
