/**
 * The images of a gallery, one at a time and large. Without this file each one is a link.
 */

class Viewer {
  constructor(gallery) {
    this.dialog = gallery.querySelector("[data-viewer]");
    this.links = [...gallery.querySelectorAll("[data-gallery-picture]")];
    this.image = new Image();
    this.image.className = "viewer__image";
    this.part("figure").prepend(this.image);
    this.caption = this.part("caption");
    this.place = this.part("place");
    this.current = 0;
    this.links.forEach((link, position) => {
      link.addEventListener("click", (event) => this.open(event, position));
    });
    this.part("previous").addEventListener("click", () => this.show(this.current - 1));
    this.part("next").addEventListener("click", () => this.show(this.current + 1));
    this.part("close").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => this.links[this.current].focus());
    // The dialog fills the window: what is outside its contents is the dialog itself.
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  part(name) {
    return this.dialog.querySelector(`[data-viewer-${name}]`);
  }

  open(event, position) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.show(position);
    this.dialog.showModal();
  }

  /** Show an image; after the last one comes the first. */
  show(position) {
    const total = this.links.length;
    this.current = (position + total) % total;
    const link = this.links[this.current];
    this.image.src = link.href;
    this.image.alt = link.querySelector("img").alt;
    const caption = link.closest("figure").querySelector("figcaption");
    this.caption.replaceChildren(...(caption ? caption.cloneNode(true).childNodes : []));
    const words = this.place.dataset.viewerPlace;
    this.place.textContent = words.replace("%n", this.current + 1).replace("%total", total);
  }

  key(event) {
    const isRtl = getComputedStyle(this.dialog).direction === "rtl";
    const steps = { ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1 };
    const targets = { Home: 0, End: this.links.length - 1 };
    if (event.key in steps) this.show(this.current + steps[event.key]);
    else if (event.key in targets) this.show(targets[event.key]);
    else return;
    event.preventDefault();
  }
}

if (typeof HTMLDialogElement === "function") {
  document.querySelectorAll("[data-gallery]").forEach((gallery) => new Viewer(gallery));
}
