/**
 * Copying and sharing, where the browser can. Without this file the buttons stay hidden.
 */

const status = document.querySelector("[data-copy-status]");

async function copy(button) {
  const text = document.querySelector(button.dataset.copy).textContent.trim();
  await navigator.clipboard.writeText(text);
  // Emptied first, so that the same words are announced again.
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = button.dataset.copied;
    button.classList.add("citing__way--done");
  });
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const { share: url, shareTitle: title } = button.dataset;
      // A reader who thinks better of it is no error.
      navigator.share({ title, url }).catch(() => {});
    });
  }
}
