// Saves what one writes under a prompt: to the server within a second, to this device at once.
"use strict";
for (const form of document.querySelectorAll("form[data-draft]")) {
  const box = form.querySelector("textarea");
  const line = form.querySelector("[data-state]");
  const key = "draft/" + form.dataset.draftKey;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let rev = Number(form.dataset.rev);
  let saved = box.value;
  let timer = 0;
  let pause = 1000;
  let isSending = false;

  const say = (name, extra) => {
    line.textContent = line.dataset[name] + (extra ? "　" + extra : "");
    line.classList.toggle("error", name !== "saved" && name !== "saving");
  };
  const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ text: box.value, rev }));
      return true;
    } catch {
      return false;
    }
  };
  const forget = () => {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  async function send(isLeaving) {
    if (isSending && !isLeaving) return later(200);
    const text = box.value;
    if (text === saved) return;
    const body = new URLSearchParams({ text, rev: String(rev + 1) });
    isSending = true;
    if (!isLeaving) say("saving");
    try {
      const reply = await fetch(form.dataset.draft, {
        method: "POST", body, credentials: "same-origin", keepalive: Boolean(isLeaving),
        headers: { "X-CSRFToken": token }, signal: AbortSignal.timeout(15000),
      });
      if (reply.status === 401 || reply.status === 403) return say("signedOut");
      if (reply.status === 422) return say("tooLong");
      if (!reply.ok) throw new Error(String(reply.status));
      const kept = await reply.json();
      // Another tab saved in between: take its counter and save this text after it.
      rev = kept.rev;
      if (!kept.taken) return later(0);
      saved = text;
      pause = 1000;
      say("saved", clock());
      if (box.value === text) forget(); else later(1000);
    } catch {
      say(keep() ? "waiting" : "unsaved");
      pause = Math.min(pause * 2, 30000);
      later(pause);
    } finally {
      isSending = false;
    }
  }

  // What an earlier visit could not send comes back first.
  try {
    const left = JSON.parse(localStorage.getItem(key) || "null");
    if (left && left.text !== box.value && left.rev >= rev) {
      box.value = left.text;
      later(0);
    }
  } catch { /* unreadable: nothing to bring back */ }

  box.addEventListener("input", () => { keep(); later(800); });
  addEventListener("online", () => later(0));
  addEventListener("pagehide", () => send(true));
  form.addEventListener("submit", () => { clearTimeout(timer); saved = box.value; forget(); });
}
