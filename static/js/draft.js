/* What one writes under a prompt: on this device at once, on the server within a second, and posted
   only while the server answers. Without this file the boxes are a plain form. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-drafts]");
  if (!form) return;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const LONGEST_WAIT = 30000;

  function draftOf(part) {
    const box = part.querySelector("textarea");
    const line = part.querySelector("[data-state]");
    const key = `draft/${part.dataset.draftKey}`;
    let rev = Number(part.dataset.rev);
    // What the server sent, not what stands in the box: a browser going Back puts in other words.
    let saved = box.defaultValue;
    let sent = saved;
    let timer = 0, pause = 1000, sending = null, isHeld = false, isCut = false;

    function say(name, words = form.dataset[`say${name}`]) {
      line.textContent = words;
      line.classList.toggle("error", !["Saved", "Saving"].includes(name));
      part.querySelector("[data-sign-in]").hidden = name !== "SignedOut";
    }
    function keep() {
      try {
        localStorage.setItem(key, JSON.stringify({ text: box.value, rev, sent }));
        return true;
      } catch {
        return false;
      }
    }
    function forget() {
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    }
    function later(wait) {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    }
    function wait() {
      isCut = true;
      say(keep() ? (isHeld ? "Held" : "Waiting") : "Unsaved");
      pause = Math.min(pause * 2, LONGEST_WAIT);
      later(pause);
      return "waiting";
    }

    const request = (text, number, isLeaving) => fetch(part.dataset.draft, {
      method: "POST", body: new URLSearchParams({ text, rev: String(number) }), credentials: "same-origin",
      headers: { "X-CSRFToken": token }, keepalive: Boolean(isLeaving), signal: AbortSignal.timeout(15000),
    });
    /* Answers saved, tooLong, signedOut or waiting; never throws. */
    async function post(text) {
      clearTimeout(timer);
      if (!isCut) say("Saving");
      sent = text;
      const reply = await request(text, rev + 1).catch(() => null);
      if (reply && (reply.status === 401 || reply.status === 403)) { keep(); say("SignedOut"); return "signedOut"; }
      if (reply && reply.status === 422) { say("TooLong"); return "tooLong"; }
      const kept = reply && reply.ok ? await reply.json().catch(() => null) : null;
      if (!kept) return wait();
      rev = kept.rev;
      // Another tab saved in between: take its counter and save this text after it.
      if (!kept.taken) return post(text);
      saved = text;
      pause = 1000;
      isHeld = isCut = false;
      say("Saved", kept.said);
      if (box.value === text) forget(); else later(1000);
      return "saved";
    }
    async function save(isAsked) {
      while (sending) await sending;
      if (!isAsked && box.value === saved) return "saved";
      sending = post(box.value);
      try { return await sending; } finally { sending = null; }
    }
    function hold() {
      isHeld = true;
      say(keep() ? "Held" : "Unsaved");
    }

    // What an earlier visit could not send comes back first.
    try {
      const left = JSON.parse(localStorage.getItem(key) || "null");
      if (left && left.text !== box.value && (left.rev >= rev || left.sent === saved)) box.value = left.text;
    } catch { /* unreadable: nothing to bring back */ }

    box.addEventListener("input", () => { keep(); later(800); });
    addEventListener("online", () => { if (isCut) later(0); });
    addEventListener("pageshow", () => { if (box.value !== saved) { keep(); later(0); } });
    addEventListener("pagehide", () => {
      // Above the number of a request that is still on its way.
      if (box.value !== saved) request(box.value, rev + 2, true).catch(() => {});
    });
    return { part, save, hold };
  }
  const drafts = [...form.querySelectorAll("[data-draft]")].map(draftOf);

  /* Posting: the draft goes first, so the text is on the server whatever becomes of the form; where
     the server does not answer, the page stays. */
  let isGoing = false, mayGo = false;
  async function handIn(button) {
    isGoing = true;
    button.setAttribute("aria-busy", "true");
    // A form sent while its own submit event is still being told of is ignored by the browser.
    await new Promise((go) => setTimeout(go, 0));
    const kinds = await Promise.all(drafts.map((draft) => draft.save(draft.part.contains(button))));
    mayGo = kinds.every((kind) => kind === "saved" || kind === "tooLong");
    drafts.forEach((draft, i) => { if (kinds[i] === "waiting") draft.hold(); });
    button.removeAttribute("aria-busy");
    if (mayGo) { if (form.requestSubmit) form.requestSubmit(button); else button.click(); }
    isGoing = mayGo;
  }
  form.addEventListener("submit", (event) => {
    if (mayGo) return;
    event.preventDefault();
    if (!isGoing) handIn(event.submitter || form.querySelector("[formaction]"));
  });
  addEventListener("pageshow", () => { isGoing = mayGo = false; });
})();
