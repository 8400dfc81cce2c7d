// Starts what Wagtail’s own templates start by scripts within the page, which the desk’s content
// policy refuses: an element names what is to be started, and with which arguments.

(() => {
  const KNOWN =
    /^(?:init(?:Date|Time|DateTime)Chooser|createTaskChooser|[A-Za-z]*Chooser|(?:Inline|MultipleChooser)Panel)$/;
  const started = new WeakSet();

  // What the libraries have in their pages as scripts, and in no file.
  const OWN = {
    createQueryChooser(id, url) {
      const input = document.getElementById(id);
      document.getElementById(`${id}-chooser`).addEventListener("click", () => {
        window.ModalWorkflow({
          url,
          onload: window.QUERY_CHOOSER_MODAL_ONLOAD_HANDLERS,
          responses: {
            queryChosen(chosen) {
              input.value = chosen.querystring;
            },
          },
        });
      });
    },
    setChooserUrls(urls) {
      window.chooserUrls ??= urls;
    },
    startPromotions(prefix, emptyPrefix) {
      const options = { formsetPrefix: `id_${prefix}`, emptyChildFormPrefix: emptyPrefix };
      return new window.InlinePanel({ ...options, canOrder: true });
    },
    tickTogether(first, others) {
      document.querySelector(`[name="${first}"]`)?.addEventListener("change", (event) => {
        for (const box of document.querySelectorAll(`[name="${others}"]`)) {
          box.checked = event.target.checked;
        }
      });
    },
  };

  const start = (name, values) => {
    if (Object.hasOwn(OWN, name)) OWN[name](...values);
    else if (!KNOWN.test(name) || typeof window[name] !== "function") return;
    else if (/^[A-Z]/.test(name)) Reflect.construct(window[name], values);
    else window[name](...values);
  };

  class Start extends window.StimulusModule.Controller {
    static values = { name: String, arguments: Array };

    connect() {
      // A row that is moved is connected once more.
      if (started.has(this.element)) return;
      started.add(this.element);
      start(this.nameValue, this.argumentsValue);
    }
  }

  window.wagtail.app.register("desk-start", Start);
})();
