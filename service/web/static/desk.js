// Everything works without this file: it lets digits tap results, j and k go through the list, g call.
"use strict";

const hint = document.querySelector(".keys");
if (hint && matchMedia("(hover: hover)").matches) hint.hidden = false;

// A form that was sent is sent once: its second tap does nothing, and the server would answer it the same.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

function isTyping(target) {
  return target.closest("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");
}

function go(step) {
  const leads = [...document.querySelectorAll("[data-lead]")];
  const here = leads.indexOf(document.activeElement);
  const next = leads[Math.min(Math.max(here + step, 0), leads.length - 1)];
  next?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
  if (event.key === "j" || event.key === "k") {
    go(event.key === "j" ? 1 : -1);
    return;
  }
  document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});
