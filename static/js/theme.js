// Sets the theme before the first paint: what the person chose, else what the system prefers.
const root = document.documentElement;
const stored = () => {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
};
const preferred = () =>
  matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
const apply = () => root.setAttribute("data-bs-theme", stored() ?? preferred());
apply();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("theme", next);
  } catch {
    /* private mode: the choice lasts for this page */
  }
  root.setAttribute("data-bs-theme", next);
});
