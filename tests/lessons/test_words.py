"""The importer's codes in words: every code it can give has a sentence, in every language."""

import ast
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from lessons import words
from lessons.importing import checks, pictures, safely
from lessons.importing.outline import ImportRefused, Warning
from lessons.importing.reading import read_text

ROOT = Path(__file__).resolve().parents[2]
DETAILS = ("what", "reason", "field")
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def calls_of(name):
    """(code, parameters where they are written out) of every call of ImportRefused or Warning."""
    folder = ROOT / "lessons"
    found = []
    for path in [*folder.glob("importing/*.py"), *folder.glob("services/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    found.append((code.value, _parameters(node)))
    return found


def _parameters(node):
    tables = [a for a in [*node.args, *[k.value for k in node.keywords]] if isinstance(a, ast.Dict)]
    return {
        key.value: value.value if isinstance(value, ast.Constant) else None
        for table in tables
        for key, value in zip(table.keys, table.values, strict=True)
    }


def refusal_codes():
    from_tables = [code for code, _message in checks._OTHER_FILES.values()]
    from_tables += [code for code, _message in safely._REFUSALS.values()]
    return sorted({code for code, _params in calls_of("ImportRefused")} | set(from_tables))


def test_every_refusal_of_the_importer_has_words():
    codes = refusal_codes()
    assert {"empty", "too_large", "zip_bomb", "other_format", "timeout"} <= set(codes)
    assert sorted(words._REFUSALS) == codes


def test_every_warning_of_the_importer_has_words_that_its_parameters_fill():
    calls = calls_of("Warning")
    assert len(calls) > 20
    wrong = []
    for code, params in calls:
        if code == "image_dropped":
            continue  # its reasons are in a table, see below
        details = [params[name] for name in DETAILS if name in params]
        keys = [f"{code}:{details[0] if details else 'text'}", code]
        known = next((words._WARNINGS[key] for key in keys if key in words._WARNINGS), None)
        if code == "field_missing":  # one call for three fields
            known = words._WARNINGS["field_missing:audience"]
        if code == "dropped" and not params:  # a variable; its sentences are the markdown ones
            known = words._WARNINGS["dropped:comments"]
            params = {"count": None}
        if known is None or not set(PLACEHOLDER.findall(str(known))) <= set(params):
            wrong.append((code, params))
    assert wrong == []


def test_every_reason_for_leaving_a_picture_out_has_words():
    keys = [f"image_dropped:{reason}" for reason in pictures._MESSAGES]
    assert [key for key in keys if key not in words._WARNINGS] == []


@pytest.mark.parametrize("code", sorted(words._REFUSALS))
def test_english_refusal_has_no_chinese_in_it(code):
    with override("en"):
        said = words.refusal_words({"code": code, "params": {"limit_mb": 30}})
    assert said
    assert not re.search("[一-鿿%]", said)


def test_refusal_is_said_in_the_readers_script():
    refused = ImportRefused("empty", "文件是空的。请选择有文字的文件。")
    kept = {"code": refused.code, "message": str(refused), "params": refused.params}
    with override("zh-hant"):
        assert words.refusal_words(kept) == "文件是空的。請選擇有文字的文件。"
    with override("en"):
        assert words.refusal_words(kept).startswith("There is no text in the file.")


def test_refusal_of_an_unknown_code_or_without_its_figures_is_still_a_sentence():
    with override("en"):
        broken = words.refusal_words({"code": "broken"})
        assert words.refusal_words({"code": "from_next_year"}) == broken
        assert words.refusal_words({"code": "too_large"}) == broken


def test_warnings_of_a_read_lesson_are_said_in_english():
    outline = read_text("一、第一点\n有三个方面：\n二、第二点\n（正文没有写完")
    assert outline.warnings
    with override("en"):
        for warning in outline.warnings:
            said = words.warning_words(warning)
            assert said != "Please have a look here."
            assert not re.search("[，。、；：]", said)


def test_warning_of_an_unknown_code_asks_to_look():
    with override("en"):
        assert words.warning_words(Warning("from_next_year", "新的")) == "Please have a look here."
