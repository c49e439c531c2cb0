"""The words for the codes a reminder ends with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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
