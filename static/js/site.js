// Improves pages that work without it. Each part does nothing where its element is missing.

/** Remember the language that a reader chooses, so that "/" leads there the next time. */
function rememberLanguage() {
  for (const link of document.querySelectorAll(".languages__link")) {
    link.addEventListener("click", () => {
      const [, language] = new URL(link.href).pathname.split("/");
      const year = 60 * 60 * 24 * 365;
      const secure = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `django_language=${language}; path=/; max-age=${year}; SameSite=Lax${secure}`;
    });
  }
}

/** Close the open menu with Escape, or by a click elsewhere. */
function closeMenu() {
  const menu = document.querySelector("[data-menu]");
  if (!menu) return;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

/** Keep the filters open where there is room for them beside the results. */
function openFilters() {
  const filters = document.querySelector("[data-filters]");
  const wide = matchMedia("(min-width: 60rem)");
  if (!filters) return;
  const update = () => {
    if (wide.matches) filters.open = true;
  };
  wide.addEventListener("change", update);
  update();
}

/** Bring the reader to the list of mistakes after a form came back. */
function focusErrors() {
  document.querySelector(".error-summary")?.focus();
}

rememberLanguage();
closeMenu();
openFilters();
focusErrors();
