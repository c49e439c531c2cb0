"""Extraction and catalogs: what the interface says is found, kept in step, and checked."""

import csv
import io

import polib
import pytest

from common import message_catalogs as catalogs
from common.message_sources import in_python, in_template

MODULE = '''
"""Words."""
from django.utils.translation import gettext as _, gettext_lazy as lazy, ngettext, pgettext
from django.utils.translation import gettext_noop

title = lazy("课")
named = [gettext_noop("微信")]

def say(count):
    other("不是")
    _(name)
    _("第一" "行")
    pgettext("字号", "大")
    return ngettext("还差%(n)s节", "还差%(n)s节们", count)
'''
TEMPLATE = """{% load i18n %}{# 一句注 #}{% comment %}{% translate "不要" %}{% endcomment %}
{% translate "登录" %}{% translate "高" context "对比" %}
{% blocktranslate with name=person %}退出（{{ name }}）{% endblocktranslate %}
{% blocktranslate count n=rows %}一行{% plural %}{{ n }}行{% endblocktranslate %}
{% include "x.html" with head=_("网络断了") %}{{ value|default:_("没有") }}
{% blocktranslate trimmed %}
  两行
  100%
{% endblocktranslate %}"""


def test_messages_of_a_module_are_found_under_any_name():
    found = [(m.context, m.singular, m.plural) for m in in_python(MODULE)]
    assert found == [
        ("", "课", ""),
        ("", "微信", ""),
        ("", "第一行", ""),
        ("字号", "大", ""),
        ("", "还差%(n)s节", "还差%(n)s节们"),
    ]


def test_messages_of_a_template_are_found_and_comments_are_not():
    found = [(m.context, m.singular, m.plural) for m in in_template(TEMPLATE)]
    assert found == [
        ("", "登录", ""),
        ("对比", "高", ""),
        ("", "退出（%(name)s）", ""),
        ("", "一行", "%(n)s行"),
        ("", "网络断了", ""),
        ("", "没有", ""),
        ("", "两行 100%%", ""),
    ]


@pytest.fixture
def root(tmp_path):
    (tmp_path / "people").mkdir()
    (tmp_path / "templates").mkdir()
    module = 'from django.utils.translation import gettext as _\nx = _("干部 %(name)s")\n'
    (tmp_path / "people" / "a.py").write_text(module, encoding="utf-8")
    counted = "{{ n }}人{% plural %}{{ n }}人"
    page = "{% load i18n %}{% blocktranslate count n=x %}" + counted + "{% endblocktranslate %}"
    (tmp_path / "templates" / "a.html").write_text(page, encoding="utf-8")
    return tmp_path


def entry_of(root, language, msgid):
    return catalogs.read_catalog(language, root).find(msgid)


def test_new_messages_are_converted_for_traditional_and_empty_for_english(root):
    assert catalogs.update_catalogs(root) == {"zh_Hant": 0, "en": 2}
    assert entry_of(root, "zh_Hant", "干部 %(name)s").msgstr == "幹部 %(name)s"
    assert entry_of(root, "en", "干部 %(name)s").msgstr == ""
    assert {gap.why for gap in catalogs.find_gaps(root)} == {"missing"}


def test_wavering_conversions_are_proposed_in_one_spelling():
    assert catalogs.traditional("发布并布置，这台设备上的题干") == "發布並布置，這台設備上的題幹"
    assert catalogs.traditional("账号已经发布，题干和答案") == "帳號已經發布，題幹和答案"


def test_filled_table_closes_the_gaps_and_is_kept_at_the_next_update(root):
    catalogs.update_catalogs(root)
    rows = list(csv.DictReader(io.StringIO(catalogs.table_of("en", root)), dialect="excel-tab"))
    assert [row["msgid"] for row in rows] == ["干部 %(name)s", "%(n)s人"]
    rows[0]["msgstr"] = 'Cadre "%(name)s"'
    rows[1]["msgstr"], rows[1]["msgstr_plural"] = "One person", "%(n)s people"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), dialect="excel-tab")
    writer.writeheader()
    writer.writerows(rows)
    out.seek(0)
    assert catalogs.load_table(out, root) == {"en": 2}
    assert catalogs.find_gaps(root) == []
    assert catalogs.update_catalogs(root) == {"zh_Hant": 0, "en": 0}
    plural = entry_of(root, "en", "%(n)s人").msgstr_plural
    assert plural == {0: "One person", 1: "%(n)s people"}
    made = root / "en.mo"
    catalogs.read_catalog("en", root).save_as_mofile(str(made))
    assert polib.mofile(str(made)).find("干部 %(name)s").msgstr == 'Cadre "%(name)s"'


def test_table_with_an_unknown_message_changes_nothing(root):
    catalogs.update_catalogs(root)
    before = catalogs.catalog_path("en", root).read_text(encoding="utf-8")
    head = "language\tcontext\tmsgid\tmsgid_plural\tmsgstr\tmsgstr_plural\tplaces\n"
    with pytest.raises(ValueError, match="line 2"):
        catalogs.load_table(io.StringIO(head + "en\t\t没有这句\t\tx\t\t\n"), root)
    assert catalogs.catalog_path("en", root).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"msgstr": "Cadre %(nmae)s"}, "placeholders"),
        ({"msgstr": "Cadre"}, "placeholders"),
        ({"msgstr": "Cadre %(name)s", "flags": ["fuzzy"]}, "fuzzy"),
        ({"msgstr": ""}, "missing"),
    ],
)
def test_gaps_name_what_is_wrong(root, change, why):
    catalogs.update_catalogs(root)
    catalog = catalogs.read_catalog("en", root)
    for name, value in change.items():
        setattr(catalog.find("干部 %(name)s"), name, value)
    catalog.save(str(catalogs.catalog_path("en", root)))
    found = {gap.message.singular: gap.why for gap in catalogs.find_gaps(root)}
    assert found["干部 %(name)s"] == why


def test_messages_that_are_gone_are_dropped_and_foreign_ones_stay(root):
    catalogs.update_catalogs(root)
    catalog = catalogs.read_catalog("zh_Hant", root)
    catalog.append(polib.POEntry(msgid="Code", msgstr="驗證碼", comment=catalogs.FOREIGN))
    catalog.append(polib.POEntry(msgid="旧话", msgstr="舊話"))
    catalog.save(str(catalogs.catalog_path("zh_Hant", root)))
    assert "stale" in {gap.why for gap in catalogs.find_gaps(root)}
    catalogs.update_catalogs(root)
    assert entry_of(root, "zh_Hant", "Code").msgstr == "驗證碼"
    assert entry_of(root, "zh_Hant", "旧话") is None


def test_update_without_a_change_leaves_the_files_alone(root):
    catalogs.update_catalogs(root)
    path = catalogs.catalog_path("en", root)
    before = path.stat().st_mtime_ns
    catalogs.update_catalogs(root)
    assert path.stat().st_mtime_ns == before
