// "Schedule" publishes at a time, so it needs one; no other button does.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-schedule]");
  const time = button?.form?.elements.go_live_at;
  if (!time) return;
  time.required = true;
  if (!time.reportValidity()) event.preventDefault();
  time.required = false;
});
