"""The generator's own words in the lesson's language; the lesson's words are never changed.

Stems and reasons are assembled here and nowhere else.
"""

from __future__ import annotations

import re

from common.folding import shadow
from quizzes.generation.lesson import Language, Lesson

BLANK = "____"
_GAP_OR_FIGURE = re.compile(r"____|[（(\d]")
_FOUND_BY = 12  # characters a statement is found again by
_RUN_IN = re.compile(r"[(（][二三四五六七八九十][)）]")
_GAPS = {"hans": "（　　）", "hant": "（　　）", "en": "( … )"}

_HANS = {
    "lead": "「{heading}」一节指出：",
    "lead_plain": "本课指出：",
    "lead_rules": "「{heading}」一节规定：",
    "lead_rules_plain": "本课规定：",
    "lead_asks": "「{heading}」一节",
    "lead_asks_plain": "本课",
    "lead_about": "「{heading}」一节讲到「{about}」时指出：",
    "lead_about_plain": "本课讲到「{about}」时指出：",
    "place": "见于「{heading}」一节",
    "place_plain": "见于课文",
    "attribution": "本课引用的「{quote}」出自下列哪一项？",
    "attribution_first": "根据本课，首次提出「{quote}」的是下列哪一项？",
    "lead_told": "「{heading}」一节写道：",
    "lead_plain_told": "本课写道：",
    "cited": "本课引用「{quote}」时，指明它出自{source}。",
    "order_judge": "按照「{heading}」一节的顺序，「{first}」排在「{second}」之前。",
    "decision": "根据本课，{verb}「{quote}」的是下列哪一次会议？",
    "position": "本课把「{term}」定位为下列哪一项？",
    "meaning": "根据本课，下列哪一项说的是「{term}」？",
    "term": "根据本课，「{meaning}」说的是下列哪一项？",
    "role_by": "{lead}{task}由谁{act}？",
    "role_does": "{lead}负责{task}的是谁？",
    "role_takes": "{lead}承担{task}的是谁？",
    "role_is": "{lead}{task}是谁？",
    "role_approves": "{lead}{task}要经谁{act}？",
    "role_led": "{lead}在{task}中，承担「{act}」职责的是谁？",
    "row": "根据「{heading}」中的表格，「{row}」的「{header}」是下列哪一项？",
    "row_judge": "根据「{heading}」中的表格，「{row}」的「{header}」是「{cell}」。",
    "points": "「{heading}」一节列出了下列哪些要点？",
    "summary": "「{heading}」一节讲了什么？请先用自己的话概括，再对照原文自查。",
    "summary_within": "「{above}」中「{heading}」一节讲了什么？先用自己的话概括，再对照原文自查。",
    "summary_before": "「{heading}」一节在分述之前先讲了什么？请先用自己的话概括，再对照原文自查。",
    "passage": "「{heading}」一节讲到：「{first}」这一段接着讲了哪些要点？先自己概括，再对照原文。",
    "passage_asked": "「{heading}」一节问：「{first}」课文怎样回答？先自己回答，再对照原文。",
    "summary_opening": "课文开头讲了什么？请先用自己的话概括，再对照原文自查。",
    "attribution_person": "本课引用的「{quote}」是谁说的？",
    "sequence": "「{heading}」一节所说的顺序，是下列哪一项？（{told}）",
    "before_judge": "根据本课，「{first}」发生在「{second}」之前。",
    "earliest": "根据本课，下列事件中最早发生的是哪一件？",
    "latest": "根据本课，下列事件中最晚发生的是哪一件？",
    "happened": "它在{date}，{place}。",
    "listed": "{lead}{before}（　　）{after}。空缺处原文并列了下列哪几项？",
    "summed_up": "{whole}被概括为{told}",
    "speaks_of": "「{heading}」一节讲到了{told}。",
    "speaks_of_plain": "本课讲到了{told}。",
    "first": "按照「{heading}」一节的顺序，首先要做的是下列哪一项？",
    "after": "按照「{heading}」一节的顺序，紧接在「{step}」之后的是下列哪一项？",
    "last": "按照「{heading}」一节的顺序，最后要做的是下列哪一项？",
    "match_pairs": "根据「{heading}」一节，将左右两边相对应的内容配对。",
    "match_rows": "根据「{heading}」中的表格，将「{corner}」与「{header}」配对。",
    "match_terms": "将下列概念与本课对它的表述配对。",
    "match_roles": "根据本课，将下列事项与承担它的一方配对。",
    "match_dates": "将下列事件与本课所写的时间配对。",
    "bound": "{lead}下列哪一方{duty}？",
    "match_sources": "将下列表述与本课所引的出处配对。",
    "zipped": "根据「{heading}」一节，与「{told}」相对应的是下列哪一项？",
    "as_for": "「{heading}」一节的表述中，以下列哪一项为「{told}」？",
    "members": "根据「{heading}」一节，下列哪些属于「{told}」？",
    "rank": "根据「{heading}」一节，比「{told}」{top}一级的是下列哪一项？",
    "but": "根据「{heading}」一节，「{subject}」是下列哪一项？",
    "obliged": "{lead}{told}怎样做？请先写出要点，再对照原文自查。",
    "forbidden": "{lead}{told}有哪些行为？请先写出，再对照原文自查。",
    "obliged_all": "{lead}对「{party}」提出了哪些要求？请先写出要点，再对照原文自查。",
    "allowed_of": "根据本课，下列哪几项是「{party}」可以做的？",
    "obliged_of": "根据本课，下列哪几项是对「{party}」的要求？",
    "announced": "{lead}「{told}」，下面列了哪几项？请先写出，再对照原文自查。",
    "follows": "{lead}{breach}，{stage}，怎样处理？",
    "direction": "「{heading}」一节对「{subject}」的要求是下列哪一项？",
    "deed": "根据「{heading}」一节，{act}的是谁？",
    "meeting": "根据本课，{act}的是下列哪一次会议？",
    "match_meetings": "根据本课，将下列内容与对应的会议配对。",
    "match_deeds": "根据本课，将下列事情与做这件事的人配对。",
    "law": "根据本课，{law}{verb}的日期是下列哪一天？",
    "match_laws": "将下列法律法规与本课所写的{verb}日期配对。",
    "demands": "下列哪几项是「{heading}」一节提出的要求？",
    "role_shared": "「{heading}」一节讲到的分工中，承担「{act}」职责的是谁？",
    "right": "正确，{place}：{quote}",
    "number": "本课写的是{key}，{place}。",
    "other": "「{text}」{place}，说的是另一回事。",
    "sibling": "「{text}」也见于同一处，但对应的是「{owner}」。",
    "unlisted": "原文并列的各项中没有它，{place}。",
    "typed": "（填{sizes}个字）",
    "typed_in_turn": "（依次填{sizes}个字）",
    "explanation": "原文（{place}）：{quote}",
    "prompt": "请对照要点自查。",
    "says_true": "与原文一致。",
    "says_false": "与原文不符，原文是「{truth}」。",
    "step": "在原文的顺序里，「{text}」是第{n}项，{place}。",
    "not_listed_here": "这一节没有列出它；它{place}。",
    "thin": "课文太短，找不到足够的事实可供出题。",
    "no_facts": "课文里没有找到可以核对的事实（定义、日期、数字、分工、引文等），没有出题。",
    "few": "课文可供出题的内容较少，只生成了 {count} 道题，不足以组成多份不同的试卷。",
    "headings_only": "这份课文只有标题，没有正文，无法出题。",
    "damage": "有 {count} 处损坏尚未修复，附近的句子没有用来出题。",
    "no_sections": "课文没有可供出题的段落。",
    "uncovered": "有 {count} 节没有题目：这些段落里没有可以核对的事实。",
}
_HANT = {
    "lead": "「{heading}」一節指出：",
    "lead_plain": "本課指出：",
    "lead_rules": "「{heading}」一節規定：",
    "lead_rules_plain": "本課規定：",
    "lead_asks": "「{heading}」一節",
    "lead_asks_plain": "本課",
    "lead_about": "「{heading}」一節講到「{about}」時指出：",
    "lead_about_plain": "本課講到「{about}」時指出：",
    "place": "見於「{heading}」一節",
    "place_plain": "見於課文",
    "attribution": "本課引用的「{quote}」出自下列哪一項？",
    "attribution_first": "根據本課，首次提出「{quote}」的是下列哪一項？",
    "lead_told": "「{heading}」一節寫道：",
    "lead_plain_told": "本課寫道：",
    "cited": "本課引用「{quote}」時，指明它出自{source}。",
    "order_judge": "按照「{heading}」一節的順序，「{first}」排在「{second}」之前。",
    "decision": "根據本課，{verb}「{quote}」的是下列哪一次會議？",
    "position": "本課把「{term}」定位為下列哪一項？",
    "meaning": "根據本課，下列哪一項說的是「{term}」？",
    "term": "根據本課，「{meaning}」說的是下列哪一項？",
    "role_by": "{lead}{task}由誰{act}？",
    "role_does": "{lead}負責{task}的是誰？",
    "role_takes": "{lead}承擔{task}的是誰？",
    "role_is": "{lead}{task}是誰？",
    "role_approves": "{lead}{task}要經誰{act}？",
    "role_led": "{lead}在{task}中，承擔「{act}」職責的是誰？",
    "row": "根據「{heading}」中的表格，「{row}」的「{header}」是下列哪一項？",
    "row_judge": "根據「{heading}」中的表格，「{row}」的「{header}」是「{cell}」。",
    "points": "「{heading}」一節列出了下列哪些要點？",
    "summary": "「{heading}」一節講了什麼？請先用自己的話概括，再對照原文自查。",
    "summary_within": "「{above}」中「{heading}」一節講了什麼？先用自己的話概括，再對照原文自查。",
    "summary_before": "「{heading}」一節在分述之前先講了什麼？請先用自己的話概括，再對照原文自查。",
    "passage": "「{heading}」一節講到：「{first}」這一段接著講了哪些要點？先自己概括，再對照原文。",
    "passage_asked": "「{heading}」一節問：「{first}」課文怎樣回答？先自己回答，再對照原文。",
    "summary_opening": "課文開頭講了什麼？請先用自己的話概括，再對照原文自查。",
    "attribution_person": "本課引用的「{quote}」是誰說的？",
    "sequence": "「{heading}」一節所說的順序，是下列哪一項？（{told}）",
    "before_judge": "根據本課，「{first}」發生在「{second}」之前。",
    "earliest": "根據本課，下列事件中最早發生的是哪一件？",
    "latest": "根據本課，下列事件中最晚發生的是哪一件？",
    "happened": "它在{date}，{place}。",
    "listed": "{lead}{before}（　　）{after}。空缺處原文並列了下列哪幾項？",
    "summed_up": "{whole}被概括為{told}",
    "speaks_of": "「{heading}」一節講到了{told}。",
    "speaks_of_plain": "本課講到了{told}。",
    "first": "按照「{heading}」一節的順序，首先要做的是下列哪一項？",
    "after": "按照「{heading}」一節的順序，緊接在「{step}」之後的是下列哪一項？",
    "last": "按照「{heading}」一節的順序，最後要做的是下列哪一項？",
    "match_pairs": "根據「{heading}」一節，將左右兩邊相對應的內容配對。",
    "match_rows": "根據「{heading}」中的表格，將「{corner}」與「{header}」配對。",
    "match_terms": "將下列概念與本課對它的表述配對。",
    "match_roles": "根據本課，將下列事項與承擔它的一方配對。",
    "match_dates": "將下列事件與本課所寫的時間配對。",
    "bound": "{lead}下列哪一方{duty}？",
    "match_sources": "將下列表述與本課所引的出處配對。",
    "zipped": "根據「{heading}」一節，與「{told}」相對應的是下列哪一項？",
    "as_for": "「{heading}」一節的表述中，以下列哪一項為「{told}」？",
    "members": "根據「{heading}」一節，下列哪些屬於「{told}」？",
    "rank": "根據「{heading}」一節，比「{told}」{top}一級的是下列哪一項？",
    "but": "根據「{heading}」一節，「{subject}」是下列哪一項？",
    "obliged": "{lead}{told}怎樣做？請先寫出要點，再對照原文自查。",
    "forbidden": "{lead}{told}有哪些行為？請先寫出，再對照原文自查。",
    "obliged_all": "{lead}對「{party}」提出了哪些要求？請先寫出要點，再對照原文自查。",
    "allowed_of": "根據本課，下列哪幾項是「{party}」可以做的？",
    "obliged_of": "根據本課，下列哪幾項是對「{party}」的要求？",
    "announced": "{lead}「{told}」，下面列了哪幾項？請先寫出，再對照原文自查。",
    "follows": "{lead}{breach}，{stage}，怎樣處理？",
    "direction": "「{heading}」一節對「{subject}」的要求是下列哪一項？",
    "deed": "根據「{heading}」一節，{act}的是誰？",
    "meeting": "根據本課，{act}的是下列哪一次會議？",
    "match_meetings": "根據本課，將下列內容與對應的會議配對。",
    "match_deeds": "根據本課，將下列事情與做這件事的人配對。",
    "law": "根據本課，{law}{verb}的日期是下列哪一天？",
    "match_laws": "將下列法律法規與本課所寫的{verb}日期配對。",
    "demands": "下列哪幾項是「{heading}」一節提出的要求？",
    "role_shared": "「{heading}」一節講到的分工中，承擔「{act}」職責的是誰？",
    "right": "正確，{place}：{quote}",
    "number": "本課寫的是{key}，{place}。",
    "other": "「{text}」{place}，說的是另一回事。",
    "sibling": "「{text}」也見於同一處，但對應的是「{owner}」。",
    "unlisted": "原文並列的各項中沒有它，{place}。",
    "typed": "（填{sizes}個字）",
    "typed_in_turn": "（依次填{sizes}個字）",
    "explanation": "原文（{place}）：{quote}",
    "prompt": "請對照要點自查。",
    "says_true": "與原文一致。",
    "says_false": "與原文不符，原文是「{truth}」。",
    "step": "在原文的順序裡，「{text}」是第{n}項，{place}。",
    "not_listed_here": "這一節沒有列出它；它{place}。",
    "thin": "課文太短，找不到足夠的事實可供出題。",
    "no_facts": "課文裡沒有找到可以核對的事實（定義、日期、數字、分工、引文等），沒有出題。",
    "few": "課文可供出題的內容較少，只生成了 {count} 道題，不足以組成多份不同的試卷。",
    "headings_only": "這份課文只有標題，沒有正文，無法出題。",
    "damage": "有 {count} 處損壞尚未修復，附近的句子沒有用來出題。",
    "no_sections": "課文沒有可供出題的段落。",
    "uncovered": "有 {count} 節沒有題目：這些段落裡沒有可以核對的事實。",
}
_EN = {
    "lead": "According to “{heading}”: ",
    "lead_plain": "According to the lesson: ",
    "place": "see “{heading}”",
    "place_plain": "see the lesson",
    "attribution": "Which source does the lesson give for this statement: “{quote}”?",
    "order_judge": "In the order given in “{heading}”, “{first}” comes before “{second}”.",
    "decision": "According to the lesson, which body {verb} “{quote}”?",
    "position": "How does the lesson describe “{term}”?",
    "meaning": "According to the lesson, which of these describes “{term}”?",
    "term": "According to the lesson, what is described as “{meaning}”?",
    "role_does": "{lead}who is responsible for {task}?",
    "match_roles": "Match each duty with whoever the lesson gives it to.",
    "row": "In the table of “{heading}”, what stands under “{header}” for “{row}”?",
    "row_judge": "In the table of “{heading}”, the entry under “{header}” for “{row}” is “{cell}”.",
    "points": "Which of these points are made in “{heading}”?",
    "listed": "{lead}{before}( … ){after}. Which of these does the lesson list here?",
    "first": "In the order given in “{heading}”, what comes first?",
    "after": "In the order given in “{heading}”, what comes right after “{step}”?",
    "last": "In the order given in “{heading}”, what comes last?",
    "match_pairs": "Match the two sides as the lesson does in “{heading}”.",
    "match_rows": "Match “{corner}” with “{header}” as in the table of “{heading}”.",
    "match_terms": "Match each term with the lesson’s description of it.",
    "match_dates": "Match each event with the date the lesson gives.",
    "match_sources": "Match each statement with the source the lesson gives.",
    "right": "Correct, {place}: {quote}",
    "number": "The lesson says {key}, {place}.",
    "other": "“{text}” ({place}) is about something else.",
    "sibling": "“{text}” stands in the same place but belongs to “{owner}”.",
    "unlisted": "The lesson does not list it here, {place}.",
    "explanation": "The lesson ({place}): {quote}",
    "summary_before": "What does “{heading}” say ahead of its own sections? Sum it up, then check.",
    "summary": "What does “{heading}” say? Sum it up in your own words, then check with the text.",
    "prompt": "Check your answer against these points.",
    "who": "{lead}who {act} {task}?",
    "match_limits": "Match each of these with the time the lesson sets for it.",
    "cases": "{lead}{words} Which of these cases does the lesson name here?",
    "why": "{place}“{claim}.” What reason does the lesson give for this?",
    "change": "One change the lesson tells of is from {before} to {after}",
    "what": "{place}what is {term}?",
    "orders": "In “{heading}”, which of these belong to “{title}”?",
    "says_otherwise": "The lesson says otherwise. ",
    "says_true": "This is what the lesson says. ",
    "says_false": "The lesson says “{truth}”. ",
    "step": "In the lesson’s order “{text}” is number {n}, {place}.",
    "not_listed_here": "It is not listed in this section; {place}.",
    "thin": "The text is too short to hold facts one could ask about.",
    "no_facts": "No checkable facts (definitions, dates, figures, lists, sources) were "
    "found, so no questions were made.",
    "few": "The text offers little to ask about: only {count} questions, too few for "
    "several different papers.",
    "headings_only": "This lesson has headings only and no text to ask about.",
    "damage": "{count} damaged places are not repaired yet; sentences beside them were left out.",
    "no_sections": "The lesson has no paragraphs to ask about.",
    "uncovered": "{count} sections have no question: nothing checkable was found in them.",
}
_INNER = str.maketrans("「」", "『』")
_BEGINNING = 30  # characters
_REPORTS = re.compile(r"指出|强调|提出|写道|规定:")
_STOPPED = re.compile(r"[。！？!?][”」』’]$")
# Words for the reader of the whole text: what a name is shortened to below, on what ground.
_ASIDE = re.compile(
    r"[（(](?:以下)?(?:简称|簡稱)[^）)]*[）)]|(?<=[^，。；：,;:])(?:据此|據此|为此|為此)"
)
_WORDS: dict[Language, dict[str, str]] = {"hans": _HANS, "hant": _HANT, "en": _EN}


class Wording:
    """Templates filled for one lesson."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._words = _WORDS[lesson.language]
        self.gap = _GAPS[lesson.language]

    def has(self, name: str) -> bool:
        return name in self._words

    def say(self, name: str, **parts: str) -> str:
        """The template filled; a part's own 「」 become 『』 where the template sets it in 「」."""
        template = self._words[name]
        for key, part in parts.items():
            if f"「{{{key}}}」" in template and "「" in part:
                parts[key] = part.translate(_INNER)
        return template.format(**parts)

    def lead(self, section: str, words: str = "") -> str:
        """Where the lesson says `words`; 写道 before what itself says that somebody 指出."""
        heading = self._lesson.heading(section)
        if not heading or self._is_run_in(section, words):
            return self.plain_lead(words)
        return self.say("lead" + self._told(words), heading=heading)

    def ruled(self, section: str, name: str = "rules") -> str:
        """Where the lesson rules (`rules`) or asks something (`asks`)."""
        heading = self._lesson.heading(section)
        if not heading:
            return self._words[f"lead_{name}_plain"]
        return self.say(f"lead_{name}", heading=heading)

    def _is_run_in(self, section: str, words: str) -> bool:
        """Whether another point begins in the paragraph before: what (二) says, (一) does not."""
        text = self._lesson.text
        said = _GAP_OR_FIGURE.split(words)[0][:_FOUND_BY]
        at = text.find(said, self._lesson.section(section).start) if len(said) > 2 else -1
        if at >= self._lesson.own_end(self._lesson.section(section)):
            return True
        return at > 0 and bool(_RUN_IN.search(text[text.rfind("\n", 0, at) + 1 : at]))

    def plain_lead(self, words: str = "") -> str:
        return self._words["lead_plain" + self._told(words)]

    def _told(self, words: str) -> str:
        is_told = _REPORTS.search(shadow(words)[:_BEGINNING]) and self._lesson.language != "en"
        return "_told" if is_told else ""

    def place(self, section: str) -> str:
        heading = self._lesson.heading(section)
        if not heading:
            return self._words["place_plain"]
        return self.say("place", heading=heading)

    def stop(self, statement: str) -> str:
        """The statement with a full stop of its language."""
        statement = _ASIDE.sub("", statement)
        if _STOPPED.search(statement):
            return statement
        statement = statement.rstrip("，。；、,;. ")
        if self._lesson.language == "en":
            statement = statement[:1].upper() + statement[1:]
        return statement + ("." if self._lesson.language == "en" else "。")
