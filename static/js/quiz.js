/* The answer sheet: saves each change within a second, keeps it on this device until the server has
   it, and shows one question a screen on a phone. Without this file the sheet is a plain form. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-quiz]");
  const answers = globalThis.benkeAnswers;
  if (!form || !answers) return;
  const say = (name, values = {}) => Object.entries(values).reduce(
    (text, [mark, value]) => text.replace(mark, value), form.dataset[`say${name}`] || "");
  const sheet = form.dataset.quiz;
  const started = performance.now();
  const elapsed = Number(form.dataset.elapsed);
  const items = [...form.querySelectorAll("[data-question]")];
  const byName = new Map(items.map((item) => [item.dataset.question, item]));
  const revs = new Map(items.map((item) => [item.dataset.question, Number(item.dataset.rev)]));
  const pending = new Map();   // question → newest entry the server has not confirmed
  const TYPING = 500, FRESH = 10000, LONGEST_WAIT = 30000;
  let timer = 0, wait = 1000, isSending = false, isAway = false, isSignedOut = false, isOver = false, isHandingIn = false, mayGo = false;

  /* What is answered, read from the page */
  const boxesOf = (item) => [...item.querySelectorAll("input:not([type=hidden]), select")];
  function valueOf(item) {
    const boxes = boxesOf(item);
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    switch (item.dataset.kind) {
      case "single": return chosen[0] || "";
      case "multiple": return chosen;
      case "judge": return chosen.length ? chosen[0] === "true" : null;
      case "blank": return boxes.map((box) => box.value);
      default: return Object.fromEntries(boxes.filter((box) => box.value).map(
        (box) => [box.name.slice(item.dataset.question.length + 1), box.value]));
    }
  }
  function isAnswered(item) {
    const value = valueOf(item);
    switch (item.dataset.kind) {
      case "judge": return value !== null;
      case "blank": return value.every((text) => text.trim());
      case "match": return Object.keys(value).length === boxesOf(item).length;
      default: return value.length > 0;
    }
  }
  function put(item, value) {
    for (const box of boxesOf(item)) {
      if (box.type === "radio" || box.type === "checkbox") box.checked = [].concat(value).map(String).includes(box.value);
      else if (item.dataset.kind === "match") box.value = value[box.name.slice(item.dataset.question.length + 1)] || "";
      else box.value = value[Number(box.name.split("-").pop())] || "";
    }
  }
  /* A browser going Back gives fields other values than the page came with. */
  const isOtherThanSent = (item) => boxesOf(item).some((box) => {
    if (box.type === "radio" || box.type === "checkbox") return box.checked !== box.defaultChecked;
    if (box.tagName === "SELECT") return ![...box.options].some((o) => o.selected && (o.defaultSelected || !o.value && ![...box.options].some((p) => p.defaultSelected)));
    return box.value !== box.defaultValue;
  });

  function state(question, text, level) {
    const line = byName.get(question)?.querySelector("[data-state]");
    if (!line) return;
    line.textContent = text;
    line.dataset.level = level || "";
  }

  /* Saving. A rev is tenths of a second since the start, so of two devices the later change wins. */
  function nextRev(question) {
    const tenths = Math.floor(elapsed + (performance.now() - started) / 100);
    const rev = Math.max(revs.get(question) + 1, tenths);
    revs.set(question, rev);
    return rev;
  }
  const newId = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
    (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
  async function change(question) {
    const item = byName.get(question);
    const entry = {
      sheet, question, url: form.dataset.save, event_id: newId(), rev: nextRev(question), value: valueOf(item), at: Date.now(), isKept: false,
    };
    pending.set(question, entry);
    state(question, say("Saving"));
    drawBar();
    sendSoon(item.dataset.kind === "blank" ? TYPING : 0);
    entry.isKept = await answers.keep(entry);
    if (isAway) showWaiting();
  }
  function sendSoon(after) {
    clearTimeout(timer);
    timer = setTimeout(sendAll, after);
  }
  function showWaiting() {
    for (const [question, entry] of pending) {
      state(question, entry.isKept ? say("Waiting") : say("Unsaved"), entry.isKept ? "wait" : "risk");
    }
  }
  async function sendAll() {
    if (isSending) return;
    isSending = true;
    let kind = "done", isStale = false, isClosed = false;
    for (const entry of [...pending.values()]) {
      const told = await answers.send(entry);
      kind = told.kind;
      if (kind === "away" || kind === "signed-out") break;
      isClosed ||= told.state === "late";
      isStale = await settle(entry, told) || isStale;
    }
    isSending = false;
    signedOut(kind === "signed-out");
    isAway = kind === "away" || kind === "signed-out";
    if (isAway) {
      showWaiting();
      wait = Math.min(wait * 2, LONGEST_WAIT);
      sendSoon(wait * (0.75 + Math.random() / 2));
    } else {
      wait = 1000;
      if (pending.size) sendSoon(0);
      else if (isClosed && !isHandingIn) location.replace(form.dataset.result);
      else if (isStale) location.reload();
    }
  }
  /* Whether the server holds a later answer from elsewhere that this page should show. */
  async function settle(entry, told) {
    const isNewest = pending.get(entry.question) === entry;
    if (told.kind === "done" && told.rev > entry.rev) {
      revs.set(entry.question, Math.max(told.rev, revs.get(entry.question)));
      if (isNewest && Date.now() - entry.at < FRESH) {
        change(entry.question);   // typed just now, so it is the later one after all
        return false;
      }
    }
    await answers.forget(entry);
    // Asked again: a change made while the old entry was being forgotten still has to go.
    if (pending.get(entry.question) !== entry) return false;
    pending.delete(entry.question);
    if (told.kind === "refused") state(entry.question, told.message || say("Unsaved"), "risk");
    else if (told.state === "late") state(entry.question, say("Late"), "risk");
    else state(entry.question, `${say("Saved")}　${told.at}`);
    return told.kind === "done" && told.rev > entry.rev;
  }
  function signedOut(isSo) {
    isSignedOut = isSo;
    form.querySelector("[data-signed-out]").hidden = !isSo;
  }
  async function drained(patience) {
    const end = Date.now() + patience;
    sendSoon(0);
    while (pending.size && Date.now() < end) await new Promise((go) => setTimeout(go, 60));
    return !pending.size;
  }

  form.addEventListener("input", (event) => {
    const item = event.target.closest("[data-question]");
    if (item) change(item.dataset.question);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".blank") || event.isComposing) return;
    event.preventDefault();   // Enter ends the word; it must not hand in the paper
    if (form.dataset.steps !== undefined) turn(1);
  });
  addEventListener("online", () => {
    wait = 1000;
    sendSoon(0);
    drawBar();
    if (isOver && !isHandingIn) handIn(bar.submit);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") { if (pending.size) sendSoon(0); return; }
    for (const entry of pending.values()) answers.send(entry, true).then((told) => told.kind === "done" && settle(entry, told));
  });
  addEventListener("beforeunload", (event) => {
    if ([...pending.values()].some((entry) => !entry.isKept)) event.preventDefault();
  });

  /* Handing in: first everything is saved, then the form goes without the answers it repeats. Where
     the server does not answer the page stays: the browser's own would say nothing of the answers. */
  const repeated = () => form.querySelectorAll("[data-question] input, [data-question] select");
  async function handIn(button) {
    isHandingIn = true;
    button.setAttribute("aria-busy", "true");
    // A form sent while its own submit event is still being told of is ignored by the browser.
    await new Promise((go) => setTimeout(go, 0));
    const isSaved = await drained(LONGEST_WAIT / 3);
    const met = isSaved ? await answers.ask(form.dataset.save) : "";
    signedOut(met === "signed-out" || isSignedOut);
    if (met === "open" || met === "closed") {
      mayGo = true;
      for (const box of repeated()) box.disabled = true;
      if (form.requestSubmit) form.requestSubmit(button); else button.click();
    } else {
      showWaiting();
      if (met !== "signed-out") bar.left.textContent = say(isSaved ? "Cut" : "Held");
    }
    button.removeAttribute("aria-busy");
    isHandingIn = mayGo;
  }
  form.addEventListener("submit", (event) => {
    if (mayGo) return;
    event.preventDefault();
    if (!isHandingIn) handIn(event.submitter || form.querySelector("[data-submit]"));
  });
  addEventListener("pageshow", async (event) => {
    if (!event.persisted) return;
    mayGo = isHandingIn = false;
    for (const box of repeated()) box.disabled = false;
    if (await answers.ask(form.dataset.save) === "closed") location.replace(form.dataset.result);
  });
  if (form.dataset.secondsLeft !== undefined) {
    setTimeout(() => {
      isOver = true;
      const box = Object.assign(document.createElement("input"), { type: "hidden", name: "confirmed", value: "1" });
      form.append(box);
      if (!isHandingIn) handIn(form.querySelector("[data-submit]"));
    }, Number(form.dataset.secondsLeft) * 1000);
  }

  /* The bar, and one question a screen */
  const bar = { left: form.querySelector("[data-left]"), place: form.querySelector("[data-place]"),
    previous: form.querySelector("[data-previous]"), next: form.querySelector("[data-next]"), submit: form.querySelector("[data-submit]") };
  const narrow = matchMedia("(max-width: 48rem)");
  let current = 0;
  function drawBar() {
    const missing = items.filter((item) => !isAnswered(item));
    const isStepping = form.dataset.steps !== undefined, isLast = current === items.length - 1;
    const isListed = !isStepping || isLast;
    bar.left.textContent = missing.length ? say(isListed ? "Missing" : "Open", { N: missing.length }) : say("Done");
    if (isListed) missing.forEach((item, i) => {
      const link = Object.assign(document.createElement("a"), { href: `#${item.id}`, textContent: say("One", { N: item.dataset.number }) });
      bar.left.append(i ? say("Between") : "", link);
    });
    bar.previous.hidden = bar.place.hidden = !isStepping;
    bar.previous.disabled = current === 0;
    bar.next.hidden = !isStepping || isLast;
    bar.submit.hidden = isStepping && !isLast && missing.length > 0;
    bar.place.textContent = say("Place", { N: current + 1, M: items.length });
  }
  function show(place) {
    current = Math.max(0, Math.min(items.length - 1, place));
    items.forEach((item, i) => item.toggleAttribute("data-current", i === current));
    form.toggleAttribute("data-first", current === 0);
    drawBar();
  }
  function turn(by) {
    show(current + by);
    items[current].focus({ preventScroll: true });
    scrollTo({ top: current === 0 ? 0 : form.offsetTop, behavior: "instant" });
  }
  function fromAddress() {
    const place = items.findIndex((item) => `#${item.id}` === location.hash);
    if (place < 0) return;
    show(place);
    items[place].focus({ preventScroll: form.dataset.steps !== undefined });
  }
  bar.previous.addEventListener("click", () => turn(-1));
  bar.next.addEventListener("click", () => turn(1));
  addEventListener("hashchange", fromAddress);
  function step() { form.toggleAttribute("data-steps", narrow.matches); show(current); }
  narrow.addEventListener("change", step);

  /* What an earlier visit left on this device comes back before anything is shown as saved. */
  async function begin() {
    form.dataset.ready = "";
    step();
    fromAddress();
    for (const entry of await answers.waiting((name) => name === sheet)) {
      const item = byName.get(entry.question);
      if (!item || entry.rev <= revs.get(entry.question)) { await answers.forget(entry); continue; }
      if (pending.has(entry.question)) continue;
      put(item, entry.value);
      revs.set(entry.question, entry.rev);
      pending.set(entry.question, { ...entry, isKept: true, url: form.dataset.save });
    }
    for (const item of items) if (!pending.has(item.dataset.question) && isOtherThanSent(item)) change(item.dataset.question);
    drawBar();
    if (pending.size) { showWaiting(); sendSoon(0); }
  }
  begin();
})();
