"""The words for codes of the importer: refusals, warnings, damage, and edits that cannot be made.

In Chinese the importer's own sentence is shown, which says more; other languages go by the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from common.scripts import show
from lessons.importing.outline import Warning

EDIT_ERRORS = {
    "no_section": _("这个标题已经不在了，页面已更新，请再试一次。"),
    "no_paragraph": _("这一段已经不在了，页面已更新，请再试一次。"),
    "no_place": _("这一处已经不在了，页面已更新，请再试一次。"),
    "no_damage": _("这一处已经处理过了。"),
    "not_a_heading": _("这里不是标题。"),
    "level_jump": _("标题不能一次跳过一级，请先改上面的标题。"),
    "line_break": _("一处修改不能带换行，请分段改。"),
    "several_blocks": _("这一处跨了几段，请在每一段里分别改。"),
    "empty": _("不能留空。"),
    "too_long": _("太长了，请缩短。"),
    "in_damage": _("先处理这里的损坏，再分段。"),
    "nothing_before": _("前面没有可以合并的内容。"),
    "not_a_number": _("请填数字。"),
    "order": _("讨论题的次序和原文不一致。"),
    "no_picture": _("没有这张图片，页面已更新，请再试一次。"),
    "no_line": _("没有这一行，请看左边的行号。"),
    "no_step": _("这一步已经不在了，页面已更新，请再试一次。"),
    "unknown": _("没有这一步，草稿没有改动。"),
}
DAMAGE = {
    "slip": _("替换标点时错开了一个字节，后面的字读错了，还可能丢了字。建议按上下文补出，请核对。"),
    "pinyin": _("字后面夹了拼音，可以去掉。"),
    "decoding": _("文字用错了编码，可以还原。"),
    "fffd": _("这里的字在文件里已经丢失，请对照原稿补上。"),
}
STEPS = {
    "repair-accepted": _("采用建议"),
    "repair-typed": _("自己改损坏的地方"),
    "repair-left": _("损坏的地方先不动"),
    "repair-certain": _("去掉全部拼音"),
    "heading": _("改标题"),
    "plain": _("标题改为正文"),
    "to-heading": _("设为标题"),
    "merge": _("和前面合并"),
    "text": _("改文字"),
    "fields": _("改课名、对象、时间、目的"),
    "prompts": _("改讨论题"),
    "picture": _("移动图片"),
    "back": _("退回到以前"),
}
_REFUSALS: dict[str, str | Promise] = {
    "empty": _("文件里没有文字。请选择有课文的文件。"),
    "no_text": _("文件里没有文字。请选择有课文的文件。"),
    "encoding_unknown": _("不认识这种编码，请另选一种。"),
    "encoding_wrong": _("按这种编码读不出文字。请换一种，或另存为 UTF-8 后再上传。"),
    "encoding_unsure": _("看不准文件的编码。请选定编码，或另存为 UTF-8 后再上传。"),
    "binary": _("文件不是文字。请上传 .txt、.md、.html、.docx 或带文字的 .pdf。"),
    "too_complex": _("文件过长或过于复杂，读不下来。请分成几个文件，或把正文复制到新文档。"),
    "too_long": _("课文太长。请分成几课，分别上传。"),
    "too_large": _("文件超过%(limit_mb)s MB的上限。请压缩图片，或分成几个文件。"),
    "encrypted": _("文件有密码。请取消密码，重新保存后再上传。"),
    "wrong_content": _("文件内容和扩展名不符。请用原来的软件打开，重新另存后再上传。"),
    "wrong_extension": _("不认识这种文件。请上传 .txt、.md、.html、.docx 或 .pdf。"),
    "no_extension": _("文件名没有扩展名。请上传 .txt、.md、.html、.docx 或 .pdf。"),
    "other_format": _("这不是文档。请把课文另存为 .docx 或 .txt 后再上传。"),
    "picture": _("这是图片，里面的文字读不出来。请先转成文字，或上传 .docx 原稿。"),
    "pdf_without_text": _("这份 PDF 是扫描的，没有文字。请先转成文字，或上传 .docx 原稿。"),
    "pdf_unreadable": _("这份 PDF 的字体没有文字编码，读出来是乱码。请上传 .docx 或 .txt 原稿。"),
    "old_word": _("这是旧版 Word 或 WPS 文件。请打开后另存为 .docx 再上传。"),
    "unsafe_zip": _("这不是正常的 Word 文档。请打开后另存为 .docx 再上传。"),
    "zip_bomb": _("文件解压后过大，可能有害，没有打开。请把正文复制到新文档后再上传。"),
    "memory": _("读这个文件超过了内存上限，已停止。请分成几个文件后再上传。"),
    "timeout": _("读这个文件超过了时间上限，已停止。请分成几个文件后再上传。"),
    "crashed": _("这个文件几次都没有读完。请把正文复制到新文档，或上传 .txt 文件。"),
    "broken": _("文件不完整或已损坏，读不出来。请用原来的软件打开，重新另存后再上传。"),
}
# Where one code stands for several things, `code:what`; what is in the warning's params.
_WARNINGS: dict[str, str | Promise] = {
    "bytes_lost": _("有%(count)s处文字读不出来。"),
    "dropped:text": _("略去了页面装饰：%(text)s"),
    "dropped:page": _("略去了页面上正文以外的内容，共%(count)s处。"),
    "dropped:contents": _("目录没有放进课文。"),
    "dropped:hidden": _("隐藏文字没有放进课文。"),
    "dropped:embedded": _("嵌入的另一份文档没有放进课文，请检查是否缺少内容。"),
    "dropped:settings": _("文件开头的设置没有放进课文：%(keys)s"),
    "dropped:comments": _("注释、目录等没有放进课文，共%(count)s处。"),
    "pages_without_text": _("第%(pages)s页没有文字，可能是图片，没有放进课文。"),
    "joined": _("合上了被断开的词句：%(text)s"),
    "tracked_changes": _("文件里有修订记录，按接受全部修订读取。"),
    "notes_moved": _("%(count)s条脚注或尾注移到了所在段落之后。"),
    "image_dropped:remote": _("一张图片在别的网站上，没有保留。需要的话请下载后放进文件。"),
    "image_dropped:format": _("一张图片的格式网页显示不了，没有保留。请换成 PNG 或 JPEG。"),
    "image_dropped:too_large": _("一张图片太大，没有保留。请压缩后再放进文件。"),
    "image_dropped:too_many": _("图片太多，这一张没有保留。请减少图片，或把课文分成几个文件。"),
    "image_dropped:missing": _("一张图片在文件里找不到，没有保留。请重新插入图片。"),
    "title_inferred": _("文件里没有课名，暂拟为“%(title)s”。"),
    "no_headings": _("没有找到小标题。"),
    "no_prompts": _("没有找到讨论题。"),
    "field_missing:audience": _("文件没有写明对象。"),
    "field_missing:purpose": _("文件没有写明目的。"),
    "field_missing:lecture_minutes": _("文件没有写明时间。"),
    "text_before_first_heading": _("第一个标题之前有文字。"),
    "count_mismatch": _("文中说有%(stated)s个，下面有%(found)s个小标题。"),
    "number_gap": _("标题的编号是%(number)s，按次序应为第%(expected)s个。"),
    "empty_section": _("标题“%(heading)s”下面没有文字。"),
    "repeated_heading": _("标题“%(heading)s”重复出现。"),
    "unbalanced_mark": _("“%(mark)s”没有配对。"),
    "orphan_number": _("“%(number)s”单独成行，可能是页码或丢了文字的编号。"),
    "list_gap": _("列举跳到了“%(number)s是”，前面可能漏了一项。"),
}


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _own_words(message: str) -> str:
    wanted = "zh-hant" if (get_language() or "") == "zh-hant" else "zh-hans"
    return show(message, source="simplified", wanted=wanted)


def refusal_words(refusal: Mapping[str, Any]) -> str:
    """Why a file was not read and what to do, from what the upload keeps of it."""
    if _is_chinese() and refusal.get("message"):
        return _own_words(str(refusal["message"]))
    words = _REFUSALS.get(str(refusal.get("code")), _REFUSALS["broken"])
    return _filled(words, refusal.get("params") or {}) or str(_REFUSALS["broken"])


def warning_words(warning: Warning) -> str:
    """What an editor should look at."""
    if _is_chinese():
        return _own_words(warning.message)
    params = warning.params
    detail = params.get("what") or params.get("reason") or params.get("field") or "text"
    words = _WARNINGS.get(f"{warning.code}:{detail}") or _WARNINGS.get(warning.code)
    return _filled(words or "", params) or now_("请看一看这里。")


def _filled(words: str | Promise, params: Mapping[str, Any]) -> str:
    """The sentence with its figures; "" when one is not there, as in what older code has kept."""
    try:
        return str(words) % params
    except KeyError:
        return ""
