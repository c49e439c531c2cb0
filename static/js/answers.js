/* Answers that wait on this device: kept in IndexedDB by person and attempt until the server has
   them. On a page that names a person (data-answers-of), what was left behind earlier is sent. */
(() => {
  "use strict";
  const NAME = "benke-answers";
  const PATIENCE = 15000;
  let isOpen = true;
  let token = document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  /* The store; every call answers even where the browser forbids storage. */
  const opened = new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore("waiting", { keyPath: ["sheet", "question"] });
      request.onsuccess = () => resolve(request.result);
      request.onerror = request.onblocked = () => resolve(null);
    } catch { resolve(null); }
  });
  async function store(mode, work) {
    const db = await opened;
    if (!db) return { ok: false };
    return new Promise((resolve) => {
      try {
        const transaction = db.transaction("waiting", mode);
        const request = work(transaction.objectStore("waiting"));
        transaction.oncomplete = () => resolve({ ok: true, result: request && request.result });
        transaction.onerror = transaction.onabort = () => resolve({ ok: false });
      } catch { resolve({ ok: false }); }
    });
  }
  const keep = async (entry) => (await store("readwrite", (box) => box.put(entry))).ok;
  /* Only the entry that was sent: a newer one typed meanwhile stays. */
  const forget = (entry) => store("readwrite", (box) => {
    const request = box.get([entry.sheet, entry.question]);
    request.onsuccess = () => {
      if (request.result && request.result.event_id === entry.event_id) box.delete([entry.sheet, entry.question]);
    };
    return request;
  });
  async function waiting(belongs) {
    const found = await store("readonly", (box) => box.getAll());
    return (found.ok ? found.result : []).filter((entry) => belongs(entry.sheet));
  }

  /* One entry to the server. Answers {kind}: done, refused, signed-out, away; never throws. */
  async function send(entry, isLeaving) {
    const body = JSON.stringify({ question: entry.question, event_id: entry.event_id, rev: entry.rev, value: entry.value });
    let reply = await post(entry.url, body, isLeaving);
    if (reply && reply.status === 403 && !isLeaving) {
      const fresh = await renew(entry.url);
      if (fresh) return { kind: fresh };
      reply = await post(entry.url, body, false);
    }
    if (!reply) return { kind: "away" };
    const told = await reply.json().catch(() => ({}));
    if (reply.ok && told.state) return { kind: "done", ...told };
    if (reply.status === 400 || reply.status === 413) return { kind: "refused", message: told.message };
    if (reply.status === 401 || reply.status === 404) return { kind: "signed-out" };
    return { kind: "away" };
  }
  async function post(url, body, isLeaving) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      return await fetch(url, {
        method: "POST", body, credentials: "same-origin", redirect: "error", keepalive: Boolean(isLeaving), signal: stop.signal,
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      });
    } catch { return null; } finally { clearTimeout(timer); }
  }
  /* After signing in again the old token is void: "" when a fresh one was had, else why not. */
  async function renew(url) {
    try {
      const reply = await fetch(url, { credentials: "same-origin", redirect: "error" });
      if (reply.status === 401 || reply.status === 404) return "signed-out";
      if (!reply.ok) return "away";
      ({ token, open: isOpen } = await reply.json());
      for (const box of document.querySelectorAll("[name=csrfmiddlewaretoken]")) box.value = token;
      return "";
    } catch { return "away"; }
  }
  /* What a form sent now would meet: open, closed, signed-out, away; takes a fresh token along. */
  async function ask(url) {
    const why = await renew(url);
    return why || (isOpen ? "open" : "closed");
  }

  async function sendLeftBehind(place) {
    const person = `${place.dataset.answersOf}/`;
    const entries = await waiting((sheet) => sheet.startsWith(person));
    let sent = 0;
    for (const entry of entries) {
      const told = await send(entry);
      if (told.kind === "done" || told.kind === "refused") { await forget(entry); sent += 1; } else break;
    }
    if (sent) place.hidden = false;
  }
  const place = document.querySelector("[data-answers-of]");
  if (place) sendLeftBehind(place);

  globalThis.benkeAnswers = { keep, forget, waiting, send, ask };
})();
