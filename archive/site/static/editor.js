// Datasette's inline script of _codemirror_foot.html.
addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("button#sql-format");
  const shown = document.querySelector("pre#sql-query");
  const input = document.querySelector("textarea#sql-editor");
  if (input && window.cm) {
    // Datasette 1.0 brings another editor.
    const editor = (window.sqlEditor = cm.editorFromTextArea(input, { schema: {} }));
    const change = (insert) => editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert } });
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => change(sqlFormatter.format(editor.state.doc.toString())));
    }
  } else if (input) {
    const editor = CodeMirror.fromTextArea(input, { lineNumbers: true, mode: "text/x-sql", lineWrapping: true });
    editor.getInputField().setAttribute("aria-label", "SQL");
    editor.setOption("extraKeys", { "Shift-Enter": () => document.querySelector("form.sql").submit(), Tab: false });
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => editor.setValue(sqlFormatter.format(editor.getValue())));
    }
    cmResize(editor, { resizableWidth: false });
  } else if (button && shown) {
    const formatted = sqlFormatter.format(shown.textContent);
    button.hidden = formatted === shown.textContent;
    button.addEventListener("click", () => { shown.textContent = formatted; });
  }
});
