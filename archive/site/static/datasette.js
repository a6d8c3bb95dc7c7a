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
  // Columns that few readers need are folded away on the screen alone: exports and links keep every column.
  const folded = {
    reports: ["organ_id", "index_number", "portal_id", "reason", "form2", "pages", "sha256", "first_seen", "last_seen", "number"],
    cells: ["sha256", "box", "ocr"],
    files: ["parser", "bytes"],
    fetches: ["final_url", "etag", "last_modified", "flags", "found_on"],
    versions: ["parser"],
    problems: ["id"],
    changes: ["id"],
  };
  const fold = () => {
    const table = document.querySelector("table.rows-and-columns");
    const name = [...document.body.classList].find((one) => one.startsWith("table-"))?.slice(6);
    const asked = new URLSearchParams(location.search);
    const named = [...asked.keys()].some((key) => key === "_col" || key === "_nocol");
    const used = [asked.get("_sort"), asked.get("_sort_desc"), ...[...asked.keys()].map((key) => key.split("__")[0])];
    const columns = (folded[name] || []).filter((column) => !used.includes(column) && table?.querySelector(`th.col-${column}`));
    if (!table || named || !columns.length) return;
    const cells = table.querySelectorAll(columns.map((column) => `.col-${column}`).join(", "));
    const button = Object.assign(document.createElement("button"), { type: "button", className: "fold-button" });
    const show = (all) => {
      cells.forEach((cell) => { cell.hidden = !all; });
      const number = `${columns.length}`;
      button.textContent = document.documentElement.lang === "en"
        ? (all ? "Fewer columns" : `Show ${number} more columns`) : (all ? "收起次要的列" : `再显示 ${number} 列`);
      button.setAttribute("aria-expanded", String(all));
    };
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
    show(false);
    (document.querySelector(".export-links") || table).before(button, " ");
  };

  addEventListener("DOMContentLoaded", () => {
    fold();
    if (document.documentElement.lang === "en") return;
    document.querySelectorAll("select[name^=_filter_op], .show-hide-sql, .crumbs, .dropdown-menu, thead").forEach(translate);
    new MutationObserver((records) => records.forEach((record) => record.addedNodes.forEach((node) => {
      if (node.nodeType === Node.ELEMENT_NODE && node.matches(".dropdown-menu")) translate(node);
    }))).observe(document.body, { childList: true });
  });
})();
