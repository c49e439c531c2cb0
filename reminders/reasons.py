"""The words for the codes a reminder ends with."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from people.models import User

NAMES_SAID = 20  # of those who cannot be reached; the branch page marks them all

REASONS = {
    "too_late": _("错过了时间，18小时内没能发出"),
    "inactive": _("账号已停用"),
    "unsubscribed": _("本人关掉了提醒"),
    "no_address": _("没有电子邮箱"),
    "cancelled": _("学习任务取消了"),
    "moved": _("已经不在这个组织"),
    "finished": _("已经学完，或免于要求"),
    "night": _("夜间不发，等到早上"),
    "refused_for_now": _("邮件服务器暂时不收，稍后再试"),
    "refused": _("邮件服务器拒收"),
    "no_server": _("连不上邮件服务器，稍后再试"),
    "connection_lost": _("发送中断，不能确定对方收到没有，不再重发"),
    "sender_died": _("发送程序中断，不能确定对方收到没有，不再重发"),
    "cannot_compose": _("邮件内容生成失败"),
}


def asked_in_words(planned: int, unreachable: Sequence[User]) -> list[str]:
    """What a secretary's word came to, and the names of those it does not reach."""
    if planned:
        words = ngettext("安排了%(count)d人的提醒。", "安排了%(count)d人的提醒。", planned)
        said = [words % {"count": planned}]
    elif unreachable:
        said = [gettext("没有安排提醒。")]
    else:
        said = [gettext("今天都提醒过了，或者没有人需要提醒。")]
    for has_address, words in (
        (False, gettext("提醒不到，因为没有电子邮箱：%(names)s")),
        (True, gettext("提醒不到，因为本人关掉了提醒：%(names)s")),
    ):
        names = [one.display_name for one in unreachable if bool(one.email) is has_address]
        if names:
            said.append(words % {"names": _listed(names)})
    return said


def _listed(names: list[str]) -> str:
    """The names, and how many they are where not all are said."""
    shown = gettext("、").join(names[:NAMES_SAID])
    if len(names) <= NAMES_SAID:
        return shown
    return gettext("%(names)s等%(count)d人") % {"names": shown, "count": len(names)}
