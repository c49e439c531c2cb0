/* The reader: a page is marked as read when its end was reached, and the paragraph is kept.
   Without this file the button marks the page and the visit keeps it. */
(() => {
  "use strict";
  const prose = document.querySelector("[data-prose]");
  if (!prose) return;

  /* Beside the text the contents stand open, also where the style sheet alone cannot do it. */
  const contents = document.querySelector("[data-contents]");
  const wide = matchMedia("(min-width: 75rem)");
  const unfold = () => { if (contents && wide.matches && document.documentElement.dataset.size !== "huge") contents.open = true; };
  unfold();
  const current = contents && contents.querySelector("[aria-current]");
  if (current && wide.matches) contents.scrollTop = current.offsetTop - contents.clientHeight / 3;
  wide.addEventListener("change", unfold);

  const keeper = document.querySelector("[data-keep]");
  if (!keeper) return;
  const send = (url, fields) => {
    const body = new FormData(keeper);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return fetch(url, { method: "POST", body, keepalive: true, redirect: "manual" });
  };

  /* The end: seen on a visible page; a link into the middle counts only once the beginning was seen too. */
  const end = document.querySelector("[data-end]");
  const first = prose.firstElementChild;
  let sawEnd = false;
  let sawFirst = !document.getElementById("at");
  function markWhenRead() {
    if (keeper.dataset.isRead || !sawEnd || !sawFirst || document.hidden) return;
    keeper.dataset.isRead = "1";
    send(keeper.dataset.mark, { via: "end" }).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      for (const word of document.querySelectorAll("[data-read]")) word.hidden = false;
    }).catch(() => { delete keeper.dataset.isRead; sawEnd = false; });
  }
  if ("IntersectionObserver" in window && end && first) {
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        if (entry.target === end) sawEnd = true;
        else sawFirst = true;
      }
      markWhenRead();
    });
    watch.observe(end);
    watch.observe(first);
    document.addEventListener("visibilitychange", markWhenRead);
  }

  /* The place: the paragraph at the top of the window, a while after scrolling and on leaving. */
  if (!keeper.dataset.position) return;
  let kept = Number(keeper.dataset.paragraph);
  let timer = 0;
  let goesOn = false;
  const paragraphs = [...prose.querySelectorAll("[id]")].filter((part) => /^p\d+$/.test(part.id));
  function keep() {
    clearTimeout(timer);
    timer = 0;
    if (goesOn || !scrolled) return;
    const line = innerHeight * 0.3;
    let here = 0;
    for (const part of paragraphs) {
      if (part.getBoundingClientRect().top > line) break;
      here = Number(part.id.slice(1));
    }
    if (here === kept) return;
    kept = here;
    send(keeper.dataset.position, { paragraph: here }).catch(() => { kept = -1; });
  }
  let scrolled = false;
  addEventListener("scroll", () => {
    scrolled = true;
    if (!timer) timer = setTimeout(keep, 4000);
  }, { passive: true });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  addEventListener("pagehide", keep);
  /* Turning the page opens another one, whose visit is the newer place. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".pager a, .pager button, .contents a");
    if (link && !(link.getAttribute("href") || "").startsWith("#")) goesOn = true;
  });
  addEventListener("pageshow", () => { goesOn = false; });
})();
