"""HTML as portals carry it: encodings that lie, markup that hides, tables that only lay out the page."""

from __future__ import annotations

import pytest

from parsers.errors import Refused
from parsers.formats.html import decode, read_html
from parsers.model import Document, Grid, Paragraph

LONG = "本机关按照要求编制本报告，内容如下。" * 6


def page(body: str, head: str = "") -> Document:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def grids(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text if cell else "" for cell in row] for row in block.owners()]
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "no-such-thing"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_the_bytes_decide_the_encoding(encoding: str, declared: str) -> None:
    source = f'<html><head><meta charset="{declared}"></head><body><p>政府信息公开㙍</p></body></html>'
    assert texts(read_html(source.encode(encoding))) == ["政府信息公开㙍"]


def test_a_page_cut_inside_a_character_is_still_utf8() -> None:
    assert decode("规章政府".encode()[:-1]) == "规章政"


def test_hidden_and_deleted_text_is_not_read() -> None:
    cell = '1<span style="display: none">9</span><del>8</del><s>7</s><script>6</script><!-- 5 --><b>2</b>'
    document = page(f"<table><tr><td>甲</td><td>{cell}</td></tr></table>")
    assert grids(document) == [[["甲", "12"]]]


@pytest.mark.parametrize(
    "style",
    [
        *("font-size:0", "opacity:0", "position:absolute;left:-9999px", "color:#fff;background:#fff"),
        *("text-decoration:line-through", "width:0;overflow:hidden", "visibility:hidden"),
    ],
)
def test_text_that_a_style_hides_or_strikes_out_is_not_read(style: str) -> None:
    row = f'<tr><td>甲</td><td><span style="{style}">9</span>12</td></tr>'
    assert grids(page(f"<table>{row}</table>")) == [[["甲", "12"]]]
    sheet = f"<style>/* x */ td .old, #none {{{style}}}</style>"
    row = '<tr><td>甲</td><td><span class="a old">9</span>12</td></tr>'
    assert grids(page(f"<table>{row}</table>", sheet)) == [[["甲", "12"]]]


def test_a_style_for_other_screens_hides_nothing_and_the_weightier_rule_counts() -> None:
    sheet = (
        "<style>@media (max-width:9px){b{display:none}} i.x{display:none} i{display:inline} #y{display:none}</style>"
    )
    row = "<tr><td><b>1</b></td><td><i>2</i><i class=x>3</i></td><td><u id=y>4</u>5</td></tr>"
    assert grids(page(f"<table>{row}</table>", sheet)) == [[["1", "2", "5"]]]


@pytest.mark.parametrize(
    ("sheet", "cell", "read"),
    [
        ("", '<i style="color: rgb(51, 51, 51); background-color: rgb(255, 255, 255)">1</i>2', "12"),
        ("", '<i style="color: #FFF; background: rgb(255, 255, 255)">1</i>2', "2"),
        ("", '<i style="color:inherit;background:inherit">1</i>2', "12"),
        ("i{display:none}", '<i style="display:inline!important">1</i>2', "12"),
        ("i{display:none!important}", '<i style="display:inline">1</i>2', "2"),
        ("i{display:inline}", "<i hidden>1</i>2", "12"),
        ("TD I.x{display:none}", "<i class=x>1</i>2", "2"),
        ("td>i{display:none}", "<b><i>1</i></b>2", "12"),
        ("tr td > i{display:none}", "<i>1</i>2", "2"),
        ("@media screen{i{display:none}} @media print{b{display:none}}", "<i>1</i><b>2</b>", "2"),
        (".a{font-size:0} i{font-size:12px}", "<b class=a>9<i>1</i></b>2", "12"),
        ("", '<b style="visibility:hidden">9<i style="visibility:visible">1</i></b>2', "12"),
        ("", '<i style="display:none;background:url(%s)">1</i>2' % ("A" * 3000), "2"),
        ("</style><style media='not screen'>i{display:none}", "<i>1</i>2", "12"),
        ("</style><noscript><style>i{display:none}</style></noscript><style>", "<i>1</i>2", "12"),
        ("b{color:red}" * 500 + "i{display:none}", "<i>1</i>2", "2"),
    ],
)
def test_a_style_counts_as_in_a_browser(sheet: str, cell: str, read: str) -> None:
    table = f"<table><tr><td>甲</td><td>{cell}</td></tr></table>"
    assert grids(page(table, f"<style>{sheet}</style>")) == [[["甲", read]]]


def test_rows_that_do_not_show_keep_their_place_but_for_what_shows_again() -> None:
    hidden = '<tr style="visibility:hidden"><td>2</td><td style="visibility:visible">3</td></tr>'
    struck = '<tr style="text-decoration:line-through"><td>4</td><td>5</td></tr>'
    cell = '<tr><td>乙</td><td style="text-decoration:line-through">6</td></tr>'
    assert grids(page(f"<table><tr><td>甲</td><td>1</td></tr>{hidden}{struck}{cell}</table>")) == [
        [["甲", "1"], ["", "3"], ["", ""], ["乙", ""]]
    ]


def test_an_invisible_cell_keeps_its_place_and_one_left_out_does_not() -> None:
    row = '<td>1</td><td style="visibility:hidden">2</td><td style="display:none">3</td><td>4</td>'
    assert grids(page(f"<table><tr>{row}</tr></table>")) == [[["1", "", "4"]]]


def test_a_raised_span_is_a_note() -> None:
    row = '<td>22<span style="vertical-align:super;font-size:8pt">1</span></td><td style="vertical-align:sub">3</td>'
    assert grids(page(f"<table><tr>{row}</tr></table>")) == [[["22[1]", "3"]]]


def test_a_table_behind_a_tab_is_read_where_no_other_is_shown() -> None:
    table = "<table><tr><td>一、本年新收政府信息公开申请数量</td><td>{}</td></tr></table>"
    behind = f'<div style="display:none">{table.format(7)}</div>'
    assert grids(page(behind)) == [[["一、本年新收政府信息公开申请数量", "7"]]]
    assert grids(page(table.format(8) + behind)) == [[["一、本年新收政府信息公开申请数量", "8"]]]


def test_the_foot_of_a_table_stands_last_and_cells_end_with_their_group() -> None:
    groups = "<tfoot><tr><td>3<td>3</tfoot><tbody><tr><td rowspan=9>1<td>1</tbody><tbody><tr><td>2<td>2</tbody>"
    assert grids(page(f"<table>{groups}</table>")) == [[["1", "1"], ["2", "2"], ["3", "3"]]]


def test_a_page_within_the_page_is_read_from_its_own_text_alone() -> None:
    inner = "&lt;table&gt;&lt;tr&gt;&lt;td&gt;甲&lt;/td&gt;&lt;td&gt;12&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"
    assert grids(page(f'<iframe srcdoc="{inner}"></iframe><iframe src="http://127.0.0.1:9/x"></iframe>')) == [
        [["甲", "12"]]
    ]


def test_a_note_mark_is_no_digit_and_a_picture_is_no_blank() -> None:
    row = "<td>22<sup>1</sup></td><td><img src='x.png'></td><td>&nbsp;</td><td>1<br>2</td>"
    assert grids(page(f"<table><tr>{row}</tr></table>")) == [[["22[1]", "\ufffc", "", "1\n2"]]]


def test_layout_tables_are_walked_through() -> None:
    inner = "<table><tr><td>规章</td><td>1</td></tr><tr><td>行政许可</td><td>2</td></tr></table>"
    document = page(f"<table><tr><td><p>一、总体情况</p>{inner}</td><td>侧栏</td></tr></table>")
    assert grids(document) == [[["规章", "1"], ["行政许可", "2"]]]
    assert texts(document) == ["一、总体情况", "侧栏"]


def test_merged_cells_take_their_slots_and_wrong_spans_break_nothing() -> None:
    rows = """<tr><td rowspan="3">甲</td><td colspan="2">乙</td></tr><tr><td>1</td><td>2</td></tr>
    <tr><td colspan="x">3</td><td rowspan="9">4</td></tr>"""
    assert grids(page(f"<table>{rows}</table>")) == [[["甲", "乙", "乙"], ["甲", "1", "2"], ["甲", "3", "4"]]]


def test_the_container_of_the_report_is_chosen_and_never_without_its_tables() -> None:
    table = "<table><tr><td>第二十条第（一）项</td><td>规章</td></tr></table>"
    inside = page(f'<div>首页 &gt; 年报</div><div id="zoom"><p>{LONG}</p>{table}</div>')
    assert texts(inside) == [LONG]
    outside = page(f'<div id="zoom"><p>{LONG}</p></div><div>{table}</div>')
    assert len(grids(outside)) == 1


def test_meta_tags_and_printed_labels_are_hints() -> None:
    head = '<title> 年报 </title><meta content="2021-01-28 10:05" name="PubDate"><meta name="PubDate" content="">'
    document = page(f"<p>索 引 号：640399-103/2026-00012</p><p>发布时间：2021年1月28日</p><p>{LONG}</p>", head)
    assert document.title == "年报"
    assert document.metadata["pubdate"] == "2021-01-28 10:05"
    assert document.metadata["index-number"] == "640399-103/2026-00012"
    assert document.metadata["published"] == "2021年1月28"


def test_nesting_and_spans_have_limits() -> None:
    with pytest.raises(Refused) as deep:
        page("<div>" * 5_000 + "x")
    assert deep.value.reason == "too-large"
    with pytest.raises(Refused) as wide:
        page("<table><tr>" + "<td colspan=1000>1</td>" * 3 + "</tr></table>")
    assert wide.value.reason == "too-large"


def test_lines_of_preformatted_text_are_kept_apart_with_their_tabs() -> None:
    document = page("<pre>规章\t0\t1\n行政 许可\t2</pre><p>一\n二</p><div style='white-space: pre-wrap'>三\n四</div>")
    assert texts(document) == ["规章\t0\t1", "行政\xa0许可\t2", "一 二", "三", "四"]


def test_a_string_that_never_ends_ends_the_reading_of_a_script() -> None:
    script = "var a = '<p>第二十条 甲</p>'; var b = \"" + '\\"' * 200_000
    assert texts(page(f"<p>x</p><script>{script}</script>")) == ["x", "第二十条 甲"]


def test_fields_of_a_form_show_their_value_and_pictures_are_not_blank() -> None:
    fields = """<td><input value="12"></td><td><input type=hidden value=3>4</td><td><textarea>5</textarea></td>
    <td><select><option>6<option selected>7</select></td><td><input type="checkbox" value="8"></td>
    <td><svg><text>9</text></svg></td><td><canvas></canvas></td>"""
    assert grids(page(f"<table><tr>{fields}</tr></table>")) == [[["12", "4", "5", "7", "", "\ufffc", "\ufffc"]]]


@pytest.mark.parametrize("end", ["</html>", "</BODY></HTML>", "</body >\n"])
def test_what_stands_behind_the_end_of_the_page_is_read(end: str) -> None:
    # A document pasted whole into another ends in the middle of it; browsers show the rest.
    table = "<table><tr><td>规章</td><td>3</td></tr></table>"
    document = page(f"<p>一</p>{end}<p>二</p>{table}")
    assert (texts(document), grids(document)) == (["一", "二"], [[["规章", "3"]]])


@pytest.mark.parametrize(
    "sheet", ["@" * 200_000, "/*" * 100_000, "a" * 200_000, "@a{" * 70_000, "td{display:none;" * 9_000]
)
def test_a_sheet_without_end_costs_no_more_than_its_length(sheet: str) -> None:
    row = '<tr><td style="' + "width:0;" * 20_000 + '">1</td><td>2</td></tr>'
    assert grids(page(f"<table>{row}</table>", f"<style>{sheet}</style>")) in ([[["1", "2"]]], [])


@pytest.mark.parametrize("tag", ["div", "b"])
def test_elements_nested_as_deep_as_may_be_are_read_or_refused(tag: str) -> None:
    assert texts(page(f"<{tag}>" * 450 + "甲")) == ["甲"]
    with pytest.raises(Refused, match="nested"):
        page(f"<{tag}>" * 590 + "甲")
