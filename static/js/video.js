/**
 * A video in its place on the page, once a reader asks for it. Without this file the link leads to
 * the provider's own page.
 */

function play(stage) {
  const frame = document.createElement("iframe");
  frame.className = "video__frame";
  frame.src = stage.dataset.video;
  frame.title = stage.dataset.videoTitle;
  frame.allow = "autoplay; fullscreen";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  stage.replaceChildren(frame);
  frame.focus();
}

for (const stage of document.querySelectorAll("[data-video]")) {
  stage.querySelector("a").addEventListener("click", (event) => {
    // Whoever opens the link in a tab of its own wants the provider's page.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    play(stage);
  });
}
