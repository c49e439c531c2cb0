/* A page that waits for work of the server looks again by itself; without this file a link does. */
(() => {
  "use strict";
  const EVERY = 2500;
  async function look() {
    if (document.visibilityState === "visible") {
      try {
        const reply = await fetch(location.href, { credentials: "same-origin" });
        const text = await reply.text();
        if (reply.ok && !new DOMParser().parseFromString(text, "text/html").querySelector("[data-wait]")) {
          location.reload();
          return;
        }
      } catch { /* away for a moment; the next look will tell */ }
    }
    setTimeout(look, EVERY);
  }
  setTimeout(look, EVERY);
})();
