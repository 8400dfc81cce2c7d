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

const menu = document.querySelector("[data-menu]");
const filters = document.querySelector("[data-filters]");
if (menu) easeMenu(menu);
if (filters) easeFilters(filters);
// A form that came back with errors: begin with what to correct.
document.querySelector(".error-summary")?.focus();
