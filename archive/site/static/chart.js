// Charts of any table with a column of numbers: a button on Datasette's pages, and the page /embed.
// Chart.js is loaded from our own files when the first chart is drawn.
(() => {
  const here = document.currentScript.src.replace(/chart\.js.*$/, "");
  const site = new URL(here).pathname.replace(/static\/$/, "");
  const MOST = 60;
  const english = document.documentElement.lang === "en";
  const t = (zh, en) => (english ? en : zh);

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // "1,234", "-5", "20.4%" are numbers; a blank, a mark and a date are not.
  const number = (text) => (/^-?\d[\d,]*(\.\d+)?%?$/.test(text) ? Number(text.replace(/[,%]/g, "")) : null);

  const columnsOf = (names, rows) => names.map((name, index) => {
    const texts = rows.map((row) => row[index]);
    const filled = texts.filter((text) => text !== "");
    const isNumber = filled.length > 0 && filled.every((text) => number(text) !== null);
    return { name, texts, isNumber };
  });

  const fromTable = (table) => {
    const text = (cell) => (cell.dataset.column || cell.textContent).trim();
    const names = [...table.querySelectorAll("thead th")].map(text);
    // What a cell says, without the gloss under it and the id behind the name.
    const said = (cell) => [...cell.childNodes].filter((node) => !["SMALL", "EM"].includes(node.nodeName)).map((node) => node.textContent).join("").trim();
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells].map(said));
    return columnsOf(names, rows);
  };

  const fromJson = (rows) => {
    const names = Object.keys(rows[0] || {});
    return columnsOf(names, rows.map((row) => names.map((name) => {
      const value = row[name] && typeof row[name] === "object" ? row[name].label : row[name];
      return value === null || value === undefined ? "" : String(value);
    })));
  };

  // A label that tells rows apart reads better than an id; years make a line.
  const suggest = (columns) => {
    const words = columns.filter((column) => !column.isNumber);
    const named = words.find((column) => /^(organ|name|机关|title|kind|种类|rule|province|省)$/.test(column.name));
    const year = columns.find((column) => column.isNumber && /^(year|年度)$/.test(column.name));
    const numbers = columns.filter((column) => column.isNumber && column !== year);
    // A query answers with its last column; a table begins with its main one.
    return { label: named || words[0] || year, value: document.body.classList.contains("table") ? numbers[0] : numbers[numbers.length - 1] };
  };

  const loading = { promise: null };
  const load = () => (loading.promise ||= new Promise((resolve, reject) => {
    document.head.append(make("script", { src: `${here}vendor/chart.umd.min.js`, onload: () => resolve(Chart), onerror: reject }));
  }));

  const colour = (name, otherwise) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() || otherwise;

  const describe = (points, label, value) => {
    const known = points.filter(([, y]) => y !== null);
    const [least, most] = [known.reduce((a, b) => (b[1] < a[1] ? b : a)), known.reduce((a, b) => (b[1] > a[1] ? b : a))];
    return t(
      `${value}，按${label}，${points.length} 项；最多 ${most[0]} ${most[1]}，最少 ${least[0]} ${least[1]}`,
      `${value} by ${label}, ${points.length} items; most ${most[0]} ${most[1]}, least ${least[0]} ${least[1]}`,
    );
  };

  const draw = async (figure, label, value, kind) => {
    const all = label.texts.map((text, index) => [text || "—", number(value.texts[index]), value.texts[index]]);
    const points = all.filter(([, y]) => y !== null).slice(0, MOST);
    figure.chart?.destroy();
    figure.replaceChildren();
    if (!points.length) return figure.append(t("没有可画的数字。", "There are no numbers to draw."));
    const alt = describe(points, label.name, value.name);
    const canvas = make("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", alt);
    const box = make("div", { className: "chart-box" }, canvas);
    box.style.height = kind === "line" ? "320px" : `${60 + 24 * points.length}px`;
    const left = all.length - points.length;
    const note = left > 0 ? t(`；另有 ${left} 行没有画（不是数字，或超过 ${MOST} 行）`, `; ${left} rows are not drawn (no number, or over ${MOST} rows)`) : "";
    const rows = points.map(([x, , text]) => make("tr", {}, make("th", { scope: "row", textContent: x }), make("td", { textContent: text })));
    const head = make("tr", {}, ...[label.name, value.name].map((name) => make("th", { scope: "col", textContent: name })));
    const table = make("table", { className: "chart-numbers" }, make("thead", {}, head), make("tbody", {}, ...rows));
    figure.append(box, make("figcaption", { textContent: alt + note }), make("details", {}, make("summary", { textContent: t("图中的数字", "The numbers as a table") }), table));
    const Chart = await load();
    const [ink, line] = [getComputedStyle(figure).color, colour("--line", "#8888")];
    const scale = { ticks: { color: ink }, grid: { color: line } };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    figure.chart = new Chart(canvas, {
      type: kind === "line" ? "line" : "bar",
      data: { labels: points.map(([x]) => x), datasets: [{ label: value.name, data: points.map(([, y]) => y), backgroundColor: "#2f7da8", borderColor: "#2f7da8", maxBarThickness: 18 }] },
      options: {
        indexAxis: kind === "line" ? "x" : "y", responsive: true, maintainAspectRatio: false, animation: still ? false : { duration: 300 },
        plugins: { legend: { display: false } },
        scales: { x: { ...scale, beginAtZero: true }, y: { ...scale, beginAtZero: true, ticks: { color: ink, autoSkip: kind === "line" } } },
      },
    });
    figure.dataset.drawn = "yes";
  };

  const select = (name, columns, chosen) => make("label", { textContent: `${name} ` }, make("select", {}, ...columns.map((column) => make("option", { textContent: column.name, selected: column === chosen }))));

  const embedCode = (label, value, kind) => {
    const page = new URL(location.href);
    const of = page.pathname.slice(site.length - 1) + page.search;
    const query = new URLSearchParams({ of, label: label.name, value: value.name, kind, ...(english ? { lang: "en" } : {}) });
    const pin = document.body.dataset.snapshot;
    // Whatever is pinned now stays as it is in a newspaper's page.
    const base = site === "/" && pin ? `/s/${pin}/` : site;
    const title = `${value.name} / ${label.name}`.replace(/[<>"&]/g, " ");
    return `<iframe src="${page.origin}${base}embed?${query}" title="${title}" width="100%" height="480" loading="lazy"></iframe>`;
  };

  const panel = (columns) => {
    const numbers = columns.filter((column) => column.isNumber);
    const chosen = suggest(columns);
    const label = select(t("按", "by"), columns, chosen.label);
    const value = select(t("数字", "number"), numbers, chosen.value);
    const kinds = [{ name: t("条形", "bars") }, { name: t("折线", "line") }];
    const kind = select(t("样式", "as"), kinds, kinds[chosen.label?.isNumber ? 1 : 0]);
    const figure = make("figure");
    const code = make("textarea", { readOnly: true, rows: 3 });
    code.setAttribute("aria-label", t("嵌入代码", "embed code"));
    const save = make("button", { type: "button", textContent: t("存成图片", "Save as picture") });
    save.addEventListener("click", () => figure.chart && make("a", { href: figure.chart.toBase64Image(), download: "chart.png" }).click());
    const refresh = () => {
      const [x, y] = [columns[label.lastChild.selectedIndex], numbers[value.lastChild.selectedIndex]];
      const as = kind.lastChild.selectedIndex ? "line" : "bar";
      code.value = embedCode(x, y, as);
      return draw(figure, x, y, as);
    };
    const controls = make("div", { className: "chart-controls" }, label, value, kind, save);
    controls.addEventListener("change", refresh);
    const embed = make("details", {}, make("summary", { textContent: t("嵌入代码（固定在这一期快照）", "Embed code (pinned to this snapshot)") }), code);
    return { element: make("div", { className: "chart-panel" }, controls, figure, embed), refresh };
  };

  const offer = () => {
    const table = document.querySelector("table.rows-and-columns");
    if (!table) return;
    const columns = fromTable(table);
    const { label, value } = suggest(columns);
    if (!label || !value || columns.length < 2) return;
    const button = make("button", { type: "button", className: "chart-button", textContent: t("画成图", "Chart") });
    button.setAttribute("aria-expanded", "false");
    let shown = null;
    button.addEventListener("click", () => {
      if (!shown) {
        shown = panel(columns);
        button.after(shown.element);
        shown.refresh();
      } else {
        shown.element.hidden = !shown.element.hidden;
      }
      button.setAttribute("aria-expanded", String(!shown.element.hidden));
    });
    (document.querySelector(".export-links") || table).before(button);
  };

  const embed = async (figure) => {
    const { source, label, value, kind } = figure.dataset;
    const [path, query = ""] = source.split("?");
    const asked = new URLSearchParams(query);
    asked.set("_shape", "array");
    const answer = await fetch(`${path}.json?${asked}`);
    const columns = answer.ok ? fromJson(await answer.json()) : [];
    const named = (name) => columns.find((column) => column.name === name);
    if (!named(label) || !named(value)) {
      figure.textContent = t("数据没有取到。", "The data did not arrive.");
      return;
    }
    await draw(figure, named(label), named(value), kind);
  };

  addEventListener("DOMContentLoaded", () => {
    const figure = document.querySelector("figure[data-source]");
    if (figure) embed(figure);
    else offer();
  });
})();
