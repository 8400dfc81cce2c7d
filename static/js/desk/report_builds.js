// While a PDF is being built, asks how far it is and shows it in place; without this the page
// comes anew by itself.
const show = async (region) => {
  const response = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-builds]");
  if (!fresh || region.innerHTML === fresh.innerHTML) return fresh;
  const status = region.querySelector("[role=status]");
  const said = fresh.querySelector("[role=status]");
  // The region that is read out stays, so that only new words are.
  if (status && said) {
    if (status.textContent !== said.textContent) status.textContent = said.textContent;
    said.replaceWith(status);
  }
  region.replaceChildren(...fresh.childNodes);
  return fresh;
};

const watch = (region) => {
  const { seconds } = region.dataset;
  if (!seconds) return;
  window.setTimeout(async () => {
    try {
      const fresh = await show(region);
      if (fresh && !fresh.dataset.seconds) delete region.dataset.seconds;
    } catch {
      // A server that is away for a moment is asked again.
    }
    watch(region);
  }, Number(seconds) * 500);
};

document.querySelectorAll("[data-builds]").forEach(watch);
