// Small behaviours found by data attribute; everything else is plain forms, <details> and htmx.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  if (!source) return;
  const text = source.value ?? source.textContent;
  try {
    await navigator.clipboard.writeText(text.trim());
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
  const said = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = said), 1500);
});

// Filters submit themselves when a choice is made; without script there is a button.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=radio]"))
    form.requestSubmit();
});
// A filter that says nothing stays out of the address.
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, parameters } = event.detail;
  if (verb !== "get") return;
  for (const [name, value] of [...parameters.entries()])
    if (value === "") parameters.delete(name);
});

// Ctrl+K puts the cursor into the page's search field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
  const search = document.querySelector("main input[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

// In a list, j and k go to the link of the next and of the last row.
document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("table[data-rows] tbody tr");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== "j" && event.key !== "k") return;
  const down = event.key === "j";
  const link = (down ? row.nextElementSibling : row.previousElementSibling)?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
});
