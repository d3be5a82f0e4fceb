// Every page works without this file: it adds copy and print buttons, and closes menus.
"use strict";

document.querySelectorAll("[data-copy], [data-print]").forEach((button) => { button.hidden = false; });

// Where the page came over plain http, browsers have no clipboard but this older way.
function copyByHand(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByHand(text);
  }
}

async function copyFrom(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!await copy(source.value ?? source.textContent)) {
    getSelection().selectAllChildren(source);
    return;
  }
  button.dataset.label ??= button.textContent;
  button.setAttribute("aria-live", "polite");
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = button.dataset.label; }, 2000);
}

function closeOthers(target) {
  document.querySelectorAll("details.drop[open]").forEach((drop) => {
    if (!drop.contains(target)) drop.open = false;
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-print]");
  if (button) button.hasAttribute("data-print") ? print() : copyFrom(button);
  closeOthers(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement.closest("details.drop[open]");
  closeOthers(null);
  open?.querySelector("summary").focus();
});
