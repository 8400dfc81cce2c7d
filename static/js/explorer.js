/**
 * The explorer answers at once: a choice updates results, counts and address without a new page.
 * Without this file the same form and links load whole pages.
 */

const explorer = document.querySelector("[data-explorer]");
const status = explorer.querySelector("[data-explorer-status]");
const TYPING_PAUSE = 400;

let asked = null;
let typing = null;
// Words that are being typed are one step of the history, not one a letter.
let wasTyping = false;
// A link within the page changes the address too, but not what is shown.
let shown = location.pathname + location.search;

/** The address that the form leads to as it stands. */
function addressOfForm() {
  const form = explorer.querySelector("[data-explorer-form]");
  const filled = [...new FormData(form)].filter(([, value]) => value);
  const query = new URLSearchParams(filled).toString();
  return `${form.getAttribute("action")}${query ? `?${query}` : ""}`;
}

/** Put the parts of a fetched page in the place of the present ones. */
function replaceParts(page) {
  const focused = document.activeElement?.id;
  const opened = new Map([...explorer.querySelectorAll("details[id]")].map((d) => [d.id, d.open]));
  const scrolled = new Map(
    [...explorer.querySelectorAll("details[id] > fieldset")].map((f) => [f.parentNode.id, f.scrollTop]),
  );
  for (const part of explorer.querySelectorAll("[data-explorer-part]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceWith(document.adoptNode(fresh));
  }
  for (const details of explorer.querySelectorAll("details[id]")) {
    if (opened.has(details.id)) details.open = opened.get(details.id);
    details.querySelector("fieldset")?.scrollTo(0, scrolled.get(details.id) ?? 0);
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** Let the rest of the page follow: words typed elsewhere, the other languages, the title. */
function followAddress(page) {
  const words = explorer.querySelector("[name=q]");
  const fresh = page.querySelector("[data-explorer] [name=q]");
  if (fresh && document.activeElement !== words) words.value = fresh.value;
  for (const link of document.querySelectorAll(".languages__link[lang]")) {
    const same = page.querySelector(`.languages__link[lang="${link.lang}"]`);
    if (same) link.href = same.getAttribute("href");
  }
  document.title = page.title;
}

/** Show what stands at an address; load it as a page if it can't be fetched. */
async function show(address, { remember = true, isTyping = false, moveTo = "" } = {}) {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  const results = explorer.querySelector("#results-list");
  results.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector("[data-explorer]")) throw new Error("not the explorer");
    if (remember) {
      const step = isTyping && wasTyping ? "replaceState" : "pushState";
      history[step](null, "", response.url);
    }
    wasTyping = isTyping;
    shown = location.pathname + location.search;
    replaceParts(page);
    followAddress(page);
    const total = explorer.querySelector("[data-explorer-total]");
    status.textContent = total.textContent;
    if (moveTo) document.querySelector(moveTo)?.focus();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

explorer.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  show(addressOfForm(), { moveTo: "#results" });
});

explorer.addEventListener("change", (event) => {
  if (event.target.matches("[type=checkbox], select")) show(addressOfForm());
});

explorer.addEventListener("input", (event) => {
  if (event.target.name !== "q") return;
  clearTimeout(typing);
  typing = setTimeout(() => show(addressOfForm(), { isTyping: true }), TYPING_PAUSE);
});

explorer.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-explorer-link], .pagination a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.href, { moveTo: "#results" });
});

window.addEventListener("popstate", () => {
  const address = location.pathname + location.search;
  if (address === shown) return;
  shown = address;
  show(location.href, { remember: false });
});
