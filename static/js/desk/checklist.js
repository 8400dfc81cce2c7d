// Leads from a point of the checklist to its field, which may stand in another tab of the editor.
const FIELD = "input:not([type=hidden]), textarea, select, button, [contenteditable=true]";

// Choosers hold buttons that are hidden until something is chosen.
const focusIn = (place) => {
  const fields = [place, ...place.querySelectorAll(FIELD)];
  place.scrollIntoView({ block: "center" });
  fields
    .find((element) => element.matches(FIELD) && element.offsetParent)
    ?.focus({ preventScroll: true });
};

const goTo = (name) => {
  const place =
    document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`) ??
    document.getElementById(`id_${name}`);
  const panel = place?.closest("[role=tabpanel]");
  if (!panel) return false;
  document.querySelector(`[role=tab][href="#${CSS.escape(panel.id)}"]`)?.click();
  // Once the tab is shown.
  window.setTimeout(() => focusIn(place), 200);
  return true;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-checklist-field]");
  if (link && goTo(link.dataset.checklistField)) event.preventDefault();
});
