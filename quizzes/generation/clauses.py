"""Cutting a self-contained statement out of a sentence.

Belongs here: where clauses begin and end, what may start or end a statement. Not here: what
the statement says.
"""

from __future__ import annotations

import re

from common.folding import shadow
from lessons.importing.outline import Span
from quizzes.generation.lesson import Lesson

_LEAST_SAID = 7  # characters beside figures: a date alone states nothing
OPENERS, CLOSERS = "“‘《(【", "”’》)】"
_LEADS = re.compile(
    r"(?:\*\*|再说[^,:]{0,4}[:,]|[—\-–]{1,2}(?!\d)|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十百]{1,4}条\s+"
    r"|[一二三四五六七八九]是(?:要)?|其[一二三四五六]是|第[一二三四五六七八九](?:,|是)"
    r"|[一二三四五六七八九]、(?![一二三四五六七八九十])|\([一二三四五六七八九\d]\)|同时(?:规定|要求|明确|指出|提出)?[,也]|[为由]此,|此外,|另外,|因此,|因而,?|所以,?|首先(?:是|,)?"
    r"|其次(?:是|,)?|再次,"
    r"|最后(?:是|,)?|另一方面,|一方面,|例如,|比如,|其中,?|从此,|总之,"
    r"|事实说明,|总的看,"
    r"|(?:需要|应当|值得)(?:特别|一)?(?:提醒|说明|注意|指出|强调|提)的是,|(?:顺便|附带)[说提][^,]{0,10},"
    r"|(?:First|Second|Third|Fourth|Fifth|Then|Next|Finally|Lastly)(?:ly)?, ?"
    r"|特别是|当然,|其实,|而且,?|并且,?|而(?!且)|但是?,?|不过,|就是|可是,?|[,;:、\s])+"
)
_ORDERED = re.compile(r"首先.*(?:其次|最后)")
_DANGLING = re.compile(
    r"(?:[“]?)(?:这|其(?!他)|该|此|它|他|她|上述|那|前者|后者|以上|以下|如此|同(?:年|月|日"
    r"|样)|当(?:年|月|天|日|时)"
    r"|次年|第二年|随后|于是|并(?!非|存|列)|也|还|又|就|则|都|却|而|但|或者|进而|从而|即"
    r"|使|以便|以免|由此|为此|对此"
    r"|是(?!否)|要求|确保|使得|促使|以(?!上|下|内|外|[^,]{1,8}为)|两者|二者|双方|经过这"
    r"|另一?(?!方|外|行选)|第[二三四五](?:周|天|个?月|次会议)|剩余|其余|后来|不(?:仅|但|只)"
    r"|任期[一二三四五六七八九十两\d]|[一-鿿]{1,2}不(?:下来|了|成|好|动|结)的(?=[,由交报])|也就是说|换句话说|简单地说|说到底|可见|正因为?如此|有了|一来|二来|结果|为的是|目的是|[^,]{0,6}还有|回头看"
    r"|(?:[一二三四五六七八九十两半几\d]+(?:多)?(?:天|年|个?月|周|日|小时|个小时))(?:以|之)?后"
    r"|第[一二三四五六七八九十](?:种|类|个|项|条|步|点|层|款|件|方面|阶段|关)(?!人|家|五)"
    r"|(?:主要|基本|具体)内容(?:分|包括|有|是)|[前后]一[个件条种次]|(?:解除|期满|届满|结束|到期)(?:之|以)?后|认为[^,;:]{2,20}的,"
    r"|(?:[前后另]|[这那]?)[一二两三四五六](?:种|类|项|者|条|款|方|样|句|份|部分|层|件|步|道|关)(?!人|半)[^,]"
    r"|(?:[一二三四五六七八九十两百\d]+|____)个?(?:工作)?(?:日|天|小时|分钟|个?月|年|周)(?:之|以)?内"
    r"|\d{1,2}月(?:\d{1,2}日)?(?:,|举行|召开|印发|发布|中央|[^,]{0,2}举行)"
    r"|每(?:月|年|季度|周|天|半年)(?:[一二三四五六七八九十\d]+[日号])?(?:更新|检查|报|开|召开|组织|公布|张榜|评|清|查|集中)"
    r"|(?:从|自|打)那|再加上|加上|回(?:来|去)以?后|到了(?!\d)|听完|看完|散会|事后"
    r"|[一二三四五六七八九](?:本|张|套|支|份)[^,;:]{1,4},|[^,;:]{0,14}(?:他们|她们|它们)"
    r"|因为|(?:没有|不能|未能?|拒不|仍|情节[^,]{2,4}|已满|不服|不同意|收到)[^,;:]{0,14}的,"
    r"|[^,;:]{0,5}当年\d|[^,;:]{0,24}同样是|不符合[^,;]{0,8}的,"
    r"|现在的(?:要求|规定|做法)是|与(?:此|之)|相比之下|同样"
    r"|(?:划?分为|分成|划分成|共分)[^,;:]{0,3}[^,;:]|(?:主持|牵头|协助)(?!人)[^,;:]{3,30},|当晚|当场|此前|临走|表面上|实际上|就这样|不久|接着|紧接着|规定,|把它|并由|再[由把将向]|均|在[^,;]{1,6}是)"
)
_DANGLING_ANYWHERE = re.compile(
    r"(?:^|[,;:])(?:这(?!样|就?叫)|该|那[场座]|上述)|这[项种些次一场座件里儿时边笔部份本份张条类批支]"
    r"|^[^,;:]{0,12}(?:这(?!样|[种项]?(?:是|就))|此(?!外|类))"
    r"|那(?:[间座里边时年天位名条只次场]|个时)|此[时间地举后前]|(?<!因)由此|第[一二三四五]项(?:的|,)"
    r"|(?:前|后)[一两二三]?[项款]|[上前]述|^[^,;:]{0,8}[又却]|^对于[^,;]*,则"
    r"|^[^,;:]{1,14}[它]|^(?:到|截至|自|从)?\d{4}年[^,;]{0,4},(?:控制|[降提]|达到|增|减|建成|完成|实现)"
    r"|这[一二三四五六七八九十两]+[部项条类种个]|^包括|^其他(?!人)|同样[要应须是]|^不[^,。]{1,6}的由"
    r"|[前后]一个(?:社区|村|支部|单位|部门|街道|镇)|[^\s(] {2,}[^\s)]"
    r"|^(?:人民)?法院应当?在[^,]*作出决定"
    r"|^(?:期满|届满)|^按照[^,;]{2,14}(?:规定|要求)[^,;]{0,4}(?:向|报|办|给|处|予)"
)
_SPOKEN = re.compile(  # an anecdote or a word to the audience, no statement of the lesson
    r"^(?:(?:现在|如今)(?:不|可)|以前|从前|有一[次年天回]|记得|[常总老也]?有人[说问]|据说|听说|有[位个])"
    r"|有的?(?:同志|党员|干部|群众|支部|人|地方)[^,;:]{0,8}(?:说|讲|认为|觉得|以为)"
    r"|(?:呢|吧|啊|嘛|哩|呀|啦|罢了|而已)$"
    r"|(?:^[^,;]*|[,;])(?:她|(?<!其)他(?![人们山乡]))"
    r"|(?<!自)我(?![国党军省市县区镇乡街村们])|[俺咱你您]"
)
_STORY = re.compile(
    r"^(?:前|去)年(?!起|以来)|^有(?:的|些|个)(?:单位|地方|村|社区|支部|企业|人|家|居民)"
    r"|(?:当天|第二天|次日|当日)(?:上午|下午|早上|晚上|一早|中午|就)|赶到|连夜|今年满"
    r"|[赵钱孙李周吴郑王冯陈沈韩杨朱何张曹金魏姜谢苏罗梁宋唐许邓曾彭萧田董潘袁蔡蒋余于杜叶程魏吕丁任卢姚钟][叔婶姨伯嫂]"
    r"|起初|(?<!召)开业(?!主)|刚开始|一开始|原先|想得|爷爷|奶奶|老[伯婆公太张王李赵刘陈杨汉]|大[妈爷叔婶嫂娘姐哥]"
    r"|当场(?:定|表态|拍板|答应|承诺|决定)|师傅|婆婆|媳妇|儿子|女儿|闺女|娃|孩子说|老两口"
    r"|化名|作文里|日记里|有一回|一回|那年|打那|打小|租了|吵|闹翻|老[大二三]|兄弟|面馆|(?:^|[,;])一[家名位](?!之)|头一年|摔门|红过脸|岁数|小两口|[张王李赵刘陈杨吴周孙]某|我[家妈爸爹娘]"
)
_QUOTATION = re.compile(r"“[^”]*”")
_ADVERBIAL = re.compile(  # 在…全会上: when or where, and nothing said of it
    r"(?:^|[,;:])(?:(?:在(?![岗职校籍册读任])|当|于)[^,;:]*(?:上|中|下|里|内|间|(?<![学课小工])时|后|前|来|际)|[^,;:]*期间"
    r"|(?:随着|按照|围绕|针对|关于|为了|除了)[^,;:了应须可予处]*)$"
    r"|(?:^|[,;:])(?:对|在(?![岗职校籍册读任]))[^,;:]{2,14}$|等$"
    r"|(?:^|[,;:])由[^,;:]{1,12}(?:部门|单位|组织|机构|委员会|支部|党委|政府|法院|书记|主任)$|(?:下列|以下|如下)[^,;:]{0,6}$|^[^,;:]*的《[^》]+》(?:\([^)]*\))?$"
    r"|(?:^|[,;:])自[^,;:]*起[^,;:]{1,8}[之以]?内$|使(?![^,;:]*成为)[^,;:]{2,20}的[^,;:]{1,5}$"
    r"|(?<![的项条些出成内免])(?:提出|指出|强调|要求|规定|明确|决定|认为|表示|写道|告诉|包括|达到|成为|具有|说|问)$"
)
_WHOLE_QUOTATION = re.compile(r"“[^“”]*”$")  # who says it, and of what, stands before
_NEEDS_SUBJECT = re.compile(
    r"由|自[^,]{2,20}之日起|可以|应当?(?!对)|不得|必须|须|有权|一般|同时|进一步|部署|列出|目的|以[^,;:]{1,20}为|确定|提出|规定|明确(?:了|提出|规定)|发布|制定|印发|召开|设立|建成|成立|下设|共|达|增|减|人均|同意|决定|通过"
    r"|要求|强调|指出|写入|列入|授予|荣获|获得|[^,;:]{1,4}了"
)
_POINT = re.compile(r"[一二三四五六七八九]是$")
OWN_SUBJECT = re.compile(
    r"(?!(?:介绍|写明|了解|加强|坚持|做好|建立|完善|提高|推动|推进|开展|组织|落实|向|对|把|将|给|为了|按照|根据|通过|以|用|在|从)"
    r")[^,;:]{2,16}?(?:是|要|应当?|必须|须|不得|可以|有|能|将|会|被|都|由|负责|一般|每|就|不|实行|包括|分为|达到|为)"
)
_POINT_HEAD = re.compile(  # 其二是隐私受到保护的权利,借阅记录…: a title before its sentence
    r"[^,;:。]{2,14}(?:权利|作用|原则|制度|义务|责任|机制|要求|标准|条件|优势|特点|关系),"
    r"|[^,;:。]{2,6},(?=[^,。]{1,8}(?:应当|必须|须|不得))"
    rf"|[^,;:。应须要可]{{2,4}},(?={OWN_SUBJECT.pattern})"
)
_DANGLING_ENGLISH = re.compile(
    r"(?:It|Its|This|That|These|Those|They|Their|He|She|His|Her|There|Such|Here|Then|But"
    r"|And|So|Thus|Also|Today the"
    r"|The (?:rule|result|answer|answers|reason|effect|idea|method|lesson|point|figure|figures)"
    r"|Instead|Yet|Otherwise|Meanwhile|Afterwards|Moreover|Furthermore|Similarly|Likewise"
    r"|As a result|For this reason|In addition|However|Therefore"
    r"|Only then|Both|Neither|Each of|Some of)\b|(?:it|they|them|who"
    r"|which|that|and|but|or|because)\b"
)
_DANGLING_GROUP = re.compile(r"[A-Za-z]+ (?:of )?(?:these|those|them|this)\b")
_AGENT_FIRST = re.compile(  # what they chair or decide was said before
    r"由[^,;]{2,14}?(?:主持|负责|牵头|组织|审批|担任|召集|审核|决定|承担|协助|提供|兼任)"
)
_ANNOUNCED = re.compile(
    r"(?P<count>[两三四五六七八九十])(?:条|项|点|层|步|类|种|件|句话|个|大|道|档)"
    r"[^,;:、]{0,6}:"
)
_NAME_ONLY = re.compile(
    r"的(?:情况|事项|内容|人员?|情形|行为|问题|材料|单位|党员|同志|支部|村|社区|小区|家庭|企业)?[。,]?$"
)
_GENERIC = re.compile(
    r"(?:领取|办理|审批|保管|公示|申请)?(?P<noun>草案|方案|法律|办法|文件|条例|细则|意见|期限|申请|材料|名单|合同|协议|报告|决定|结果"
    r"|中心|待遇|对象|发言|公约|章程|项目|试点|资金|经费|费用|补贴|奖金|会期|工程)"
    r"(?=[,要应须必不由为是有可在按自列规只还也都一])"
)
_EXAMPLES_OF = re.compile(r"[^,;:是应须要可有]{2,18},(?:比?如|例如)[^,]*$")
_SAYS = re.compile(
    r"是|应当?|须|要|可以?|不得|有|为|属|包括|由[^,;]{2,12}(?:负责|承担|处理|办理|审批)"
)
_BOUND_LAST = re.compile(  # 中心温度应当达到70℃以上, 冷藏48小时以上: set, not supposed
    r"(?:应当?|须|必须|要|达到|保持|保存|留存|冷藏|加热|控制|不少于|不低于|处)[^,;的]{0,12}以[上下]$"
)
_CONDITION = re.compile(
    r"(?:的|(?<![学课小工])时|后|前|者|以上|以下|时候|之后|以后|如果[^,]*|若[^,]*|只有[^,]*|凡[^,]*),?$"
)


def clauses(shadow: str, span: Span) -> list[Span]:
    """The spans between , ; : outside quotation marks and brackets; marks belong to neither."""
    found, depth, at = [], 0, span[0]
    for i in range(span[0], span[1]):
        char = shadow[i]
        if char in OPENERS:
            depth += 1
        elif char in CLOSERS:
            depth = max(0, depth - 1)
        elif depth == 0 and char in ",;:。!?" and not _in_number(shadow, i):
            if i > at:
                found.append((at, i))
            at = i + 1
    if at < span[1]:
        found.append((at, span[1]))
    return found


def _in_number(shadow: str, i: int) -> bool:
    around = shadow[i - 1 : i] + shadow[i + 1 : i + 2]
    return shadow[i] in ",:" and len(around) == 2 and around.isdigit()


def strip_lead(lesson: Lesson, span: Span) -> Span:
    """The span without enumerators and connectives before it and marks after it."""
    start, end = span
    match = _LEADS.match(lesson.shadow, start, end)
    if match and not _ORDERED.match(lesson.shadow, start, end):
        start = match.end()
        head = _POINT_HEAD.match(lesson.shadow, start, end)
        start = head.end() if head and _POINT.search(match[0]) else start
    while end > start and lesson.shadow[end - 1] in ",;:。、!? ":
        end -= 1
    return (start, end)


def is_dangling(shadow: str) -> bool:
    """Whether the words lean on something said before them."""
    if _DANGLING_ENGLISH.match(shadow) or _DANGLING_GROUP.match(shadow):
        return True
    if -1 < shadow.find("其中") < 10:
        return True
    return bool(_DANGLING.match(shadow) or _DANGLING_ANYWHERE.search(shadow))


def lacks_predicate(shadow: str) -> bool:
    """Whether the last clause only says when, where or on what ground."""
    return bool(_ADVERBIAL.search(shadow))


def lacks_subject(shadow: str) -> bool:
    """Whether the words begin with a deed (提出了…, 由…), whose doer stood before them."""
    return bool(_NEEDS_SUBJECT.match(shadow))


def is_story(shadow: str) -> bool:
    """Whether the words tell what happened to people one meets once, not what the lesson says."""
    return bool(_STORY.search(shadow))


def is_spoken(shadow: str) -> bool:
    """Whether the words, quotations aside, tell of somebody unnamed or speak to the audience."""
    return bool(_SPOKEN.search(_QUOTATION.sub("某", shadow)))


def is_bare_name(words: str) -> bool:
    """Whether they only name a case or a thing: 构成犯罪的、已经由法院受理的."""
    if _EXAMPLES_OF.match(words):
        return True  # 基本公共卫生服务,如建立健康档案、慢病随访
    return bool(_NAME_ONLY.search(words)) and not _SAYS.search(words)


def _lacks_topic(lesson: Lesson, span: Span) -> bool:
    """Whether they begin with a paper, a term or a meeting that only its section could name."""
    match = _GENERIC.match(lesson.seen(span))
    if match is None:
        return False
    if _is_named_once(lesson, span[0], match):
        return False
    section = lesson.section(lesson.sentence_at(span[0]).section)  # type: ignore[union-attr]
    named = shadow(f"{lesson.heading(section.id)} {lesson.heading(section.parent or section.id)}")
    return match["noun"] not in named + lesson.title


def _is_named_once(lesson: Lesson, start: int, match: re.Match[str]) -> bool:
    """细则规定: where the lesson names one such paper in full before, it is that one."""
    if not lesson.shadow.startswith("规定", start + match.end()):
        return False
    titles = re.findall(rf"《([^》]*{match['noun']})(?:\([^)]*\))?》", lesson.shadow[:start])
    return len(set(titles)) == 1


def _announces_more(words: str) -> bool:
    """Whether they count more points than they tell: 变化有四条:自己的路自己走."""
    match = _ANNOUNCED.search(words)
    if match is None:
        return False
    told = re.split(r"[,;、]", words[match.end() :].rstrip("。"))
    return len(told) < "两三四五六七八九十".index(match["count"]) + 2


def stands(lesson: Lesson, span: Span) -> bool:
    """Whether the words are a statement that can be understood by itself."""
    words = lesson.seen(span)
    return (
        len(re.sub(r"[\d年月日,、()\s]", "", words)) >= _LEAST_SAID
        and not is_dangling(words)
        and not _AGENT_FIRST.match(words)
        and not (_CONDITION.search(words) and not _BOUND_LAST.search(words))
        and not lacks_predicate(words)
        and not is_bare_name(words)
        and not _announces_more(words)
        and not _lacks_topic(lesson, span)
        and not _WHOLE_QUOTATION.match(words)
        and not is_spoken(words)
        and all(words.count(a) == words.count(b) for a, b in ("“”", "《》", "()", "‘’"))
    )
