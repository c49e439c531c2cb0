// Looks again every second and a half while a page waits for work done elsewhere. data-wait may
// name the one part of the page to be renewed, so that what is being typed beside it stays; after a
// refused form the address is the form's own, and data-wait-at says where to look instead.
"use strict";
{
  const waiting = () => document.querySelector("[data-wait]");
  const look = async () => {
    const part = waiting();
    if (!part) return;
    try {
      const at = part.dataset.waitAt || location.href;
      const reply = await fetch(at, { credentials: "same-origin", cache: "no-store" });
      if (reply.redirected) return location.replace(reply.url);
      if (!reply.ok) throw new Error(reply.status);
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const name = part.dataset.wait;
      const fresh = page.querySelector(name || "[data-wait]");
      if (!name && !fresh) return location.reload();
      if (name && fresh && fresh.innerHTML !== part.innerHTML) part.replaceWith(fresh);
    } catch { /* offline or refused: look again later */ }
    setTimeout(look, 1500);
  };
  if (waiting()) setTimeout(look, 1500);
}
