"""Terms in quotation marks that the lesson coins or uses once: names of methods, slogans, rules."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_TERM = re.compile(r"“(?P<term>[^“”。!?\n]{2,24})”")
_NAMED = re.compile(
    r"(?:叫作|叫做|称为|称作|概括为|归纳为|编成[^,。]{0,6}|列为|推行|实行|推行了?|开设[^,。]{0,4}|订下|强化|打造|采用|(?<!不)提出了?|遵循|坚持和?发展[^,。]{0,4}|坚持|根据|按照|破解[^,。]{0,6}|第[一二三四五]律是|即|加盖|(?<!规)定为|确定为|命名为|认定为|俗称|人称|(?:大家|人们|我们)?(?:熟悉|熟知|常说)的|(?:通|习惯上)称|这(?:就)?叫|建起|设立|成立|开通|创办)[:,]?$"
)
_AFTER = re.compile(
    r"^(?:号(?=[^,。;]{0,3}(?:下水|建成|舰|轮|发射|起飞|首航|抵达|升空|成功))|,(?:就是(?:既|指)|是指|指的是)|原则|的原则|的规矩|的?办法|的?做法|方法|工作法|经验|五步|四步|三步|模式|品牌|机制|行动|工程|制度|的发展思路|的突出问题|的要求|联络法|站点|平台|体系|列为|作为)"
)

_STOCK = re.compile(  # every cadre can go on
    r"为官一任|江山就是人民|打铁|功成不必在我|不忘初心|全心全意|实事求是|没有调查|苟利国家|先天下之忧|得民心者|水能载舟|效率就是生命|两个基本点|发展才是硬道理|摸着石头|绿水青山|人民至上|敢教日月|星星之火"
)
_FOIL = re.compile(  # what the lesson turns away from can be worded in many ways
    r"(?:不(?:只|仅|单)?是|并非|不等于|不能只|不能以|以为|误作|当成|当作|变成|代替|不得以|避免|防止|反对|杜绝)$"
)
_SAID = re.compile(
    r"^(?:之类|这样的|这类|这种|的话|为由|一句|[两三四]个字|的(?:路上|时候|人|声音))"
)
_OFTEN = 2
_COUNT = re.compile(r"^[两二三四五六七八九十\d]")


_CALLED = re.compile(r",这就?叫(?:做|作)?(?P<term>[^,。;:“”的是什哪]{2,6})(?=[。,;])")  # 差额选举


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        found += [
            Found(
                "term", sentence.section, *match.span("term"), "named", {"term": match.span("term")}
            )
            for match in _CALLED.finditer(lesson.shadow, sentence.start, sentence.end)
            if lesson.shadow.count(match["term"]) <= _OFTEN
        ]
        for match in _TERM.finditer(lesson.shadow, sentence.start, sentence.end):
            term = match["term"]
            before = lesson.shadow[max(sentence.start, match.start() - 12) : match.start()]
            after = lesson.shadow[match.end() : match.end() + 8]
            named = bool(_NAMED.search(before) or _AFTER.match(after))
            if not named:
                continue  # colour, or half of a saying: other words would say it as well
            if _COUNT.match(term):
                continue  # 三免, 二十字标准: its parts tell it, or it is written otherwise
            if _FOIL.search(before) or _SAID.match(after):
                continue
            if _counts_what_follows(term, lesson.shadow[match.end() : sentence.end]):
                continue
            if _STOCK.search(term):
                continue
            if re.search(r"可以|鼓励|如|比如", before) and after.startswith("活动"):
                continue
            if _is_example(before) or lesson.shadow.count(term) > _OFTEN:
                continue
            found.append(
                Found(
                    "term",
                    sentence.section,
                    match.start(),
                    match.end(),
                    "named",
                    {"term": match.span("term")},
                )
            )
    return found


def _counts_what_follows(term: str, after: str) -> bool:
    """“八个一”标准:一台…、一部…: whoever counts knows the name."""
    return bool(_COUNT.match(term) and re.match(r"[^,。;:、]{0,8}[:、]", after))


def _is_example(before: str) -> bool:
    return bool(
        re.search(
            r"(?:例如|比如|如|像|说|讲|张口就是|喊|问|反映|感慨|感叹|笑称|直言|坦言|抱怨|念叨|写着|总结说|所谓|觉得自己被|不用|不能只写|不写|只写|”)[:,]?$",
            before,
        )
    )
