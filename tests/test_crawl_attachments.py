"""Every way in which portals attach files to an article, what the files are called, and what is no file at all."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest

from crawler.attachments import attachments
from crawler.blocking import Answer, examine
from crawler.filenames import best_name, disposition_name
from crawler.pages import Html

PAGE = "http://www.shili.gov.cn/nb/202601/t20260128_5151001.html"
TEXT = "<p>一、总体情况。" + "本年度依照条例公开政府信息。" * 20 + "</p>"


def _found(body: str) -> list[tuple[str, str]]:
    top = "<div class='top'><a href='/a.pdf'>指南</a></div>"
    page = f"<html><body>{top}<div><div><div>{body}</div></div></div></body></html>"
    links = attachments(Html(PAGE, page.encode()))
    return [(link.url.removeprefix("http://www.shili.gov.cn"), link.title) for link in links]


def _article(inner: str) -> str:
    return f"<div class='article'><div class='wrap'><div class='article-content'>{TEXT}{inner}</div></div></div>"


_CLOUD = b64encode(json.dumps({"downPath": "/cloud/file/77.docx", "name": "x"}).encode()).decode()


@pytest.mark.parametrize(
    ("inner", "url", "title"),
    [
        ("<a href='./年报.DOCX?v=2#top'>年报</a>", "/nb/202601/年报.DOCX?v=2", "年报"),
        *((f"<a href='x.{suffix}'>附件</a>", f"/nb/202601/x.{suffix}", "附件") for suffix in ("wps", "xls", "7z")),
        *((f"<a href='x.{suffix}'>附件</a>", f"/nb/202601/x.{suffix}", "附件") for suffix in ("zip", "rar", "ofd")),
        ("<a href='/module/download/downfile.jsp?classid=0&amp;filename=0a.pdf'>年报</a>",
         "/module/download/downfile.jsp?classid=0&filename=0a.pdf", "年报"),
        ("<a href='/system/_content/download.jsp?owner=1&wbfileid=16'>年报</a>",
         "/system/_content/download.jsp?owner=1&wbfileid=16", "年报"),
        ("<a href='/virtual_attach_file.vsb?afc=x&oid=1&e=.pdf'>年报</a>",
         "/virtual_attach_file.vsb?afc=x&oid=1&e=.pdf", "年报"),
        ("<a href='/attachment/0/88/88123/12541123.docx' alt='年报.docx'>年报</a>",
         "/attachment/0/88/88123/12541123.docx", "年报"),
        ("<a href='/group6/M00/01/2A/wKgAbc.docx'>年报</a>", "/group6/M00/01/2A/wKgAbc.docx", "年报"),
        ("<a href='/u/download.jsp?id=7'>年报</a>", "/u/download.jsp?id=7", "年报"),
        ("<a href='/u/download?fileId=7'>年报</a>", "/u/download?fileId=7", "年报"),
        ("<a href='/common/download?x=7'>年报</a>", "/common/download?x=7", "年报"),
        ("<a href='/down.aspx?id=7'>年报</a>", "/down.aspx?id=7", "年报"),
        ("<iframe src='/pdfjs/web/viewer.html?file=%2Fxxgk%2Fa.pdf#page=1'></iframe>", "/xxgk/a.pdf", ""),
        ("<iframe src='/pdfjs/web/viewer.html?file=%252Fxxgk%252Fa.pdf'></iframe>", "/xxgk/a.pdf", ""),
        ("<iframe src='/pdfjs/web/viewer.html?file=b/a.pdf'></iframe>", "/nb/202601/b/a.pdf", ""),
        ("<iframe src='/v?fileUrl=http://www.shili.gov.cn/x/a.pdf'></iframe>", "/x/a.pdf", ""),
        ("<a href='/pdfjs/web/viewer.html?file=/xxgk/%E5%B9%B4.pdf'>在线阅读</a>", "/xxgk/年.pdf", "在线阅读"),
        ("<script>showVsbpdfIframe(\"/__local/2/30/AB_plan.pdf\",\"100%\",\"600\");</script>",
         "/__local/2/30/AB_plan.pdf", ""),
        ("<div class='wp_pdf_player' pdfsrc='/_upload/x.pdf'></div>", "/_upload/x.pdf", ""),
        ("<div pdfsrc='/_upload/y.pdf' sudyfile-attr=\"{'title':'年报.pdf'}\"></div>", "/_upload/y.pdf", "年报.pdf"),
        ("<div data-pdf='/x.pdf'></div>", "/x.pdf", ""),
        ("<embed src='/e.pdf'>", "/e.pdf", ""),
        ("<object data='/o.pdf'></object>", "/o.pdf", ""),
        (f"<iframe name='{_CLOUD}' src='about:blank'></iframe>", "/cloud/file/77.docx", ""),
        ("<a href='/p.png'>示例局2025年政府信息公开工作年度报告</a>", "/p.png", "示例局2025年政府信息公开工作年度报告"),
        ("<a href='/p.tif'>年报扫描.tif</a>", "/p.tif", "年报扫描.tif"),
    ],
)  # fmt: skip
def test_every_form_of_attachment(inner: str, url: str, title: str) -> None:
    assert _found(_article(inner)) == [(url, title)]


@pytest.mark.parametrize(
    "inner",
    [
        "<a href='/other.html'>链接</a>",
        "<a href='/big.jpg'><img src='/small.jpg'></a>",
        "<iframe src='/player.html'></iframe>",
        "<iframe src='/viewer.html?file=/page.html'></iframe>",
        "<iframe name='abcdefghijklmnopqrst' src='/x.html'></iframe>",
        "<script>var a = '/common/download?id=';</script>",
        "<div class='share'><a href='/help.pdf'>帮助</a></div>",
        "电子版可从www.shili.gov.cn/a.pdf下载",
    ],
)
def test_what_is_no_attachment(inner: str) -> None:
    assert _found(_article(inner)) == []


def test_a_block_of_attachments_beside_the_body_belongs_to_it() -> None:
    block = "<ul><li>附件【<a href='a.doc'>表.doc</a>】</li></ul>"
    body = f"<div class='x'><div id='vsb_content_2'>{TEXT}</div></div>{block}"
    assert _found(body) == [("/nb/202601/a.doc", "表.doc")]


def test_an_empty_container_is_not_the_body() -> None:
    assert _found(f"<div id='zoom'> </div><div class='wzcon'>{TEXT}<a href='a.pdf'>年报.pdf</a></div>") == [
        ("/nb/202601/a.pdf", "年报.pdf")
    ]


def test_pages_that_are_pictures_are_kept_in_order() -> None:
    images = """<img src="./W01.jpg"><img src="W02.PNG" width="800px"><img oldsrc="W03.tif"><img src="./W01.jpg">
<img src="/images/qrcode.png"><img src="x.jpg" width="32"><img src="dot.gif"><img src="data:image/png;base64,AAAA">"""
    assert _found(f"<div class='TRS_Editor'><p>（扫描件）</p>{images}</div>") == [
        ("/nb/202601/W01.jpg", "第1页，共3页"),
        ("/nb/202601/W02.PNG", "第2页，共3页"),
        ("/nb/202601/W03.tif", "第3页，共3页"),
    ]


def test_pictures_beside_text_or_a_file_are_no_pages() -> None:
    assert _found(_article("<img src='photo.jpg'>")) == []
    assert _found("<div class='TRS_Editor'><img src='1.jpg'><a href='a.pdf'>年报.pdf</a></div>") == [
        ("/nb/202601/a.pdf", "年报.pdf")
    ]
    assert _found("<div class='who-knows'><img src='1.jpg'></div>") == [("/a.pdf", "指南")]


def test_an_article_may_be_a_jump_to_its_file() -> None:
    jump = b"<html><script>location.href='./P020260128.pdf'</script></html>"
    home = b"<html><script>location.href='/'</script></html>"
    found = [link.url for link in attachments(Html(PAGE, jump))]
    assert found == ["http://www.shili.gov.cn/nb/202601/P020260128.pdf"]
    answers = [Answer(url=PAGE, final_url=PAGE, kind="article", status=200, headers={}, body=b) for b in (jump, home)]
    assert [examine(answer) for answer in answers] == [(), ("soft404",)]


# -- names


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'attachment; filename="\xc4\xea\xb1\xa8.pdf"', "年报.pdf"),
        (b"attachment; filename=\xc4\xea\xb1\xa8.pdf", "年报.pdf"),
        ("attachment;filename=年报.doc".encode(), "年报.doc"),
        (b"attachment; filename=%E5%B9%B4%E6%8A%A5.pdf", "年报.pdf"),
        (b"attachment; filename=%C4%EA%B1%A8.pdf", "年报.pdf"),
        (b"inline; filename=\"x.pdf\"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.pdf", "年报.pdf"),
        (b"attachment; filename*=GBK''%C4%EA%B1%A8.pdf", "年报.pdf"),
        (b'attachment; filename="=?UTF-8?B?5bm05oqlLnBkZg==?="', "年报.pdf"),
        (b'attachment; filename="C:\\\\upload\\\\..\\\\a.pdf"', "a.pdf"),
        (b'attachment; filename="../../etc/a\x01b.pdf"', "ab.pdf"),
        (b"attachment", ""),
    ],
)
def test_names_in_content_disposition(header: bytes, name: str) -> None:
    assert disposition_name(header.decode("latin-1")) == name


@pytest.mark.parametrize(
    ("link", "header", "url", "name"),
    [
        ("年报.pdf", "filename=x.doc", "http://h/1", "年报.pdf"),
        ("示例局2025年报", "filename=x.doc", "http://h/1", "示例局2025年报"),
        ("下载", "filename=x.doc", "http://h/1", "x.doc"),
        ("下载", "", "http://h/1.pdf", "下载"),
        ("", "", "http://h/%E5%B9%B4.pdf", "年.pdf"),
    ],
)
def test_the_best_name(link: str, header: str, url: str, name: str) -> None:
    assert best_name(link, header, url) == name


# -- answers


def _flags(
    body: bytes, url: str = "http://h/system/_content/download.jsp?wbfileid=1", **headers: str
) -> tuple[str, ...]:
    return examine(Answer(url=url, final_url=url, kind="attachment", status=200, headers=headers, body=body))


def test_a_servlet_that_answers_with_a_page_gave_no_file() -> None:
    page = f"<html><head><title>验证</title></head><body>{TEXT * 4}</body></html>".encode()
    assert _flags(page) == ("soft404",)
    assert _flags(b"%PDF-1.7 ...") == ()
    assert _flags(b"PK\x03\x04...") == ()
    word = b"<html xmlns:o='urn:schemas-microsoft-com:office'>" + page[6:]
    assert _flags(word) == ("soft404",)
    assert _flags(word, **{"content-disposition": 'attachment; filename="a.doc"'}) == ()
