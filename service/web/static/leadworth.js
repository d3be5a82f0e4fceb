// A landing page's form, sent by script: <form data-leadworth data-thanks="thanks.html" action=".../v1/forms/KEY">.
// Each submit is written down in this browser first and struck off when Leadworth has answered for it, so that
// none is lost to a bad line, a closed page or a server that is away; its idempotency key makes repeats harmless.
// Without scripts the same form works as it is.
(() => {
  "use strict";

  const STORE = "leadworth.waiting";
  const MOST_WAITING = 20;
  const KEEP_MS = 7 * 24 * 3600 * 1000;
  const PATIENCE_MS = 1500; // the thank-you waits for an answer no longer than this
  const LONGEST_PAUSE_MS = 60000;
  const CONTACT = ["name", "phone", "email"];
  const CLICK_IDS = ["gclid", "gbraid", "wbraid", "fbclid", "ttclid"];
  const OWN_TRACKING = ["ad_set", "ad", "fbc", "fbp", "form_id", "page_id", "landing_page", "referrer"];
  const UTM = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"];
  const TRACKING = [...UTM, ...CLICK_IDS, ...OWN_TRACKING];
  const PLAIN = ["campaign", "external_id", "_website"];

  let memory = []; // where the browser gives no storage
  let pause = 1000;
  let timer = null;

  function waiting() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE) || "[]");
      return kept.filter((entry) => Date.now() - entry.at < KEEP_MS);
    } catch {
      return memory;
    }
  }

  function keep(entries) {
    memory = entries.slice(-MOST_WAITING);
    try {
      localStorage.setItem(STORE, JSON.stringify(memory));
    } catch {
      // memory has it
    }
  }

  const strike = (key) => keep(waiting().filter((entry) => entry.body.idempotency_key !== key));
  const replace = (entry) =>
    keep(waiting().map((old) => (old.body.idempotency_key === entry.body.idempotency_key ? entry : old)));

  function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  }

  // A JSON number where the input is one, true or false for a checkbox, else text; undefined where empty.
  function valueOf(input) {
    if (input.type === "radio" && !input.checked) return undefined;
    if (input.type === "checkbox") return input.checked;
    if (input.type === "number" || input.type === "range") {
      return Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : undefined;
    }
    return input.value.trim() === "" ? undefined : input.value;
  }

  function addressTracking() {
    const query = new URLSearchParams(location.search);
    const found = { landing_page: location.pathname.slice(0, 2000) };
    if (document.referrer) found.referrer = document.referrer.slice(0, 2000);
    for (const name of UTM) if (query.get(name)) found[name] = query.get(name).slice(0, 200);
    for (const name of CLICK_IDS) if (query.get(name)) found[name] = query.get(name).slice(0, 500);
    return found;
  }

  function bodyOf(form) {
    const body = { idempotency_key: newKey(), contact: {}, consent: {}, attributes: {}, tracking: addressTracking() };
    for (const input of form.elements) {
      const value = valueOf(input);
      if (!input.name || input.disabled || value === undefined || input.name === "_next") continue;
      if (CONTACT.includes(input.name)) body.contact[input.name] = value;
      else if (TRACKING.includes(input.name)) body.tracking[input.name] = value;
      else if (PLAIN.includes(input.name)) body[input.name] = value;
      else if (input.name.startsWith("consent_")) body.consent[input.name.slice("consent_".length)] = value;
      else body.attributes[input.name.replace(/^attributes\./, "")] = value;
    }
    return body;
  }

  // Leave out what the server named as wrong: a lead without its city is better than no lead.
  function without(body, errors) {
    const left = JSON.parse(JSON.stringify(body));
    let removed = false;
    for (const { field } of errors || []) {
      const path = field.split("/").slice(1).map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
      const last = path.pop();
      const parent = path.reduce((inner, part) => (inner ? inner[part] : undefined), left);
      if (parent && last !== "idempotency_key" && Object.hasOwn(parent, last)) removed = delete parent[last];
    }
    return removed ? left : null;
  }

  // "kept", "later", or the problem of a request that will never be taken as it is.
  async function send(entry) {
    let answer;
    try {
      answer = await fetch(entry.url, {
        method: "POST",
        body: JSON.stringify(entry.body),
        headers: { "Content-Type": "text/plain" }, // asks the server for no permission first
        credentials: "omit",
        keepalive: true, // goes on while the page is left
      });
    } catch {
      return "later";
    }
    if (answer.ok) return "kept";
    if (![400, 413, 415, 422].includes(answer.status)) return "later";
    return answer.json().catch(() => ({}));
  }

  async function settle(entry) {
    const outcome = await send(entry);
    if (outcome === "kept") strike(entry.body.idempotency_key);
    else if (outcome !== "later") {
      const body = without(entry.body, outcome.errors);
      if (body) replace({ ...entry, body });
      else strike(entry.body.idempotency_key);
    }
    return outcome;
  }

  async function sendWaiting() {
    clearTimeout(timer);
    for (const entry of waiting()) if ((await settle(entry)) === "later") break;
    if (waiting().length === 0) {
      pause = 1000;
      return;
    }
    timer = setTimeout(sendWaiting, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }

  function sendBeacons() {
    for (const entry of waiting()) navigator.sendBeacon(entry.url, JSON.stringify(entry.body));
  }

  // Contact fields that cannot be read are for the person to mend; true where there are any.
  function showProblems(form, problem) {
    let shown = false;
    for (const { field, message } of problem.errors || []) {
      const input = field.startsWith("/contact/") && form.elements[field.slice("/contact/".length)];
      if (!input) continue;
      input.setCustomValidity((form.lang || document.documentElement.lang) === "en" ? message : input.title || message);
      input.addEventListener("input", () => input.setCustomValidity(""), { once: true });
      shown = true;
    }
    if (shown) form.reportValidity();
    return shown;
  }

  function thank(form) {
    const inline = document.querySelector("[data-leadworth-thanks]");
    if (form.dataset.thanks && navigator.onLine) location.assign(form.dataset.thanks);
    else if (inline) {
      form.hidden = true;
      inline.hidden = false;
    }
  }

  async function submit(event) {
    event.preventDefault();
    const form = event.target;
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    const entry = { url: form.action, at: Date.now(), body: bodyOf(form) };
    keep([...waiting(), entry]);
    const tooLong = new Promise((done) => setTimeout(done, PATIENCE_MS, "later"));
    const outcome = await Promise.race([settle(entry), tooLong]);
    delete form.dataset.sending;
    if (outcome !== "kept" && outcome !== "later" && showProblems(form, outcome)) {
      strike(entry.body.idempotency_key);
      return;
    }
    sendWaiting();
    thank(form);
  }

  for (const form of document.querySelectorAll("form[data-leadworth]")) form.addEventListener("submit", submit);
  addEventListener("online", sendWaiting);
  addEventListener("pagehide", sendBeacons);
  sendWaiting();
})();
