// Datasette's inline script of base.html: close open menus when the reader clicks elsewhere.
document.addEventListener("click", (event) => {
  const inside = event.target.closest("details");
  for (const menu of document.querySelectorAll("details[open]")) {
    if (menu !== inside) menu.open = false;
  }
});
