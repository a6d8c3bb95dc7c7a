"""Containers written by hand: a document as Word, a mail program or a packer would have wrapped it.

``python tests/containers.py`` writes the golden folders of such files anew from the documents they hold.
"""

from __future__ import annotations

import base64
import io
import json
import quopri
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

REPORTS = Path(__file__).parent / "reports"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOUNDARY = "----=_NextPart_01DA5B7C.1F2E3D40"


def word_mht(page: bytes) -> bytes:
    """As Word's 单个文件网页 has it: the page in GBK, beside it parts for headers and theme, one of them HTML."""
    text = page.decode("utf-8").replace('charset="utf-8"', "charset=gb2312").replace("charset=utf-8", "charset=gb2312")
    parts = [
        ("报告.htm", "text/html", "quoted-printable", text.encode("gb18030")),
        ("报告.files/header.htm", "text/html", "quoted-printable", b"<html><body><p>- 1 -</p></body></html>"),
        ("报告.files/colorschememapping.xml", "text/xml", "quoted-printable", b"<a:clrMap/>"),
        ("报告.files/image001.png", "image/png", "base64", b"\x89PNG\r\n\x1a\n" + bytes(40)),
    ]
    head = (
        "MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; boundary="{BOUNDARY}"\r\n\r\n'
        "此文档为“单个文件网页”，也称为“Web 档案”文件。\r\n\r\n"
    ).encode("gb18030")
    return head + b"".join(_part(*part) for part in parts) + f"--{BOUNDARY}--\r\n".encode()


def _part(name: str, media_type: str, encoding: str, content: bytes) -> bytes:
    charset = '; charset="gb2312"' if media_type == "text/html" else ""
    head = (
        f"--{BOUNDARY}\r\nContent-Location: file:///C:/5B7C1F2E/{name.encode('utf-8').hex()}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Type: {media_type}{charset}\r\n\r\n"
    )
    coded = quopri.encodestring(content) if encoding == "quoted-printable" else base64.encodebytes(content)
    return head.encode() + coded.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n"


def portal_page(article: str) -> bytes:
    """An article as a portal serves it: mandated meta tags, a clock, menus, a table of metadata, widgets."""
    menu = "".join(
        f"<li><a href='/c{number}'>{name}</a></li>" for number, name in enumerate(("首页", "指南", "制度", "年报"))
    )
    others = "".join(
        f"<li><a href='/{year}'>{year}年政府信息公开工作年度报告</a><i>{year + 1}-01-25</i></li>"
        for year in (2019, 2020)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="云岭市人民政府"><meta name="ColumnName" content="政府信息公开年报">
<meta name="ArticleTitle" content="2022年云岭市卫生健康局政府信息公开工作年度报告">
<meta name="PubDate" content="2023-01-28 16:05"><meta name="ContentSource" content="市卫生健康局">
<meta name="createDate" content="2023-01-11 09:00:00"><title>年报_云岭市人民政府</title></head><body>
<div class="top"><span id="clock">2026年3月5日 星期四</span><ul>{menu}</ul></div>
<div class="wz">您的位置：首页 &gt; 政府信息公开 &gt; 政府信息公开年报</div>
<table class="xxgk"><tr><td>索 引 号</td><td>014314799/2023-00002</td><td>主题分类</td><td>卫生、体育</td></tr>
<tr><td>发布机构</td><td>市卫生健康局</td><td>成文日期</td><td>2023-01-11</td></tr>
<tr><td>文&nbsp;&nbsp;号</td><td>无</td><td>公开日期</td><td>2023-01-28</td></tr></table>
<div>【字体：<a>大</a> <a>中</a> <a>小</a>】 浏览次数：<span>385</span></div>
<div id="zoom">{article}<p>— 5 —</p></div>
<div class="share">分享到：微信 打印 关闭</div><div class="others"><ul>{others}</ul></div>
<div class="foot">主办：云岭市人民政府办公室 备案号：99000000 网站标识码：9900000001</div></body></html>
""".encode()


def mail(name: str, media_type: str, attached: bytes) -> bytes:
    """A mail with one attachment and its text twice, plain and as HTML."""
    head = (
        "Received: from mail.example.invalid\r\n\tby mx.example.invalid; Mon, 17 Jan 2022 09:12:44 +0800\r\n"
        "From: =?utf-8?B?5Yqe5YWs5a6k?= <office@example.invalid>\r\nSubject: =?utf-8?B?5bm05oql?=\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="outer"\r\n\r\n'
        '--outer\r\nContent-Type: multipart/alternative;\r\n\tboundary="inner"\r\n\r\n'
        "--inner\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n年报见附件。\r\n"
        "--inner\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>年报见附件。</p></body></html>\r\n"
        f"--inner--\r\n--outer\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'
    )
    return head.encode() + base64.encodebytes(attached).replace(b"\n", b"\r\n") + b"--outer--\r\n"


class _Entry(zipfile.ZipInfo):
    """zipfile itself marks every name that is not ASCII as UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), self.flag_bits


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP as Chinese Windows packs it: names in GBK that nothing marks as such."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(_Entry(name, (2022, 1, 17, 9, 12, 44)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def word_2003(docx: bytes) -> bytes:
    """The text of a DOCX as Word 2003 writes it into one XML file: another namespace, vmerge, sections in the body."""
    old = "http://schemas.microsoft.com/office/word/2003/wordml"
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    text = etree.tostring(root, encoding="unicode")
    text = text[text.index("<w:body>") + len("<w:body>") : text.rindex("</w:body>")]
    text = text.replace(f' xmlns:w="{W}"', "").replace("<w:vMerge", "<w:vmerge").replace("</w:vMerge", "</w:vmerge")
    made = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
        f'<w:wordDocument xmlns:w="{old}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
        'w:macrosPresent="no" xml:space="preserve"><o:DocumentProperties><o:Title>年报</o:Title>'
        "</o:DocumentProperties><w:body><wx:sect>"
        '<aml:annotation aml:id="0" w:type="Word.Deletion"><aml:content><w:p><w:r><w:delText>旧稿</w:delText></w:r>'
        "</w:p></aml:content></aml:annotation>"
        f"{text}</wx:sect></w:body></w:wordDocument>"
    )
    return made.encode()


def flat(docx: bytes) -> bytes:
    """The parts of a DOCX in one XML file, as Word 2007 and later save it."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>'
            f"{etree.tostring(etree.fromstring(package.read(name)), encoding='unicode')}</pkg:xmlData></pkg:part>"
            for name in package.namelist()
            if name.endswith(".xml") and not name.startswith("[")
        )
    package_name = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{package_name}">{parts}</pkg:package>'.encode()


def source(case: str) -> bytes:
    (path,) = (REPORTS / case).glob("source.*")
    return path.read_bytes()


def write(case: str, suffix: str, body: bytes, why: str, truth: str) -> None:
    """The folder of a case whose figures are those of the case ``truth``, for it holds the same document."""
    folder = REPORTS / case
    folder.mkdir(exist_ok=True)
    (folder / f"source.{suffix}").write_bytes(body)
    (folder / "meta.json").write_text(
        json.dumps({"why": why, "source": "invented"}, ensure_ascii=False) + "\n", "utf-8"
    )
    shutil.copyfile(REPORTS / truth / "figures.json", folder / "figures.json")


def main() -> None:
    page, text = source("html-word-slashes-2019"), source("docx-mixed-forms-2022")
    write(
        "mht-word-named-doc-2019", "doc", word_mht(page),
        "Word's 单个文件网页 under the name of a DOC: GBK in quoted-printable, and a second page for the header.",
        "html-word-slashes-2019",
    )  # fmt: skip
    write(
        "html-portal-page-2022", "html", portal_page(source("html-damaged-labels-2022").decode()),
        "The whole page of a portal: meta tags, a clock, a table of metadata, menus and the reports of other years.",
        "html-damaged-labels-2022",
    )  # fmt: skip
    write(
        "html-word-named-doc-2022", "doc", source("html-word-padded-2022"),
        "Word HTML under the name of a DOC, as old servers send it.", "html-word-padded-2022",
    )  # fmt: skip
    write(
        "xml-word-2003-mixed-forms-2022", "xml", word_2003(text),
        "Word 2003's single XML file: another namespace, vmerge in small letters, a deleted paragraph.",
        "docx-mixed-forms-2022",
    )  # fmt: skip
    write(
        "zip-one-docx-2022", "zip", packed({"附件/年报.docx": text, "__MACOSX/._x": b"x", "附件/说明.txt": b"1"}),
        "A ZIP with one document, a note and the litter of the packing system; its names are GBK.",
        "docx-mixed-forms-2022",
    )  # fmt: skip
    write(
        "eml-attached-docx-2022", "eml", mail("report.docx", "application/octet-stream", text),
        "A mail whose attachment is the report and whose text is not.", "docx-mixed-forms-2022",
    )  # fmt: skip


if __name__ == "__main__":
    main()
