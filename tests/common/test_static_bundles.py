"""One style sheet for what every page needs: joined in order, remade when a part is younger."""

import os
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from common import static_bundles

STATIC = Path(__file__).resolve().parents[2] / "static"


@pytest.fixture
def sources(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATIC_ROOT = str(tmp_path / "var" / "static")
    for name in ("tokens", "base", "components"):
        path = tmp_path / "static" / "css" / f"{name}.css"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"/* {name} */\n", encoding="utf-8")
    return tmp_path / "static"


def test_bundle_is_its_parts_in_order(sources):
    made = static_bundles.make_bundle("css/site.css")
    assert made.read_text(encoding="utf-8") == "/* tokens */\n/* base */\n/* components */\n"


def test_bundle_is_remade_when_a_part_changes_and_only_then(sources):
    made = static_bundles.make_bundle("css/site.css")
    before = made.stat().st_mtime_ns
    assert static_bundles.make_bundle("css/site.css").stat().st_mtime_ns == before
    part = sources / "css" / "base.css"
    part.write_text("/* changed */\n", encoding="utf-8")
    later = made.stat().st_mtime + 5
    os.utime(part, (later, later))
    assert "changed" in static_bundles.make_bundle("css/site.css").read_text(encoding="utf-8")


def test_finder_offers_the_bundle_and_nothing_else(sources):
    finder = static_bundles.BundleFinder()
    assert Path(finder.find("css/site.css")).exists()
    assert finder.find("css/base.css") == []
    assert finder.find("css/site.css", find_all=True) == [finder.find("css/site.css")]


def test_collected_files_hold_the_bundle(tmp_path, settings):
    settings.STATIC_ROOT = str(tmp_path / "static")
    call_command("collectstatic", interactive=False, verbosity=0)
    made = (tmp_path / "static" / "css" / "site.css").read_text(encoding="utf-8")
    for part in static_bundles.BUNDLES["css/site.css"]:
        assert (STATIC / part).read_text(encoding="utf-8") in made


def test_site_finds_the_bundle_where_pages_ask_for_it():
    assert finders.find("css/site.css")


def css():
    return {path.relative_to(STATIC): path.read_text("utf-8") for path in STATIC.rglob("*.css")}


def test_style_sheets_keep_the_rules_of_the_house():
    """Layers only, no ids, no `!important`, no address of another file, colours in tokens only."""
    for path, text in css().items():
        plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        assert plain.lstrip().startswith("@layer"), path
        assert "!important" not in plain, path
        assert "url(" not in plain, path
        selectors = re.sub(r"\{[^{}]*\}", "{}", plain)
        assert not re.search(r"#[A-Za-z]", selectors), path
        if path.name not in {"tokens.css", "base.css"}:
            assert not re.search(r":[^;{}]*#[0-9a-fA-F]{3,8}\b", plain), path


def test_templates_carry_no_inline_style_or_handler():
    for path in (STATIC.parent / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        if path.parts[-2] == "mail":
            continue  # mail readers know no style sheets
        assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"", text), path
        scripts = re.findall(r"<script\b[^>]*>", text)
        assert all("src=" in s or 'type="application/json"' in s for s in scripts), path
