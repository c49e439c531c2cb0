// Rich text pasted into the box: keeps its HTML beside the words, until the words are changed.
"use strict";
for (const kept of document.querySelectorAll("[data-html]")) {
  const form = kept.form;
  const box = form.querySelector("textarea");
  const note = form.querySelector("[data-kept]");
  const most = 800_000; // characters; beyond it (pictures inside) the words alone are sent
  const say = () => { note.hidden = !kept.value; };
  box.addEventListener("paste", (event) => {
    const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    const isWhole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    setTimeout(() => {
      kept.value = isWhole && html.length <= most ? html : "";
      kept.dataset.words = box.value;
      say();
    });
  });
  box.addEventListener("input", () => {
    if (kept.value && kept.dataset.words !== undefined && box.value !== kept.dataset.words) {
      kept.value = "";
      say();
    }
  });
  say();
}
