"""The words for codes of the importer: refusals of edits, and what an editor should look at."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

EDIT_ERRORS = {
    "no_section": _("这个标题已经不在了，页面已更新，请再试一次。"),
    "no_paragraph": _("这一段已经不在了，页面已更新，请再试一次。"),
    "no_place": _("这一段里没有找到这几个字，请从原文里复制。"),
    "no_damage": _("这一处已经处理过了。"),
    "not_a_heading": _("这里不是标题。"),
    "level_jump": _("标题不能一次跳过一级，请先改上面的标题。"),
    "line_break": _("一处修改不能带换行，请分段改。"),
    "several_blocks": _("这一处跨了几段，要整篇改正后重新读取。"),
    "empty": _("不能留空。"),
    "too_long": _("太长了，请缩短。"),
    "in_damage": _("先处理这里的损坏，再拆分。"),
    "nothing_before": _("前面没有可以合并的内容。"),
    "not_a_number": _("请填数字。"),
    "order": _("讨论题的次序和原文不一致。"),
}
DAMAGE = {
    "slip": _("替换标点时错开了一个字节，后面的字读错了，还可能丢了字。建议按上下文补出，请核对。"),
    "pinyin": _("字后面夹了拼音，可以去掉。"),
    "decoding": _("文字用错了编码，可以还原。"),
    "fffd": _("这里的字在文件里已经丢失，请对照原稿补上。"),
}
