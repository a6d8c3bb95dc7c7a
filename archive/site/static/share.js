// A button beside each address that copies it; without a clipboard the address is selected, ready for Ctrl-C.
addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll("input.address")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "复制 copy";
    button.setAttribute("aria-describedby", field.id);
    button.addEventListener("click", async () => {
      field.select();
      if (!navigator.clipboard) return;
      await navigator.clipboard.writeText(field.value);
      button.textContent = "已复制 copied";
    });
    field.after(" ", button);
  }
});
