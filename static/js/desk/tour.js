// Shows the steps of the tour one by one beside the parts of the dashboard that they are about.
// Opens by itself for whom has not seen it; the list of the steps says the same without this.
const tour = document.querySelector("[data-desk-tour]");

const remember = (form) => {
  if (!form) return;
  // A server that can't be reached shows the tour once more: nothing is lost.
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(
    () => {},
  );
  form.remove();
};

const start = () => {
  const dialog = tour.querySelector("dialog");
  const find = (name) => dialog.querySelector(`[data-desk-tour-${name}]`);
  const [place, skip, back, next] = ["place", "skip", "back", "next"].map(find);
  const heading = dialog.querySelector("#desk-tour-heading");
  const text = dialog.querySelector("#desk-tour-text");
  const steps = [...tour.querySelectorAll("[data-desk-tour-list] li")];
  let current = 0;
  let lit = null;

  const light = (selector) => {
    lit?.classList.remove("desk-tour__target");
    lit = selector ? document.querySelector(selector) : null;
    if (!lit) return;
    lit.classList.add("desk-tour__target");
    lit.scrollIntoView({ block: "nearest" });
  };

  const show = (number) => {
    current = number;
    const step = steps[number];
    const isLast = number === steps.length - 1;
    place.textContent = step.dataset.place;
    heading.textContent = step.querySelector("[data-step-heading]").textContent;
    text.textContent = step.querySelector("[data-step-text]").textContent;
    back.hidden = number === 0;
    skip.hidden = isLast;
    next.textContent = isLast ? next.dataset.done : next.dataset.next;
    light(step.dataset.target);
    heading.focus();
  };

  const open = () => {
    dialog.showModal();
    show(0);
  };

  skip.addEventListener("click", () => dialog.close());
  back.addEventListener("click", () => show(current - 1));
  next.addEventListener("click", () => {
    if (current === steps.length - 1) dialog.close();
    else show(current + 1);
  });
  // Escape closes too.
  dialog.addEventListener("close", () => {
    light("");
    remember(tour.querySelector("[data-desk-tour-seen]"));
  });

  const starter = tour.querySelector("[data-desk-tour-start]");
  starter.hidden = false;
  starter.addEventListener("click", open);
  tour.querySelector("[data-desk-tour-list]").open = false;
  if ("unseen" in tour.dataset) open();
};

if (tour) start();
