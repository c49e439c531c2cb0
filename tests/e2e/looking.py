"""Looking at a page: pictures of it under var/shots/, and axe without a complaint.

`look(page, "branch")` pictures the page as it stands on a phone and on a desk; `look_everywhere`
does it in every script, size, theme and contrast that readers choose.
"""

from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

SHOTS = Path(__file__).resolve().parents[2] / "var" / "shots"
PHONE, DESK = 390, 1280
WIDTHS = (PHONE, DESK)
# Cookie of common.display → what the picture is called.
DISPLAYS = {
    "": "",
    "language:zh-hant": "traditional",
    "language:en": "english",
    "theme:night": "night",
    "size:huge": "huge",
    "language:zh-hant.size:huge.theme:night.contrast:more": "huge-contrast-night",
}
BOLDEST = {cookie: word for cookie, word in DISPLAYS.items() if word == "huge-contrast-night"}
# 2.2 AA and what axe's makers call good practice; nothing is left out.
_axe = Axe()


def look(page, name, *, widths=WIDTHS):
    """Pictures the page, then asserts: axe finds nothing, nothing runs out at the side."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844 if width < 600 else 900})
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{name} at {width}: {wide} px wider than the screen"
        complaints = complaints_of(page)
        assert complaints == [], f"{name} at {width}:\n" + "\n".join(complaints)
    if before:
        page.set_viewport_size(before)


def complaints_of(page):
    """What axe has against the page, one line a place."""
    found = _axe.run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def show_as(page, cookie):
    """Sets the display choices of the browser, then loads the page again."""
    parts = urlsplit(page.url)
    site = f"{parts.scheme}://{parts.netloc}"
    page.context.clear_cookies(name="display")
    if cookie:
        page.context.add_cookies([{"name": "display", "value": cookie, "url": site}])
    page.goto(page.url)


def look_everywhere(page, name, *, displays=DISPLAYS, widths=WIDTHS):
    """`look` in each display; leaves the browser with none chosen."""
    for cookie, word in displays.items():
        show_as(page, cookie)
        look(page, f"{name}-{word}" if word else name, widths=widths)
    show_as(page, "")
