// How far a file is, shown as it goes on. Where no script runs the page itself is loaded again.
"use strict";

const SECONDS = 1;
const shown = document.querySelector("[data-progress]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (now?.dataset.progress !== shown.dataset.progress) {
      location.reload();
      return;
    }
    shown.replaceChildren(...now.childNodes);
  } catch { /* the network is away for a while */ }
  setTimeout(look, SECONDS * 1000);
}

setTimeout(look, SECONDS * 1000);
