/* Reading aloud, one sentence at a time: browsers fall silent in long texts, so each sentence is
   its own utterance. Pausing stops and remembers the sentence, because pause() fails on phones. */
(() => {
  "use strict";
  const bar = document.querySelector("[data-aloud]");
  const speech = window.speechSynthesis;
  if (!bar || !speech || !window.SpeechSynthesisUtterance) return;
  const parts = [...document.querySelectorAll("main [data-s]")].filter((part) => part.textContent.trim());
  if (!parts.length) return;
  const [toggle, back, on] = ["toggle", "back", "on"].map((name) => bar.querySelector(`[data-do="${name}"]`));
  const say = bar.querySelector("[data-say]");
  const words = bar.dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const LANGUAGES = { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en" };
  const language = LANGUAGES[document.querySelector("[data-prose]").lang] || "zh-CN";
  let at = 0;
  let speaking = false;
  let turn = 0; // an utterance of an earlier turn that ends late must not move us on

  /* The voice of this very region, else any that speaks the language. */
  function voice() {
    const root = language.slice(0, 2);
    const same = speech.getVoices().filter((one) => one.lang.replace("_", "-").slice(0, 2) === root);
    return same.find((one) => one.lang.replace("_", "-") === language) || same[0] || null;
  }
  function offer() {
    bar.hidden = speech.getVoices().length > 0 && !voice();
  }
  offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);

  const fill = (text) => text.replace("{n}", at + 1).replace("{all}", parts.length);
  function light(part) {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!part) return;
    part.classList.add("lit");
    const box = part.getBoundingClientRect();
    if (box.top < 80 || box.bottom > innerHeight - 80) {
      part.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  }
  function tell(text, label) {
    say.textContent = text;
    toggle.textContent = label;
    back.hidden = on.hidden = label === words.start;
    back.disabled = at === 0;
    on.disabled = at === parts.length - 1;
  }
  function speak() {
    const mine = ++turn;
    speech.cancel();
    const utterance = new SpeechSynthesisUtterance(parts[at].textContent);
    utterance.lang = language;
    utterance.voice = voice();
    utterance.onend = () => { if (mine === turn && speaking) next(); };
    utterance.onerror = (event) => {
      if (mine === turn && !["interrupted", "canceled"].includes(event.error)) stop();
    };
    light(parts[at]);
    tell(fill(words.at), words.pause);
    speech.speak(utterance);
  }
  function next() {
    if (at < parts.length - 1) {
      at += 1;
      speak();
      return;
    }
    speaking = false;
    at = 0;
    light(null);
    tell(words.done, words.start);
  }
  function stop() {
    speaking = false;
    turn += 1;
    speech.cancel();
    tell(fill(words.paused), words.resume);
  }
  function go(step) {
    at = Math.min(Math.max(at + step, 0), parts.length - 1);
    if (speaking) {
      speak();
    } else {
      light(parts[at]);
      tell(fill(words.paused), words.resume);
    }
  }
  toggle.addEventListener("click", () => {
    if (speaking) {
      stop();
    } else {
      speaking = true;
      speak();
    }
  });
  back.addEventListener("click", () => go(-1));
  on.addEventListener("click", () => go(1));
  addEventListener("pagehide", () => { turn += 1; speech.cancel(); });
})();
