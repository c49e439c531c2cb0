"""Files of questions in words: why one is refused, what became of single questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.exchange.comparing import Difference
from quizzes.exchange.values import FileRefused, Remark
from quizzes.review_words import FLAWS
from quizzes.services.exchange import Outcome

REFUSALS = {
    "wrong_extension": gettext_lazy("不认识这种文件。请用 .gift、.txt、.xml 或 .xlsx。"),
    "too_large": gettext_lazy("文件超过%(most)s MB。请分成几个。"),
    "empty": gettext_lazy("文件是空的。"),
    "not_text": gettext_lazy("文件的文字编码认不出。请另存为 UTF-8。"),
    "too_many": gettext_lazy("一个文件最多%(most)s题，没有导入。请分成几个。"),
    "too_long": gettext_lazy("文件太长，没有导入。请分成几个。"),
    "dtd": gettext_lazy("文件里有文档类型声明（DOCTYPE），可能有害，没有打开。"),
    "broken_xml": gettext_lazy("不是完整的 XML：第%(line)s行读不下去。"),
    "no_quiz": gettext_lazy("不是 Moodle 的题目文件：最外面一层应当是 quiz。"),
    "broken_xlsx": gettext_lazy("表格已损坏，或不是 .xlsx。请用 Excel 或 WPS 另存为 .xlsx。"),
    "no_head": gettext_lazy("第一行要有“题型”“题干”“答案”三个标题。请用本站的表格。"),
    "too_heavy": gettext_lazy("读这个文件用的时间或内存太多，已停止。请分成几个。"),
    "broken": gettext_lazy("文件已损坏，读不出来。"),
}

REMARKS = {
    "description": gettext_lazy("是说明文字，不是题。"),
    "unclosed": gettext_lazy("缺右括号 }，不知道答案到哪里为止。"),
    "no_answer": gettext_lazy("没有认得出的答案。"),
    "no_number": gettext_lazy("“%(text)s”不是数。"),
    "unsupported": gettext_lazy("这里没有 %(kind)s 这种题型。"),
    "kind_cell": gettext_lazy("题型“%(text)s”认不出。"),
    "answer_cell": gettext_lazy("答案“%(text)s”不是选项的字母，或那个选项是空的。"),
    "truth_cell": gettext_lazy("答案“%(text)s”应当是“对”或“错”。"),
    "tenths_cell": gettext_lazy("“%(text)s”应当是0到10的数。"),
    "double": gettext_lazy("文件里前面已经有同样的题。"),
    "unfit": gettext_lazy("和已有的题不同，但改了还不能用："),
    "quotes_kept": gettext_lazy("依据的句子不在课文里，依据没有改。"),
    "partial": gettext_lazy("这里没有只得一部分分的答案，按错的收。"),
    "wildcard": gettext_lazy("这里没有通配符 *，那个答案没有收。"),
    "tolerance": gettext_lazy("“%(text)s”有误差范围，这里只认写出来的数，请看一下。"),
    "files": gettext_lazy("附件和图片没有收，只收文字。"),
    "cloze_choice": gettext_lazy("句中的选择改成了填空。"),
    "quotes_gone": gettext_lazy("依据的句子不在课文里。"),
}


PARTS = {
    "stem": gettext_lazy("题干"),
    "truth": gettext_lazy("对还是错"),
    "options": gettext_lazy("选项"),
    "accepted": gettext_lazy("答案"),
    "pairs": gettext_lazy("配对"),
    "extra_right": gettext_lazy("多余的右边"),
    "checklist": gettext_lazy("好的回答应当提到"),
    "explanation": gettext_lazy("讲解"),
    "quotes": gettext_lazy("依据"),
    "difficulty": gettext_lazy("几成人答错"),
    "thinking": gettext_lazy("考什么"),
}
THINKING = {
    "remember": gettext_lazy("记得"),
    "understand": gettext_lazy("理解"),
    "analyse": gettext_lazy("分析"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What differs in one part: its name, and its lines before and after."""

    name: str
    before: list[str]
    after: list[str]


def parts_in_words(differences: Iterable[Difference]) -> list[Part]:
    return [
        Part(str(PARTS[each.part]), _lines(each.part, each.before), _lines(each.part, each.after))
        for each in differences
    ]


def _lines(part: str, lines: Iterable[str]) -> list[str]:
    return [str(THINKING.get(line, line)) if part == "thinking" else line for line in lines]


@dataclass(frozen=True, slots=True)
class Said:
    line: int
    words: str
    is_kept: bool


def refusal_in_words(refused: FileRefused) -> str:
    return str(REFUSALS.get(refused.code, REFUSALS["broken"])) % refused.params


def remarks_in_words(remarks: Iterable[Remark]) -> list[Said]:
    """Each once, even where a question gave the same cause twice."""
    said = [Said(remark.line, _words(remark), remark.is_kept) for remark in remarks]
    return list(dict.fromkeys(said))


def _words(remark: Remark) -> str:
    flaw = str(remark.params.get("flaw", ""))
    if remark.code == "unplaced":
        lack = REMARKS[flaw] if flaw in REMARKS else FLAWS[flaw]
        return _("收下了，先不用：") + str(lack) % {**_NOTHING, **remark.params}
    if remark.code == "unfit":
        return str(REMARKS["unfit"]) + str(FLAWS[flaw]) % {**_NOTHING, **remark.params}
    if remark.code == "flaw":
        return str(FLAWS[flaw]) % {**_NOTHING, **remark.params}
    return str(REMARKS[remark.code]) % remark.params


_NOTHING = {"text": "", "most": "", "number": "", "gaps": "", "answers": ""}


def outcome_in_words(outcome: Outcome) -> dict[str, Any]:
    """What became of a file, for its page."""
    return {
        "outcome": outcome,
        "remarks": remarks_in_words(outcome.remarks),
        "changes": [(change, parts_in_words(change.differences)) for change in outcome.changes],
    }
