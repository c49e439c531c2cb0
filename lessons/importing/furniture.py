"""Lines that belong to the page around a lesson: who posted it, sharing, copyright, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

_POSTED = (
    r"发布时间|发布日期|发表时间|发表于|更新时间|更新日期|发稿时间|成文日期|生成日期|录入时间|日期|时间|"
    r"来源|稿源|稿件来源|文章来源|信息来源|作者|撰稿|供稿|通讯员|责任编辑|责编|编辑|审核|校对|录入|"
    r"发文机关|发文单位|公文种类|主题词|有效性|发布人|发布者|发布单位|发布机构|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|点击次数|点击数|点击量|点击率|"
    r"点击|访问量|人气|字体|字号|字体大小|索引号|索引码|发文字号|主题分类|信息分类|分类|关键词|关键字|标签|"
    r"發佈時間|發布時間|來源|責任編輯|編輯|瀏覽次數|點擊數|字體|審核|"
    r"Posted|Published|Updated|Source|Author|By|Editor|Views|Tags|Category"
)
_LABEL = re.compile(rf"(?:^|[\s|｜（(【\[])(?:{_POSTED})\s*[:：]", re.IGNORECASE)
_SURE_LABEL = re.compile(
    r"^[（(【\[]?\s*(?:发布时间|发布日期|发表时间|发稿时间|更新时间|更新日期|文章来源|信息来源|稿件来源|稿源|"
    r"责任编辑|责编|浏览次数|浏览量|阅读次数|阅读量|点击数|点击次数|点击量|点击率|访问量|索引号|发文字号|"
    r"發佈時間|發布時間|責任編輯|瀏覽次數|點擊數)\s*[:：]"
)
_EDGE_LABEL = re.compile(
    r"^[（(【\[]?\s*(?:来源|來源|作者|编辑|編輯|审核|校对|供稿|撰稿|通讯员|日期|时间|字体|字号|关键词|标签|"
    r"Source|Author|By|Editor|Views|Tags|Posted on|Published on)\s*[:：]",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"^[【\[（(|\s]*(?:上一篇|下一篇|上一条|下一条|上一页|下一页|没有了|分享到|分享至|分享本文|扫一扫|扫码|"
    r"打印本页|打印正文|打印|关闭窗口|关闭本页|返回顶部|返回首页|返回列表|收藏本页|加入收藏|设为首页|"
    r"当前位置|您的位置|您现在的位置|您所在的位置|你的位置|所在位置|我要纠错|网页纠错|点赞|举报|"
    r"责任编辑|相关附件下载|更多精彩|長按|长按识别|点击上方|欢迎关注|關閉視窗|友善列印|"
    r"Share (?:this|on)|Print this|Back to top|Previous (?:post|article)|Next (?:post|article)|"
    r"You are here|Skip to|Home\s*[>»/])",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"版权所有|版權所有|Copyright|©|All rights reserved|ICP备|ICP证|公网安备|网站标识码|备案号|"
    r"备案序号|技术支持[:：]|技術支持[:：]|网站地图|站长统计|主办单位[:：]|承办[:：]|未经授权|转载请注明",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^[【\[>»■◆●\s]*(?:相关(?:阅读|链接|文章|新闻|报道|推荐|信息|稿件|内容|专题)|推荐阅读|猜你喜欢|热门(?:文章|推荐|阅读|新闻)|"
    r"最新(?:文章|动态|资讯|消息)|您可能感兴趣|大家都在看|更多(?:文章|新闻)|网友评论|发表评论|全部评论|评论列表|"
    r"相關(?:閱讀|連結|文章|新聞|報導)|"
    r"Related (?:posts|articles|links|stories)|You may also like|Recommended|Comments)"
    r"\s*[】\]:：>»]*\s*"
    r"(?:更多|more)?$",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"(?<=[索引号]) (?=[引号])")  # 索 引 号
_BYLINE = re.compile(
    r"^(?:By(?: [A-Z][\w.-]+){1,4}$|(?:Posted|Published|Updated|Last updated) (?:on|by|in|at)\b)"
)
_DATE = re.compile(
    r"^[\[【（(]?\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:\s*\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2})?)?\s*[\]】）)]?(?:\s*(?:来源|來源)\s*[:：].*)?$"
)
_FONT_SIZES = re.compile(
    r"^(?:字[体号]\s*[:：]?)?[【\[（(]?\s*大\s*[|/]?\s*中\s*[|/]?\s*小\s*[】\])）]?$"
)
_SYMBOLS_ONLY = re.compile(r"^[\W_]+$")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—―－~～·•]*\s*\d{1,4}\s*[-–—―－~～·•]*|第\s*[\d一二三四五六七八九十百]+\s*[页頁](?:\s*[,，/／、]?\s*共\s*[\d一二三四五六七八九十百]+\s*[页頁])?|"
    r"共\s*\d+\s*[页頁][,，\s]*第\s*\d+\s*[页頁]|\d{1,4}\s*[/／]\s*\d{1,4}|"
    r"page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[ivx]{1,6})$",
    re.IGNORECASE,
)
_CONTENTS_TITLE = re.compile(
    r"^[【\[]?(?:目\s*[录錄次]|contents|table of contents)[】\]]?\s*[:：]?$", re.I
)
_LEADERS = re.compile(r"(?:[.．…·‥⋯]\s*){3,}\s*[（(]?\d{1,4}[)）]?$")
_TAB_NUMBER = re.compile(r"^[^\t]*\t+\s*\d{1,4}$")
EDGE = 6  # lines at either end of an article where a lone 来源： or 作者： is not part of it


def is_page_line(text: str) -> bool:
    """Whether a line is page furniture wherever it stands."""
    if len(text) > 120:
        return False
    text = _SPREAD.sub("", text)
    return bool(
        len(_LABEL.findall(text)) >= 2
        or (len(text) <= 60 and _SURE_LABEL.search(text))
        or (len(text) <= 60 and _PAGE_WORDS.search(text) and "。" not in text)
        or (_IMPRINT.search(text) and not text.endswith("。"))
        or _FONT_SIZES.match(text)
    )


def is_edge_line(text: str, *, is_head: bool) -> bool:
    """Whether a line is furniture near the head or the foot of an article.

    A bare date is at the head; at the foot it belongs to the signature.
    """
    return bool(
        (len(text) <= 40 and _EDGE_LABEL.search(text))
        or (len(text) <= 80 and _BYLINE.match(text))
        or (is_head and _DATE.match(text))
        or (_IMPRINT.search(text) and len(text) <= 120)
    )


def is_related_title(text: str) -> bool:
    """Whether the list below this line leads to other pages."""
    return len(text) <= 20 and bool(_RELATED.match(text))


def is_symbols_only(text: str) -> bool:
    return bool(_SYMBOLS_ONLY.match(text))


def is_page_number(text: str) -> bool:
    """- 3 -, 第1页/共5页, 3/12, Page 3 of 12, iv."""
    return len(text) <= 24 and bool(_PAGE_NUMBER.match(text.strip()))


def is_contents_title(text: str) -> bool:
    return bool(_CONTENTS_TITLE.match(text.strip()))


def contents_lines(texts: list[str]) -> set[int]:
    """The places of a typed table of contents: its title and its entries.

    Leader dots before a page number mark an entry anywhere (three in a row); a mere tab and a
    number does so only under a title, for table rows look like that too.
    """
    found: set[int] = set()
    for place, text in enumerate(texts):
        if is_contents_title(text):
            entries = _run(
                texts, place + 1, lambda t: bool(_LEADERS.search(t) or _TAB_NUMBER.match(t))
            )
            if len(entries) >= 2:
                found.update([place, *entries])
        elif place not in found:
            entries = _run(texts, place, lambda t: bool(_LEADERS.search(t)))
            if len(entries) >= 3:
                found.update(entries)
    return found


def _run(texts: list[str], start: int, is_entry: Callable[[str], bool]) -> list[int]:
    """The places from `start` on whose lines are all entries."""
    end = start
    while end < len(texts) and len(texts[end]) <= 120 and is_entry(texts[end].rstrip()):
        end += 1
    return list(range(start, end))
