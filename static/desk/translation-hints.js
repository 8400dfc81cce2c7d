/* Puts the hints above the texts of a translation, and asks for them anew after a text is saved. */

const SAVED = /\/localize\/translate\/\d+\/(strings|machine_translate)\//;
const section = document.querySelector('.translation-hints');
const editor = document.querySelector('.js-translation-editor');

async function refresh() {
  const response = await fetch(section.dataset.hintsUrl, { credentials: 'same-origin' });
  if (response.ok) section.innerHTML = await response.text();
}

if (section && editor) {
  editor.before(section);
  let timer;
  new PerformanceObserver((list) => {
    if (list.getEntries().some((entry) => SAVED.test(entry.name))) {
      clearTimeout(timer);
      timer = setTimeout(refresh, 300);
    }
  }).observe({ type: 'resource' });
}
