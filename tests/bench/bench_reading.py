"""The pages a learner reads, asked of a real site with its demo: requests a second and p95 at 16
connections on 2 workers, and the bytes of a first view as a browser fetches them."""

import http.client
import http.cookiejar
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

from tests.bench.bench_start import members_of
from tests.running import RunningSite

CONNECTIONS, SECONDS = 16, 8
ENCODINGS = "gzip, deflate, br"


def main():
    folder = Path(tempfile.mkdtemp(prefix="benke-bench-", dir="/tmp"))
    try:
        with RunningSite(folder / "var").start(900) as site:
            wait_until_healthy(site)
            cookie = sign_in(site, learner_of(folder / "var" / "demo.json"))
            lesson = first_lesson(site, cookie)
            paths = {
                "catalogue": "/lessons/",
                "lesson": lesson,
                "section": longest_page(site, cookie, lesson),
            }
            heads = ("req/s", "p50 ms", "p95 ms", "CPU ms", "html", "all")
            print(f"{'page':<10} " + " ".join(f"{head:>7}" for head in heads))
            figures = [measured(site, cookie, name, path) for name, path in paths.items()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("reading: " + ", ".join(figures))
    return 0


def measured(site, cookie, name, path):
    html, first_view = weight(site, cookie, path)
    before = cpu_seconds(site.children["web"])
    times, seconds = load(site, cookie, path)
    cpu = (cpu_seconds(site.children["web"]) - before) / len(times) * 1000
    rate = len(times) / seconds
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    p50 = statistics.median(times) * 1000
    print(f"{name:<10} {rate:>7.0f} {p50:>7.1f} {p95:>7.1f} {cpu:>7.1f} {html:>7} {first_view:>7}")
    return f"{name} {rate:.0f}/s p95 {p95:.0f} ms {cpu:.0f} CPU-ms {first_view / 1024:.1f} KiB"


def cpu_seconds(group):
    """What the processes of a group have used so far; hardly changed by a busy machine."""
    ticks = 0
    for path in members_of(group):
        fields = (path / "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_until_healthy(site):
    end = time.monotonic() + 300
    while site.health() != 200:
        if time.monotonic() > end:
            raise SystemExit("the site never became healthy")
        time.sleep(0.5)


def learner_of(demo):
    accounts = json.loads(demo.read_text("utf-8"))["accounts"]
    return next(account for account in accounts if account["role"] == "learner")


def sign_in(site, account):
    """The session's cookie, by the form a person fills in."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"{site.url}/accounts/login/"
    form = opener.open(address).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    fields = {
        "csrfmiddlewaretoken": token,
        "login": account["username"],
        "password": account["password"],
    }
    opener.open(address, urllib.parse.urlencode(fields).encode())
    return next(f"{one.name}={one.value}" for one in jar if one.name == "sessionid")


def fetch(connection, cookie, path):
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": ENCODINGS})
    reply = connection.getresponse()
    data = reply.read()
    if reply.status != 200:
        raise SystemExit(f"{path} answered {reply.status}")
    return data


def connect(site):
    return http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)


def first_lesson(site, cookie):
    page = fetch(connect(site), cookie, "/lessons/").decode()
    return re.search(r'href="(/lessons/\d+/)"', page)[1]


def longest_page(site, cookie, lesson):
    connection = connect(site)
    overview = fetch(connection, cookie, lesson).decode()
    paths = sorted(set(re.findall(rf'href="({lesson}\d+/)', overview)))
    return max(paths, key=lambda path: len(fetch(connection, cookie, path)))


def weight(site, cookie, path):
    """Bytes of the page, and with every style sheet and script it names, as sent."""
    connection = connect(site)
    page = fetch(connection, cookie, path)
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', page.decode()))
    return len(page), len(page) + sum(len(fetch(connection, "", part)) for part in parts)


def load(site, cookie, path):
    """The time of each request of all connections, and how long all took."""
    times, end = [], time.monotonic() + SECONDS

    def ask():
        connection = connect(site)
        while time.monotonic() < end:
            began = time.perf_counter()
            fetch(connection, cookie, path)
            times.append(time.perf_counter() - began)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
