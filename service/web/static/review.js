// The review into a chat: its text or picture is fetched when somebody asks for it. Links beside do without.
"use strict";

function told(button) {
  button.dataset.label ??= button.textContent;
  button.setAttribute("aria-live", "polite");
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = button.dataset.label; }, 3000);
}

// A promise inside the item keeps the tap's permission while the answer is on its way.
async function copyFetched(button, address, type) {
  const fetched = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.blob();
  }).then((blob) => new Blob([blob], { type }));
  try {
    await navigator.clipboard.write([new ClipboardItem({ [type]: fetched })]);
    told(button);
  } catch {
    location.href = address;
  }
}

const KINDS = { copyText: "text/plain", copyPicture: "image/png" };

if (navigator.clipboard && window.ClipboardItem) {
  for (const [name, type] of Object.entries(KINDS)) {
    const attribute = name === "copyText" ? "[data-copy-text]" : "[data-copy-picture]";
    document.querySelectorAll(attribute).forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => copyFetched(button, button.dataset[name], type));
    });
  }
}
