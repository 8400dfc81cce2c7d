// Leads from a point of the checklist to its field, which may stand in another tab of the editor.
const goTo = (name) => {
  const place =
    document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`) ??
    document.getElementById(`id_${name}`);
  const panel = place?.closest("[role=tabpanel]");
  if (!panel) return false;
  document.querySelector(`[role=tab][href="#${CSS.escape(panel.id)}"]`)?.click();
  place.scrollIntoView({ block: "center" });
  const field = "input:not([type=hidden]), textarea, select, button, [contenteditable=true]";
  const fields = [place, ...place.querySelectorAll(field)];
  // Choosers hold buttons that are hidden until something is chosen.
  fields.find((element) => element.matches(field) && element.offsetParent)?.focus({ preventScroll: true });
  return true;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-checklist-field]");
  if (link && goTo(link.dataset.checklistField)) event.preventDefault();
});
