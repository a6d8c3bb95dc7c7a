// Column names beside the editor become buttons that write the name where the cursor is.
addEventListener("DOMContentLoaded", () => {
  const insert = (name) => {
    const box = document.querySelector(".CodeMirror");
    const area = document.querySelector("textarea#sql-editor");
    if (box) {
      box.CodeMirror.replaceSelection(name);
      box.CodeMirror.focus();
    } else if (window.sqlEditor) {
      sqlEditor.dispatch(sqlEditor.state.replaceSelection(name));
      sqlEditor.focus();
    } else if (area) {
      area.setRangeText(name, area.selectionStart, area.selectionEnd, "end");
      area.focus();
    }
  };
  for (const code of document.querySelectorAll("code[data-insert]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "column";
    button.textContent = code.dataset.insert;
    button.addEventListener("click", () => insert(code.dataset.insert));
    code.replaceWith(button);
  }
});
