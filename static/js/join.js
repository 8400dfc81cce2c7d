/**
 * Comforts of the sign-up form, which works without them: a count of characters, more commitments
 * and actions without a journey to the server, a warning before answers are left behind, and the
 * short check that is asked of a browser when a form looks as if a program had sent it.
 */

const form = document.querySelector("[data-join-form]");
const language = document.documentElement.lang;
const numbers = new Intl.NumberFormat(language);

/** Say below a text how long it is and may be. */
function countCharacters(text) {
  const most = Number(text.dataset.count);
  const count = document.createElement("p");
  count.className = "field__count";
  count.setAttribute("aria-hidden", "true");
  const show = () => {
    const length = [...text.value].length;
    count.textContent = `${numbers.format(length)} / ${numbers.format(most)}`;
    count.classList.toggle("field__count--over", length > most);
  };
  text.addEventListener("input", show);
  text.after(count);
  show();
}

/** Give the copy of a part its own number, and nothing of what was typed into the other. */
function makeOwn(part, key, from, to) {
  const names = new RegExp(`${key}-${from}-`, "g");
  const elements = [part, ...part.querySelectorAll("*")];
  for (const element of elements) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(names, `${key}-${to}-`));
    }
    element.removeAttribute("aria-invalid");
    element.classList.remove("field--invalid");
  }
  part.querySelectorAll(".field__error, .field__count, .upload, .terms__count").forEach((old) => old.remove());
  part.querySelectorAll("details").forEach((details) => { details.open = false; });
  part.querySelectorAll("input, select, textarea").forEach((field) => {
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  });
  part.id = `${key}-part-${to + 1}`;
  const heading = part.querySelector("[data-part-heading]");
  heading.textContent = heading.dataset.partHeading.replace("{number}", to + 1);
}

/** Add a part where the reader is, instead of loading the page again. */
function addPart(button) {
  const key = button.dataset.add;
  const parts = form.querySelectorAll(`[data-part="${key}"]`);
  const last = parts[parts.length - 1];
  const added = last.cloneNode(true);
  makeOwn(added, key, parts.length - 1, parts.length);
  last.after(added);
  form.elements[`${key}-TOTAL_FORMS`].value = parts.length + 1;
  added.querySelectorAll("[data-count]").forEach(countCharacters);
  added.focus();
  if (parts.length + 1 >= Number(button.dataset.most)) button.hidden = true;
}

/** Warn before typed answers are left behind. */
function guard() {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

/** Say that the form is on its way. A second press does no harm. */
function sayThatItIsSent(event) {
  const button = event.submitter;
  if (!button || button.value !== "send") return;
  button.dataset.words = button.textContent;
  button.textContent = form.dataset.sending;
}

async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Find the number that solves a challenge. */
async function solve({ algorithm, challenge, salt, signature, maxNumber }) {
  for (let number = 0; number <= maxNumber; number += 1) {
    if ((await digest(salt + number)) === challenge) {
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    }
  }
  throw new Error("no solution");
}

/** Do the check that was asked for, and send the form. */
async function prove() {
  const status = document.querySelector("[data-check-status]");
  try {
    if (!window.crypto?.subtle) throw new Error("no digests");
    status.hidden = false;
    form.elements.proof.value = await solve(JSON.parse(form.dataset.challenge));
    form.requestSubmit(form.querySelector('[name="do"][value="send"]'));
  } catch {
    status.hidden = false;
    status.textContent = status.dataset.failed;
  }
}

if (form) {
  form.querySelectorAll("[data-count]").forEach(countCharacters);
  form.querySelectorAll("[data-add]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      addPart(button);
    });
  });
  form.addEventListener("submit", sayThatItIsSent);
  window.addEventListener("pageshow", () => {
    form.querySelectorAll("[data-words]").forEach((button) => {
      button.textContent = button.dataset.words;
    });
  });
  guard();
  if (form.dataset.challenge) prove();
}
