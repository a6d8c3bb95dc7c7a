// A button beside each address that copies it; without a clipboard the address is selected, ready for Ctrl-C.
addEventListener("DOMContentLoaded", () => {
  const say = (zh, en) => (document.documentElement.lang === "en" ? en : zh);
  for (const field of document.querySelectorAll("input.address")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = say("复制", "Copy");
    button.setAttribute("aria-describedby", field.id);
    button.addEventListener("click", async () => {
      field.select();
      if (!navigator.clipboard) return;
      await navigator.clipboard.writeText(field.value);
      button.textContent = say("已复制", "Copied");
    });
    field.after(" ", button);
  }
});
