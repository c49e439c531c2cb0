"""What the editors' desk sends, as domain values: filters, judgements, items, rules of a paper,
lexicon sets and files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quizzes.contract import LONGEST_PART, LONGEST_STEM, Choice, Flaw, Question
from quizzes.exchange.values import barred, unbarred
from quizzes.models import Item, Lexicon
from quizzes.review_words import FLAWS, REJECT_CODES, rules_named_like

ROWS = {"options": (5, 8), "pairs": (4, 10)}  # at first, and at most
SPARE = 2  # empty rows below the filled ones
_SECTION_KEY = re.compile(r"[\w.:-]{1,64}")


class ItemFilter:
    """`?section=&kind=&state=&rule=` of the list and the queue; what is not known is left out."""

    NAMES = {
        "section": "section_key",
        "kind": "item__kind",
        "state": "item__state",
        "rule": "item__rule__in",
    }

    def __init__(self, query: QueryDict) -> None:
        known = {
            "section": _SECTION_KEY.fullmatch(query.get("section", "")),
            "kind": query.get("kind") in Item.Kind.values,
            "state": query.get("state") in Item.State.values,
            "rule": re.fullmatch(r"[\w-]{1,48}", query.get("rule", "")),
        }
        self.values = {name: str(query[name]) for name, is_known in known.items() if is_known}
        if "rule" in self.values:
            self.values["rule"] = rules_named_like(self.values["rule"])[0]

    def lookups(self, *, is_queue: bool = False) -> dict[str, str | list[str]]:
        """For querysets; a queue keeps its length while states change under it."""
        return {
            self.NAMES[name]: rules_named_like(value) if name == "rule" else value
            for name, value in self.values.items()
            if not (is_queue and name == "state")
        }

    @property
    def query(self) -> str:
        """As the end of an address, with its question mark; "" without a filter."""
        return "?" + urlencode(self.values) if self.values else ""

    @property
    def queue_query(self) -> str:
        kept = {name: value for name, value in self.values.items() if name != "state"}
        return "?" + urlencode(kept) if kept else ""


class JudgementForm(forms.Form):
    action = forms.ChoiceField(
        choices=[(name, name) for name in ("approved", "rejected", "quarantined", "restored")]
    )
    code = forms.ChoiceField(
        label=_("退回的原因"),
        choices=list(REJECT_CODES.items()),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("请选退回的原因。")},
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("action") == "rejected" and not data.get("code") and "code" not in self.errors:
            raise ValidationError({"code": _("请选退回的原因。")})
        return data


class SettleForm(forms.Form):
    outcome = forms.CharField(label=_("怎样处理的"), max_length=200)


class PaperForm(forms.Form):
    count = forms.IntegerField(label=_("每次几题"), min_value=1, max_value=100)
    pass_mark = forms.IntegerField(
        label=_("及格分数"), help_text=_("满分100分。"), min_value=1, max_value=100
    )
    attempts_allowed = forms.IntegerField(label=_("可以答几次"), min_value=1, max_value=100)
    minutes = forms.IntegerField(
        label=_("限时几分钟"),
        help_text=_("不填就不限时。"),
        min_value=1,
        max_value=600,
        required=False,
    )
    has_partial_credit = forms.BooleanField(
        label=_("多选、填空、配对答对一部分也给分"), required=False
    )


class LexiconForm(forms.Form):
    """A set of words of one class that lessons' lists are drawn against."""

    word_class = forms.CharField(
        label=_("类别"),
        help_text=_("给这一组词起个名字；以“-”开头表示词尾，比如“-感”管所有以“感”结尾的词。"),
        max_length=64,
    )
    domain = forms.CharField(
        label=_("领域"),
        help_text=_("课文里有这些词之一才用，几个词用“|”隔开；不填就哪一课都用。"),
        max_length=64,
        required=False,
    )
    members = forms.CharField(
        label=_("词"),
        help_text=_("每行一个，或用空格、顿号隔开，至少两个。"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, row: Lexicon | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def clean_members(self) -> list[str]:
        typed = re.split(r"[\s、，,；;]+", self.cleaned_data["members"])
        words = list(dict.fromkeys(word for word in typed if word))
        name = self.cleaned_data.get("word_class", "")
        if len(words) < 2:
            raise ValidationError(_("至少写两个词。"))
        if long := next((word for word in words if len(word) > 30), None):
            raise ValidationError(_("“%(word)s”太长，每个词最多30字。"), params={"word": long[:30]})
        odd = next((w for w in words if name.startswith("-") and not w.endswith(name[1:])), None)
        if odd:
            raise ValidationError(
                _("“%(word)s”不以“%(tail)s”结尾。"), params={"word": odd, "tail": name[1:]}
            )
        return words

    def clean_domain(self) -> str:
        words = [word.strip() for word in re.split(r"[|｜]", self.cleaned_data["domain"])]
        return "|".join(word for word in words if word)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        same = Lexicon.objects.filter(
            word_class=data.get("word_class"), domain=data.get("domain", "")
        )
        if self.row:
            same = same.exclude(pk=self.row.pk)
        if same.exists():
            raise ValidationError({"word_class": _("这个类别和领域已经有一组，请改那一组。")})
        return data


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("文件"),
        help_text=_("GIFT（.gift、.txt）、Moodle XML（.xml）或本站的表格（.xlsx），不超过2MB。"),
        error_messages={"required": _("请选一个文件。")},
    )


class ItemForm:
    """One item as a plain form of its kind: what was typed, the question it makes, its flaws.

    Rows of options and pairs have no fixed number, so this is no Django form.
    """

    def __init__(self, kind: str, data: QueryDict | None = None) -> None:
        self.kind = kind
        self.errors: dict[str, list[str]] = {}
        self.question = _read(kind, data) if data is not None else Question(kind, "")

    @classmethod
    def showing(cls, question: Question) -> ItemForm:
        form = cls(question.kind)
        form.question = question
        return form

    def refuse(self, flaws: Sequence[Flaw]) -> None:
        for flaw in flaws:
            words = str(FLAWS[flaw.code]) % flaw.params
            self.errors.setdefault(flaw.part, []).append(words)

    @property
    def options(self) -> list[Choice | None]:
        return _with_spare(self.question.options, "options")

    @property
    def pairs(self) -> list[tuple[str, str] | None]:
        return _with_spare(self.question.pairs, "pairs")

    @property
    def accepted(self) -> str:
        return "\n".join(map(barred, self.question.accepted))

    @property
    def extra_right(self) -> str:
        return "\n".join(self.question.extra_right)

    @property
    def checklist(self) -> str:
        return "\n".join(self.question.checklist)

    @property
    def why_true(self) -> str:
        return self._why(True)

    @property
    def why_false(self) -> str:
        return self._why(False)

    def _why(self, value: bool) -> str:
        is_so = self.question.truth is value
        return next((o.why for o in self.question.options if o.key is is_so), "")

    @property
    def percent(self) -> int:
        return round(self.question.difficulty * 100)


def _with_spare(rows: Sequence[Any], name: str) -> list[Any]:
    fewest, most = ROWS[name]
    count = max(min(max(len(rows) + SPARE, fewest), most), len(rows))
    return [*rows, *[None] * (count - len(rows))]


def _read(kind: str, data: QueryDict) -> Question:
    """What was typed, whatever it is worth; empty rows are left out."""
    truth = {"true": True, "false": False}.get(data.get("truth", ""))
    percent = data.get("difficulty", "")
    thinking = data.get("thinking", "")
    return Question(
        kind=kind,
        stem=_line_ends(data.get("stem", ""))[: LONGEST_STEM * 2],
        options=_options(kind, data, truth),
        accepted=_accepted(data.get("accepted", "")) if kind == "blank" else (),
        pairs=_pairs(data) if kind == "match" else (),
        extra_right=_lines(data.get("extra_right", "")) if kind == "match" else (),
        truth=truth if kind == "judge" else None,
        checklist=_lines(data.get("checklist", "")) if kind == "short" else (),
        explanation=_line_ends(data.get("explanation", "")).strip()[:2000],
        rule=data.get("rule", "")[:48],
        difficulty=min(int(percent), 100) / 100 if re.fullmatch(r"\d{1,3}", percent) else 0.3,
        thinking=thinking if thinking in ("remember", "understand", "analyse") else "remember",
    )


def _options(kind: str, data: QueryDict, truth: bool | None) -> tuple[Choice, ...]:
    if kind == "judge":
        whys = ((True, data.get("why-true", "")), (False, data.get("why-false", "")))
        return tuple(
            Choice("对" if value else "错", truth is value, why.strip()[:LONGEST_PART])
            for value, why in whys
            if why.strip()
        )
    if kind not in ("single", "multiple"):
        return ()
    keys = data.getlist("key")
    return tuple(
        Choice(
            data.get(f"option-{row}", "").strip(),
            str(row) in keys,
            data.get(f"why-{row}", "").strip()[: LONGEST_PART * 2],
        )
        for row in range(ROWS["options"][1] + SPARE)
        if data.get(f"option-{row}", "").strip()
    )


def _pairs(data: QueryDict) -> tuple[tuple[str, str], ...]:
    rows = [
        (data.get(f"left-{row}", "").strip(), data.get(f"right-{row}", "").strip())
        for row in range(ROWS["pairs"][1] + SPARE)
    ]
    return tuple(pair for pair in rows if any(pair))


def _accepted(text: str) -> tuple[tuple[str, ...], ...]:
    """A line for each blank, its spellings between bars."""
    return tuple(unbarred(line) for line in _lines(text))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
