/* The frame of every page: display choices without a reload, the offline notice, the panel.
   Without this file every choice still works as a plain form. */
(() => {
  "use strict";
  const root = document.documentElement;
  let passing = null;  // a form that goes although the browser calls itself offline
  const shown = {
    size: (word) => { root.dataset.size = word; },
    theme: (word) => { if (word === "system") delete root.dataset.theme; else root.dataset.theme = word; },
    contrast: (word) => { if (word === "normal") delete root.dataset.contrast; else root.dataset.contrast = word; },
  };

  /* Display: size, theme and contrast change at once; the server is told behind. */
  function press(name, word) {
    for (const button of document.querySelectorAll(`[data-display] button[name="${name}"]`)) {
      const turns = button.dataset.turns;
      if (turns) {
        const [on, off] = turns.split(" ");
        button.setAttribute("aria-pressed", String(word === on));
        button.value = word === on ? off : on;
      } else {
        button.setAttribute("aria-pressed", String(button.value === word));
      }
    }
  }
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const form = event.target;
    const button = event.submitter;
    if (!form.matches("[data-display], .foot-form") || !button || !button.name) return;
    if (!(button.name in shown)) {
      if (navigator.onLine || passing === form) keepTyped();
      return;
    }
    event.preventDefault();
    const body = new FormData(form, button);
    if (!body.has(button.name)) body.append(button.name, button.value);
    shown[button.name](button.value);
    press(button.name, button.value);
    fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
  });

  /* A change of language reloads the page, or the page above one that a refused form drew; what was
     typed on it comes back. */
  const typedKey = "typed";
  const boxes = () => [...document.querySelectorAll("main textarea, main input, main select")].filter(
    (box) => box.name && !["hidden", "password", "file", "submit"].includes(box.type));
  function keepTyped() {
    try {
      const typed = boxes().map((box) => [box.name, box.value, box.checked === true]);
      sessionStorage.setItem(typedKey, JSON.stringify({ path: location.pathname, typed }));
    } catch { /* storage may be forbidden; then the page simply reloads */ }
  }
  function giveBackTyped() {
    let path, typed;
    try {
      ({ path, typed } = JSON.parse(sessionStorage.getItem(typedKey)));
      sessionStorage.removeItem(typedKey);
    } catch { return; }
    if (!path.startsWith(location.pathname)) return;
    const here = boxes();
    if (here.length !== typed.length) return;
    here.forEach((box, i) => {
      const [name, value, checked] = typed[i];
      if (box.name !== name) return;
      const changed = ["checkbox", "radio"].includes(box.type) ? box.checked !== checked : box.value !== value;
      if (!changed) return;
      if (["checkbox", "radio"].includes(box.type)) box.checked = checked;
      else box.value = value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  giveBackTyped();

  /* The panel closes by Escape and by a press elsewhere. */
  document.addEventListener("click", (event) => {
    for (const panel of document.querySelectorAll("details.display[open]")) {
      if (!panel.contains(event.target)) panel.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const panel of document.querySelectorAll("details.display[open]")) {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
  });

  /* What only works by script appears only with script. */
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

  /* Offline: said in words, and taken back when the network returns. A page that would not open is
     not asked for: the words stand where one pressed, instead of the browser's own page. */
  const offline = document.querySelector("[data-offline]");
  const here = Object.assign(document.createElement("span"), { className: "error offline-here" });
  here.setAttribute("role", "alert");
  function tell() {
    if (offline) offline.hidden = navigator.onLine;
    if (navigator.onLine) here.remove();
  }
  /* Some browsers say offline when they are not, so the server has the last word. */
  async function goIfItAnswers(control, go) {
    if (await fetch(offline.dataset.probe, { method: "HEAD", cache: "no-store" }).catch(() => null)) return go();
    here.textContent = "";
    control.after(here);
    here.textContent = offline.dataset.sayHeld;
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (navigator.onLine || !offline || !link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isHere = link.origin !== location.origin || link.hash && link.pathname + link.search === location.pathname + location.search;
    if (isHere || link.target || link.hasAttribute("download")) return;
    event.preventDefault();
    goIfItAnswers(link, () => location.assign(link.href));
  });
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || !offline || event.defaultPrevented || passing === event.target) return;
    const { target: form, submitter } = event;
    event.preventDefault();
    goIfItAnswers(submitter || form.lastElementChild, () => { passing = form; form.requestSubmit(submitter); passing = null; });
  });
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();
})();
