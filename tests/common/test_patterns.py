"""The page of patterns shows every component, so that none is made in secret."""

from pathlib import Path

import pytest

COMPONENTS = Path(__file__).resolve().parents[2] / "templates" / "components"


@pytest.mark.parametrize("cookie", ["", "language:en", "language:zh-hant.size:huge.theme:night"])
def test_every_component_is_shown_on_the_page_of_patterns(client_of, cookie):
    client = client_of("administrator")
    client.cookies["display"] = cookie
    response = client.get("/patterns/")
    assert response.status_code == 200
    names = [str(template.name) for template in response.templates if template.name]
    shown = {name.rpartition("/")[2] for name in names}
    files = {path.name for path in COMPONENTS.glob("*.html")}
    assert files - shown == set()


def test_every_component_says_what_it_is_and_takes():
    for path in COMPONENTS.glob("*.html"):
        assert path.read_text("utf-8").startswith("{% comment %}"), path.name


def test_the_page_is_for_makers_of_pages_only(client, client_of, settings):
    assert client.get("/patterns/").status_code == 302
    assert client_of("secretary").get("/patterns/").status_code == 403
    settings.DEBUG = True
    assert client_of("learner").get("/patterns/").status_code == 200
