/**
 * Small comforts. Every page works without this file.
 */

/** Close the menu with Escape, or by a click anywhere else. */
function easeMenu(menu) {
  const button = menu.querySelector("summary");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      button.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

/** Keep the filters open where they have a column of their own. */
function easeFilters(filters) {
  const wide = window.matchMedia("(min-width: 62rem)");
  const open = () => {
    if (wide.matches) filters.open = true;
  };
  wide.addEventListener("change", open);
  open();
}

/** Remember the language that a reader chooses, so that "/" leads there the next time. */
function rememberLanguage(link) {
  link.addEventListener("click", () => {
    const language = new URL(link.href).pathname.split("/")[1];
    const year = 60 * 60 * 24 * 365;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `django_language=${language}; path=/; max-age=${year}; SameSite=Lax${secure}`;
  });
}

const menu = document.querySelector("[data-menu]");
const filters = document.querySelector("[data-filters]");
if (menu) easeMenu(menu);
if (filters) easeFilters(filters);
document.querySelectorAll(".languages__link").forEach(rememberLanguage);
// A form that came back with errors: begin with what to correct.
// The address leads to the form itself, which takes the focus when the page has loaded.
window.addEventListener("load", () => {
  requestAnimationFrame(() => document.querySelector(".error-summary")?.focus());
});
