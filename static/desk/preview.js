// Shows a mail anew while its text is typed; without this, a button does.

const WAIT = 400;

for (const form of document.querySelectorAll("form[data-preview]")) {
  let timer = 0;
  let latest = 0;

  const show = async () => {
    latest += 1;
    const mine = latest;
    const body = new FormData(form);
    body.set("preview", "1");
    const response = await fetch(form.action, { method: "POST", body });
    if (!response.ok || mine !== latest) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(form.dataset.preview);
    if (fresh) document.getElementById(form.dataset.preview).replaceWith(fresh);
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT);
  });
}
