/* Copies what stands in a box: <button data-copy="id of the box">, and says so beside it. */
(() => {
  "use strict";
  async function copied(box) {
    try {
      await navigator.clipboard.writeText(box.value);
      return true;
    } catch { /* no https, or not allowed: the old way */ }
    box.focus();
    box.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    const box = button && document.getElementById(button.dataset.copy);
    if (!box) return;
    const words = button.parentElement.querySelector("[data-copied]").dataset;
    const told = button.parentElement.querySelector("[data-copied]");
    told.textContent = (await copied(box)) ? words.copied : words.notCopied;
  });
})();
