// Chinese for what Datasette's own JavaScript and Python put on a page.
(() => {
  const words = {
    "Sort ascending": "升序", "Sort descending": "降序", "Facet by this": "按此列分组计数", "Hide this column": "隐藏此列",
    "Show all columns": "显示全部列", "Show not-blank rows": "只看非空", "=": "等于", "!=": "不等于", "contains": "含有",
    "does not contain": "不含", "ends with": "结尾是", "starts with": "开头是", "in": "属于", "not in": "不属于",
    "is null": "为空", "is not null": "非空", "is blank": "空白", "is not blank": "非空白", "home": "首页",
    "hide": "收起", "show": "展开", "Link": "行", "date": "日期", "like": "通配 like", "not like": "不像 not like",
  };
  const translate = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const key = node.data.trim();
      if (Object.hasOwn(words, key)) node.data = node.data.replace(key, words[key]);
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches("script, style, textarea, code, pre")) {
      node.childNodes.forEach(translate);
    }
  };
  // Datasette's links between its own pages do not carry the language.
  const keepEnglish = () => document.querySelectorAll("a[href]").forEach((link) => {
    if (link.host === location.host && !/\.(csv|json|png)$/.test(link.pathname) && !/[?&]_?lang=/.test(link.search)) {
      const name = /^(\/s\/[^/]+)?\/archive(\/|$)/.test(link.pathname) ? "_lang" : "lang";
      if (!/\/(raw|page|static)\//.test(link.pathname)) link.search += `${link.search ? "&" : "?"}${name}=en`;
    }
  });
  addEventListener("DOMContentLoaded", () => {
    if (document.documentElement.lang === "en") return keepEnglish();
    document.querySelectorAll("select[name^=_filter_op], .show-hide-sql, .crumbs, .dropdown-menu, thead").forEach(translate);
    new MutationObserver((records) => records.forEach((record) => record.addedNodes.forEach((node) => {
      if (node.nodeType === Node.ELEMENT_NODE && node.matches(".dropdown-menu")) translate(node);
    }))).observe(document.body, { childList: true });
  });
})();
