"""The demo portals' documents are what their generator writes, and their figures are what the catalogue promises."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import typst
from lxml import etree, html

from crawler.demo.content import Report
from crawler.demo.decoys import DECOYS
from crawler.demo.generate import HERE, pdf_files, reports, text_files
from crawler.demo.oddities import FINDINGS
from crawler.demo.plan import ORGANS, PLACES
from parsers.errors import REASONS
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, REVIEW_KEYS, ROUTES, STATISTICS_KEYS

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "reports"
SHARED = ROOT.parent / "shared"
COLUMNS = tuple(applicant.key for applicant in APPLICANTS)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made() -> list[Report]:
    return reports()


@pytest.fixture(scope="module")
def catalogue() -> list[dict]:
    return json.loads((HERE / "catalogue.json").read_text(encoding="utf-8"))


def truth(report_id: str) -> dict:
    return json.loads((HERE / "expected" / f"{report_id}.json").read_text(encoding="utf-8"))


def zip_members(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pdf_text(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    try:
        return "\f".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def pdf_lines(body: bytes) -> list[str]:
    """Pieces of text side by side on a page, left to right."""
    document = pypdfium2.PdfDocument(body)
    lines = []
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        for left, bottom, _, top in boxes:
            beside = [box for box in boxes if box[1] < (bottom + top) / 2 < box[3] and box[0] >= left]
            lines.append(" ".join(text.get_text_bounded(*box).strip() for box in sorted(beside)))
    document.close()
    return lines


def document_text(path: Path) -> str:
    """All text of a document, without white space: formats break lines where they like."""
    body = path.read_bytes()
    if path.suffix == ".pdf":
        text = pdf_text(body)
    elif path.suffix == ".docx":
        text = "".join(etree.fromstring(zip_members(body)["word/document.xml"]).itertext(f"{W}t"))
    else:
        text = html.fromstring(body.decode()).text_content()
    return re.sub(r"\s", "", text)


def test_the_generator_writes_the_committed_files(made: list[Report]) -> None:
    for path, content in text_files(made).items():
        committed = (HERE / path).read_bytes()
        if path.endswith(".docx"):
            # Deflate may pack the same parts into other bytes on another machine.
            assert zip_members(committed) == zip_members(content), path
        else:
            assert committed == content, path


def test_the_generator_typesets_the_committed_pdfs(made: list[Report]) -> None:
    fonts = {report.paper.font for report in made}
    missing = fonts - set(typst.Fonts().families())
    if missing:
        pytest.skip(f"typesetting needs the fonts {', '.join(sorted(missing))} (Debian: fonts-noto-cjk)")
    for path, content in pdf_files(made).items():
        # Text and pages, not bytes: another version of the fonts draws other outlines.
        assert pdf_text((HERE / path).read_bytes()) == pdf_text(content), path


def test_the_folders_hold_nothing_else(made: list[Report], catalogue: list[dict]) -> None:
    listed = {file["path"] for entry in catalogue for file in entry["files"]}
    on_disk = {str(path.relative_to(HERE).as_posix()) for path in (HERE / "documents").iterdir()}
    assert on_disk == listed
    assert {path.stem for path in (HERE / "expected").iterdir()} == {report.id for report in made}


def test_all_of_it_stays_small() -> None:
    assert sum(path.stat().st_size for path in HERE.rglob("*") if path.suffix not in (".py", ".pyc")) < 3_000_000


def test_the_catalogue_is_broad(catalogue: list[dict]) -> None:
    found = [entry for entry in catalogue if entry["kind"] == "report" and "replaces" not in entry]
    assert len(found) == 38
    assert len({entry["organ"] for entry in found}) == len(ORGANS) == 10
    assert {entry["year"] for entry in found} == {2019, 2020, 2021, 2022}
    assert {entry["portal"] for entry in found} == {"trs", "hanweb"}
    assert {entry["place"] for entry in catalogue} < set(PLACES)
    suffixes = [Path(file["path"]).suffix for entry in found for file in entry["files"]]
    assert (suffixes.count(".html"), suffixes.count(".docx"), suffixes.count(".pdf")) == (34, 11, 10)
    assert len([entry for entry in catalogue if entry["kind"] == "decoy"]) == len(DECOYS) == 6
    assert len({entry["id"] for entry in catalogue}) == len(catalogue)


def test_every_entry_has_the_fields_the_replicas_rely_on(catalogue: list[dict]) -> None:
    required = {"id", "portal", "organ", "place", "year", "title", "published_on", "group", "kind", "files"}
    for entry in catalogue:
        assert required <= set(entry) <= required | {"state", "replaces", "gone_in"}, entry["id"]
        roles = [file["role"] for file in entry["files"]]
        assert roles in (["body"], ["body", "attachment"], ["row"]), entry["id"]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", entry["published_on"])
        assert set(entry["files"][0]) == {"path", "role", "media_type"}


def test_every_report_has_every_figure_of_its_forms(made: list[Report]) -> None:
    for report in made:
        keys = (*DISCLOSURE_FORMS[report.form2].figure_keys(), *REQUEST_FORMS[report.form3].figure_keys(), *REVIEW_KEYS)
        assert tuple(truth(report.id)["figures"]) == keys, report.id


def values_of(report_id: str) -> dict[str, float]:
    return {key: entry["value"] or 0 for key, entry in truth(report_id)["figures"].items()}


def failing_relations(report: Report, before: str | None) -> Iterator[tuple[str, str]]:
    """The relations of FORM.md on the figures alone, marks and blanks taken as nothing."""
    value = values_of(report.id)
    rows = [row.key for row in REQUEST_FORMS[report.form3].rows]
    for row in rows:
        cells = [value[f"requests.{row}.{column}"] for column in COLUMNS]
        if sum(cells[:-1]) != cells[-1]:
            yield "row_sum", row
    earlier = values_of(before) if before else {}
    for column in COLUMNS:
        cell = {row: value[f"requests.{row}.{column}"] for row in rows}
        if cell["received"] + cell["carried_in"] != cell["concluded"] + cell["carried_out"]:
            yield "balance", column
        if sum(cell[row] for row in rows[2:-2]) != cell["concluded"]:
            yield "results_sum", column
        if earlier.get(f"requests.carried_out.{column}", cell["carried_in"]) != cell["carried_in"]:
            yield "carry_over", column
    for route in ROUTES:
        *parts, total = (value[f"reviews.{route.key}.{result.key}"] for result in RESULTS)
        if sum(parts) != total:
            yield "review_sum", route.key


def test_the_sums_hold_except_where_they_are_meant_to_fail(made: list[Report]) -> None:
    ids = {report.id for report in made}
    for report in made:
        before = f"{report.id.removesuffix('-v2')[:-4]}{report.year - 1}"
        found = set(failing_relations(report, before if before in ids else None))
        expected = {finding for finding in FINDINGS.get(report.id, ()) if finding[0] != "prose"}
        assert found == expected, report.id
    assert set(FINDINGS) <= ids


def test_the_weak_relations_hold_too(made: list[Report]) -> None:
    checked = 0
    for report in made:
        value, before = values_of(report.id), f"{report.id.removesuffix('-v2')[:-4]}{report.year - 1}"
        earlier = values_of(before) if before in {other.id for other in made} else {}
        for item in (item.key for item in DISCLOSURE_FORMS[report.form2].items):
            key = f"disclosure.{item}"
            if f"{key}.published_total" in value:
                assert value[f"{key}.published_total"] >= value[f"{key}.published"], (report.id, item)
            if f"{key}.items_before" in value and f"{key}.items_before" in earlier:
                checked += 1
                expected = earlier[f"{key}.items_before"] + earlier[f"{key}.change"]
                assert value[f"{key}.items_before"] == expected, (report.id, item)
            if f"{key}.in_force" in value and f"{key}.in_force" in earlier:
                checked += 1
                expected = earlier[f"{key}.in_force"] + value[f"{key}.issued"] - value[f"{key}.repealed"]
                assert value[f"{key}.in_force"] == expected, (report.id, item)
    assert checked > 50


def test_the_prose_repeats_the_table_except_once(made: list[Report]) -> None:
    quotes = re.compile(
        r"新收政府信息公开申请(\d+)件，上年结转(\d+)件，办结(\d+)件，其中予以公开(\d+)件，结转下年度(\d+)件"
    )
    rows = ("received", "carried_in", "concluded", "granted", "carried_out")
    astray = []
    for report in made:
        suffix = report.row or (report.attachment if report.body == "notice" else "html")
        found = quotes.search(document_text(HERE / "documents" / f"{report.id}.{suffix}"))
        totals = tuple(values_of(report.id)[f"requests.{row}.total"] for row in rows)
        if found is None:
            assert totals[:2] == (0, 0), report.id
        elif tuple(map(int, found.groups())) != totals:
            astray.append(report.id)
    # The report whose total is printed one too high repeats that total.
    assert astray == ["yunling-health-2021"]


def test_the_pdfs_show_every_row_of_their_tables(made: list[Report]) -> None:
    for report in made:
        if "pdf" not in (report.attachment, report.row):
            continue
        figures = truth(report.id)["figures"]
        lines = pdf_lines((HERE / "documents" / f"{report.id}.pdf").read_bytes())
        for keys in rows_of(report):
            shown = " ".join(filter(None, (figures[key]["printed"] for key in keys)))
            assert shown in lines, (report.id, keys)


def rows_of(report: Report) -> Iterator[list[str]]:
    """The keys of each row that a report's three tables print."""
    for item in DISCLOSURE_FORMS[report.form2].items:
        yield [f"disclosure.{item.key}.{measure.key}" for measure in item.measures]
    for row in REQUEST_FORMS[report.form3].rows:
        yield [f"requests.{row.key}.{column}" for column in COLUMNS]
    yield list(REVIEW_KEYS)


def test_what_happens_over_time_is_in_the_catalogue(catalogue: list[dict]) -> None:
    entries = {entry["id"]: entry for entry in catalogue}
    first, second = truth("yunling-gov-2021"), truth("yunling-gov-2021-v2")
    changed = [key for key in first["figures"] if first["figures"][key] != second["figures"][key]]
    assert changed == ["disclosure.licences.decisions", "disclosure.fees.amount"]
    assert entries["yunling-gov-2021-v2"]["replaces"] == "yunling-gov-2021"
    assert entries["yunling-gov-2021-v2"]["state"] == 2
    assert [entry["id"] for entry in catalogue if "gone_in" in entry] == ["yunling-commerce-2021"]
    assert "liudu-town-2020" not in entries
    late = date.fromisoformat(entries["yunling-health-2022"]["published_on"][:10])
    assert late == date(2023, 6, 14)
    assert "yunling-health-2022" in {i for i, e in entries.items() if e["group"] == "bm" and is_late(e)}
    assert [i for i, e in entries.items() if e["kind"] == "report" and is_late(e)] == ["yunling-health-2022"]


def is_late(entry: dict) -> bool:
    """Departments and towns are due by 31 January, governments by 31 March."""
    due = date(entry["year"] + 1, 3, 31) if entry["group"] == "zf" else date(entry["year"] + 1, 1, 31)
    return date.fromisoformat(entry["published_on"][:10]) > due


SEED_REPORTS = {
    "qingxi-gov-2020": "seed-000-wuzhong-2020",
    "jingyue-approval-2021": "seed-001-wuzhong-spj-2021",
    "songquan-gov-2019": "seed-002-xiji-2019",
    "yunling-commerce-2020": "seed-003-wuzhong-swj-2020",
    "yunling-gov-2020": "seed-004-guyuan-2020",
}


@pytest.mark.skipif(
    not (SHARED / "samples" / "seeds").is_dir(), reason="the published reports are not beside this tree"
)
@pytest.mark.parametrize(("report_id", "folder"), SEED_REPORTS.items())
def test_five_reports_carry_published_figures_exactly(report_id: str, folder: str) -> None:
    published = json.loads((SHARED / "samples/seeds/html-plain" / folder / "expected.json").read_text(encoding="utf-8"))
    figures = truth(report_id)["figures"]
    assert {key: entry["value"] for key, entry in figures.items()} == published["figures"]
    printed = {
        key: published["printed"].get(key, "" if value is None else str(value))
        for key, value in published["figures"].items()
    }
    assert {key: entry["printed"] for key, entry in figures.items()} == printed


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the published reports are not beside this tree")
def test_no_sentence_is_taken_from_a_published_report(made: list[Report]) -> None:
    """No 15 Han characters in a row are shared, but for the wording of the official form itself."""
    form = "".join(f"{row.group}|{row.label}|" for row in REQUEST_FORMS["2021"].rows)
    headings = "".join(f"{chapter.heading}|" for report in made for chapter in report.chapters)
    published = "".join(path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("*.txt")))
    taken = sequences(re.sub(r"\s", "", published)) - sequences(form + headings)
    assert len(taken) > 1000
    for report in made:
        prose = [text for chapter in report.chapters for text in (*chapter.before, *chapter.after)]
        assert not taken & sequences("|".join([report.title, *report.preamble, *prose])), report.id
    for decoy in DECOYS:
        assert not taken & sequences("|".join(html.fromstring(decoy.html).itertext())), decoy.id


def sequences(text: str, length: int = 15) -> set[str]:
    runs = re.findall(rf"[\u4e00-\u9fff]{{{length},}}", text)
    return {run[start : start + length] for run in runs for start in range(len(run) - length + 1)}


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_every_golden_folder_is_whole(case: Path) -> None:
    names = {path.name for path in case.iterdir()}
    assert len([name for name in names if name.startswith("source.")]) == 1
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    assert meta["why"]
    assert meta["source"] == "invented"
    if "refused.json" in names:
        assert json.loads((case / "refused.json").read_text())["reason"] in REASONS
        return
    known = json.loads((case / "figures.json").read_text(encoding="utf-8"))
    if known["form2"] is None:  # of the years before 2019
        assert set(known["figures"]) in (set(), set(STATISTICS_KEYS))
    else:
        form2, form3 = DISCLOSURE_FORMS[known["form2"]], REQUEST_FORMS[known["form3"]]
        assert set(known["figures"]) == {*form2.figure_keys(), *form3.figure_keys(), *REVIEW_KEYS}
    for key, entry in known["figures"].items():
        assert (entry["kind"] == "number") == (entry["value"] is not None), key
        assert (entry["kind"] == "blank") == (entry["printed"] == ""), key
