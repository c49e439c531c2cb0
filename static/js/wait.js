// Looks again every second and a half while a page waits for work done elsewhere. data-wait may
// name the one part of the page to be renewed, so that what is being typed beside it stays.
"use strict";
{
  const waiting = () => document.querySelector("[data-wait]");
  const look = async () => {
    const part = waiting();
    if (!part) return;
    try {
      const reply = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      if (reply.redirected) return location.replace(reply.url);
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const name = part.dataset.wait;
      const fresh = page.querySelector(name || "[data-wait]");
      if (!name && !fresh) return location.reload();
      if (name && fresh && fresh.innerHTML !== part.innerHTML) part.replaceWith(fresh);
    } catch { /* offline: look again later */ }
    setTimeout(look, 1500);
  };
  if (waiting()) setTimeout(look, 1500);
}
