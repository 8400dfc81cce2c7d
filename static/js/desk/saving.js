// The editor keeps a draft by itself. What somebody sends meanwhile waits for that to be answered:
// until then a new record has no address of its own, and two requests would make it twice.
const keeping = new WeakSet();
const waiting = new WeakMap();
// What stood in the form when it was sent. When that is answered, Wagtail takes what stands there
// then for kept, though more may have been typed meanwhile.
const sent = new WeakMap();
const OF_THE_REQUEST = ["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "next"];

const contentOf = (form) => {
  const data = new FormData(form);
  OF_THE_REQUEST.forEach((name) => data.delete(name));
  return JSON.stringify([...data].filter(([, value]) => typeof value === "string"));
};

const keepWhatCameMeanwhile = ({ target: form }) => {
  if (sent.get(form) === contentOf(form)) return;
  const event = new CustomEvent("w-unsaved:add", { bubbles: true, detail: { type: "edits" } });
  window.setTimeout(() => form.dispatchEvent(event));
};

const switchKeeping = (form, on) => form.setAttribute("data-w-autosave-active-value", String(on));

// Nothing may set out after what is sent by hand, unless that is not sent after all.
const keepNothingMore = (form, event) => {
  if (form.getAttribute("data-w-autosave-active-value") === "false") return;
  switchKeeping(form, false);
  window.setTimeout(() => event.defaultPrevented && switchKeeping(form, true));
};

const answered = ({ target: form }) => {
  keeping.delete(form);
  if (!waiting.has(form)) return;
  const button = waiting.get(form);
  waiting.delete(form);
  // A button that is disabled, as it is while it turns, would not be sent along.
  if (button) button.disabled = false;
  form.requestSubmit(button);
};

document.addEventListener("w-autosave:save", ({ target }) => {
  keeping.add(target);
  sent.set(target, contentOf(target));
});
document.addEventListener("w-autosave:success", answered);
document.addEventListener("w-autosave:success", keepWhatCameMeanwhile);
document.addEventListener("w-autosave:error", answered);
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-edit-form]")) return;
    if (keeping.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting.set(form, event.submitter);
    } else {
      keepNothingMore(form, event);
    }
  },
  { capture: true },
);
