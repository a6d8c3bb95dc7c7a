"""Datasette's own pages in Chinese, without copies of its templates; its own English where that is asked for.

The catalogue is applied to a template's source as Jinja loads it. It also moves the inline scripts into files, so
that the content security policy can forbid inline scripts. ``unmatched`` names catalogue lines that match nothing in
the installed version: a test reads it, so an upgrade shows what drifted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources

from jinja2 import BaseLoader, Environment

from archive.site import compat
from archive.site.queries import PARAMETERS

_SCRIPT = '<script src="{{ urls.path("/static/%s.js") }}" defer></script>'
_INLINE = r"<script>\s*%s.*?</script>"
_CSV = '<a href="{{{{ url_csv }}}}{0}">CSV</a>, <a href="{{{{ url_csv }}}}{0}&amp;_bom=1&amp;_dl=1">CSV（Excel）</a>'
Lines = compat.Lines
_SWITCH = r'\g<0>{%% if switch_url %%}<a class="switch" href="{{ switch_url }}" lang="%s">%s</a>{%% endif %%}'
# Datasette puts all the SQL of a query into the title of its page. (1.0 says stored_query for canned_query.)
_TITLE = r"{% if query and query\.sql %}: {{ query\.sql }}{% endif %}"
_NAMED = (
    "{%% if (canned_query or stored_query) and metadata.title %%}: {{ %s }}"
    "{%% elif query and query.sql %%}: {{ query.sql|truncate(80) }}{%% endif %%}"
)
# In every language, and before its words are translated: the schema and examples beside the editor, drop-downs, whole
# exports, the share block.
OURS: Lines = (
    (r'<form class="sql(?: core)?" action="{{ urls\.database', r'<div class="workbench">\g<0>'),
    (
        r'(<input type="submit" value="Run SQL">\s*</p>\s*</form>)',
        r'\1{% include "_workbench.html" %}</div>',
    ),
    (
        r"(>Edit SQL</a>{% endif %}\s*</p>\s*</form>)",
        r'\1{% if editable and not canned_query %}{% include "_workbench.html" %}{% endif %}</div>',
    ),
    (
        r'<input type="text" (id="qp{{ loop\.index }}" name="{{ name }}") value="{{ value }}">',
        r'{% set field = fields.get(name) %}{% include "_parameter.html" %}',
    ),
    (
        r'{{ ", " if not loop.last }}{% endfor %}, <a href="{{ url_csv }}">CSV</a>',
        r"{{ ', ' if not loop.last }}{% endfor %}, " + _CSV.format(""),
    ),
    (r', <a href="{{ url_csv }}">CSV</a> \(', ", " + _CSV.format("&amp;_stream=on") + " ("),
    (r'<footer class="ft">', r'{% include "_share.html" %}\g<0>'),
)
CATALOGUE: Lines = (
    (_TITLE, _NAMED % "metadata.title"),
    (r'<html(?: lang="en")?>', '<html lang="zh-CN">'),
    (r'<header(?: class="hd")?><nav>', _SWITCH % ("en", "English")),
    (r"Powered by <a", '<a href="{{ urls.instance() }}">年报档案 nianbao</a> · 数据浏览由 <a'),
    (r"(>Datasette</a>)\n", r"\1 提供\n"),
    (r"Queries took \{\{ query_ms\|round\(3\) \}\}ms", "查询用时 {{ query_ms|round(1) }} 毫秒"),
    (r">Menu</title>", ">菜单</title>"),
    (r">Table actions</title>", ">操作</title>"),
    (r">Custom SQL query</h3>", ">自己写 SQL 查询 · Your own SQL</h3>"),
    (r">Format SQL<", ">整理 SQL<"),
    (r'value="Run SQL"', 'value="运行"'),
    (r">Edit SQL<", ">修改 SQL<"),
    (r">Queries</h2>", ">现成查询 · Ready queries</h2>"),
    (r">Tables</h2>", ">数据表 · Tables</h2>"),
    (r">Views</h2>", ">视图 · Views</h2>"),
    (r"<em> \(hidden\)</em>", "<em>（隐藏）</em>"),
    (r">\.\.\. and <a", ">另有 <a"),
    (r"(hidden_count\) }}) hidden table{% if hidden_count == 1 %}{% else %}s{% endif %}", r"\1 张隐藏表"),
    (r"<p><em>{% for column in table\.columns %}", r"<p>{{ table.name|describe_name }}</p>\g<0>"),
    (r"({{ view\.name }}</a>)", r"\1 {{ view.name|describe_name }}"),
    (r"Many rows{%", "很多行{%"),
    (r"(table\.count\) }}) row{% if table\.count == 1 %}{% else %}s{% endif %}", r"\1 行"),
    (r">Search:</label>", ">全文搜索：</label>"),
    (r'<select name="_filter_column', '<select aria-label="列" name="_filter_column'),
    (r'<select name="_filter_op', '<select aria-label="比较" name="_filter_op'),
    (r'<select name="_sort"', '<select aria-label="排序" name="_sort"'),
    (r'class="filter-value"', 'class="filter-value" aria-label="值"'),
    (r">- remove filter -<", ">－去掉条件－<"),
    (r">- column -<", ">－选列－<"),
    (r">Sort\.\.\.<", ">排序…<"),
    (r">Sort by {{", ">按此列排序：{{"),
    (r"> descending</label>", "> 倒序</label>"),
    (r'value="Apply(?: filters)?"', 'value="筛选"'),
    (r">View and edit SQL<", ">查看并修改 SQL<"),
    (r"This data as ", "导出这些数据："),
    (r">advanced</a>", ">更多</a>"),
    (r"Suggested facets: ", "可分组的列："),
    (r"These facets timed out: ", "这些分组超时："),
    (r">Next page<", ">下一页 · Next page<"),
    (r">Advanced export<", ">更多导出方式 · Export<"),
    (r"JSON shape:", "JSON 形状："),
    (r">default</a>", ">默认</a>"),
    (r">array</a>", ">数组</a>"),
    (r">newline-delimited</a>", ">逐行</a>"),
    (r">object</a>", ">对象</a>"),
    (r"CSV options:", "CSV 选项："),
    (r"> download file</label>", "> 下载成文件</label>"),
    (r"> expand labels</label>", "> 展开外键名称</label>"),
    (r"> stream all rows</label>", "> 导出全部行</label>"),
    (r'value="Export CSV"', 'value="导出 CSV"'),
    (r">0 records<", ">没有符合条件的行 · 0 records<"),
    (r">0 results<", ">没有结果 · 0 results<"),
    (
        r"Custom SQL query{% if display_rows %} returning ({% if (?:truncated|is_cut) %})more than {% endif %}",
        r"SQL 查询{% if display_rows %}：\1超过 {% endif %}",
    ),
    (r"(display_rows\|length\) }}) row{% if display_rows\|length == 1 %}{% else %}s{% endif %}", r"\1 行"),
    (r'(<label for="qp{{ loop\.index }}">){{ name }}<', r"\1{{ name|describe_parameter }}<"),
    (r">(?:Query p|P)arameters<", ">查询参数 · Parameters<"),
    (r"Links from other tables", "其他表里与它有关的行"),
    (r"\(view\)", "（视图）"),
    (r"{{ human_description_en }}", "{{ human_description_en|describe_condition }}"),
    (
        r"((?:filtered_table_rows_|\()count\) }}) row{% if \w+ == 1 %}{% else %}s{% endif %}",
        r"\1 行",
    ),
    (r"(other\.count\) }}) row{% if other\.count == 1 %}{% else %}s{% endif %}", r"\1 行"),
    (
        r"from {{ other\.other_column }} in {{ other\.other_table }}",
        "（{{ other.other_table }}.{{ other.other_column }}）",
    ),
    (r"extra where clause{% if extra_wheres_for_ui\|length != 1 %}s{% endif %}", "个附加条件"),
    (r">remove</a>", ">去掉</a>"),
    (r"This query cannot be executed because the database is immutable", "数据库只读，不能执行"),
)
# In every language: scripts in files, which snapshot this is.
STRUCTURE: Lines = (
    (r'<body class="', '<body data-snapshot="{{ snapshot }}" class="'),
    (r'<section class="content">', '<section class="content" role="main">'),
    (r'<dl class="column-descriptions">', '<dl class="column-descriptions" tabindex="0">'),
    (_INLINE % r"document\.body\.addEventListener", _SCRIPT % "menus"),
    (_INLINE % r"window\.onload", _SCRIPT % "editor"),
    (r"<script>DATASETTE_ALLOW_FACET = {{ datasette_allow_facet }};</script>", _SCRIPT % "facets"),
    # Loaded in the head, it looks for the body.
    (r'(<script src="{{ (?:base_url }}-/static/c|static\(.cm)[^"]*")>', r"\1 defer>"),
)
ENGLISH_ONLY: Lines = (
    (r'<html(?: lang="en")?>', '<html lang="en">'),
    (r'<header(?: class="hd")?><nav>', _SWITCH % ("zh-CN", "中文")),
    (r"Powered by <a", '<a href="{{ urls.instance() }}?lang=en">nianbao</a> · Powered by <a'),
    (r"<p><em>{% for column in table\.columns %}", r"<p>{{ table.name|describe_name|in_english }}</p>\g<0>"),
    (r"({{ view\.name }}</a>)", r"\1 {{ view.name|describe_name|in_english }}"),
    # What is told of tables, columns and queries is told in both languages.
    (r"<h1([^>]*)>{{ (metadata\.(?:title|get\(.title.\)) or \w+) }}", r"<h1\1>{{ (\2)|in_english }}"),
    (r"{{ query\.title or query\.name }}", "{{ (query.title or query.name)|in_english }}"),
    (_TITLE, _NAMED % "metadata.title|in_english"),
    (r"{{ metadata\.description_html\|safe }}", "{{ metadata.description_html|in_english|safe }}"),
    (r"<dd>{{ column_description }}", "<dd>{{ column_description|in_english }}"),
    (r"{{ column\.description }}", "{{ column.description|in_english }}"),
    (r'<select name="_filter_column', '<select aria-label="column" name="_filter_column'),
    (r'<select name="_filter_op', '<select aria-label="comparison" name="_filter_op'),
    (r'<select name="_sort"', '<select aria-label="sort" name="_sort"'),
    (r'class="filter-value"', 'class="filter-value" aria-label="value"'),
    # A form loses the query of its address.
    (r"{{ show_hide_hidden }}", r'\g<0><input type="hidden" name="_lang" value="en">'),
)
Compiled = tuple[tuple[re.Pattern[str], str], ...]


def _compile(lines: Lines) -> Compiled:
    return tuple((re.compile(pattern, re.DOTALL), new) for pattern, new in lines)


_FIRST = compat.ALIKE if compat.IS_1 else ()
CHINESE = _compile(_FIRST + OURS + CATALOGUE + STRUCTURE)
ENGLISH = _compile(_FIRST + OURS + ENGLISH_ONLY + STRUCTURE)
_CONDITIONS = (
    ("where search matches ", "全文匹配 "),
    ("search matches ", "全文匹配 "),
    ("where ", "条件："),
    (" and ", " 且 "),
    ("sorted by ", "排序："),
    (" descending", "（倒序）"),
    (" does not contain ", " 不含 "),
    (" contains ", " 含有 "),
    (" starts with ", " 开头是 "),
    (" ends with ", " 结尾是 "),
    (" is not null", " 非空"),
    (" is null", " 为空"),
)


def describe_parameter(name: str) -> str:
    """The label of a canned query's parameter; a reader's own parameter keeps its name.

    >>> describe_parameter("year"), describe_parameter("x")
    ('年度 year', 'x')
    """
    return PARAMETERS[name].label if name in PARAMETERS else name


def describe_condition(sentence: str | None) -> str:
    """Datasette's sentence about filter and order, in Chinese.

    >>> describe_condition("where year = 2020 sorted by at descending")
    '条件：year = 2020 排序：at（倒序）'
    """
    translated = str(sentence or "")
    for english, chinese in _CONDITIONS:
        translated = translated.replace(english, chinese)
    return translated


def translate(source: str, lines: Compiled = CHINESE) -> str:
    """Template source with every catalogue line applied."""
    for pattern, new in lines:
        source = pattern.sub(new, source)
    return source


class Translated(BaseLoader):
    """A loader that translates what comes from Datasette; our own templates pass as they are."""

    def __init__(self, inner: BaseLoader, lines: Compiled = CHINESE) -> None:
        self.inner = inner
        self.lines = lines
        self.own = str(resources.files("archive.site").joinpath("templates"))

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, filename, is_fresh = self.inner.get_source(environment, template)
        if filename is None or filename.startswith(self.own):
            return source, filename, is_fresh
        return translate(source, self.lines), filename, is_fresh

    def list_templates(self) -> list[str]:
        return self.inner.list_templates()


def unmatched() -> list[str]:
    """Catalogue lines that match no template of the installed Datasette."""
    folder = resources.files("datasette").joinpath("templates")
    left = [path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith(".html")]
    missing = []
    for pattern, new in _compile(_FIRST):
        missing += [] if any(map(pattern.search, left)) else [pattern.pattern]
        left = [pattern.sub(new, source) for source in left]
    rest = _compile(OURS + CATALOGUE + ENGLISH_ONLY + STRUCTURE)
    missing += [pattern.pattern for pattern, _ in rest if not any(map(pattern.search, left))]
    return [pattern for pattern in missing if not (compat.IS_1 and pattern in compat.GONE)]
