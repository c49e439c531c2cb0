/* Keys of the review page: every element with data-key is pressed by its letter. One may switch
   them off; the choice stays on this device. */
(() => {
  "use strict";
  const OFF = "benke-review-keys-off";
  const place = document.querySelector("[data-review]");
  if (!place) return;
  let isOff = false;
  try { isOff = localStorage.getItem(OFF) === "1"; } catch { /* keys work all the same */ }

  const box = place.querySelector("[data-keys-switch]");
  const button = box && box.querySelector("button");
  function show() {
    if (button) button.setAttribute("aria-pressed", String(isOff));
    for (const hint of place.querySelectorAll("kbd")) hint.hidden = isOff;
  }
  if (button) {
    box.hidden = false;
    button.addEventListener("click", () => {
      isOff = !isOff;
      try { localStorage.setItem(OFF, isOff ? "1" : "0"); } catch { /* for this page only */ }
      show();
    });
  }
  show();

  const isTyping = (target) => target.closest("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
  let isGone = false;
  document.addEventListener("keydown", (event) => {
    if (isOff || isGone || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (!/^[a-z]$/.test(key)) return;
    const target = place.querySelector(`[data-key="${key}"]`);
    if (!target) return;
    event.preventDefault();
    if (key === "r") {
      const first = document.querySelector("#reject input[type=radio]");
      if (first) first.focus();
      return;
    }
    isGone = true;  /* a second press before the next page comes must not judge it */
    target.click();
  });
  addEventListener("pageshow", () => { isGone = false; });
})();
