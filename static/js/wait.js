// Looks again every second and a half while a page waits for work done elsewhere.
"use strict";
if (document.querySelector("[data-wait]")) {
  const look = async () => {
    try {
      const reply = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      const page = await reply.text();
      if (reply.redirected || !page.includes("data-wait")) return location.replace(reply.url);
    } catch { /* offline: look again later */ }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1500);
}
