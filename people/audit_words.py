"""The words for the kinds of audit events, whichever app writes them down."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
    "session.started": _("登录"),
    "session.ended": _("退出"),
    "session.refused": _("登录被拒绝"),
    "password.changed": _("设了新密码"),
    "password_link.made": _("做了设密码的链接"),
    "person.created": _("开了账号"),
    "person.renamed": _("改了姓名"),
    "person.moved": _("转了组织关系"),
    "user.created": _("在管理页开了账号"),
    "user.changed": _("在管理页改了账号"),
    "membership.granted": _("在管理页加了组织关系"),
    "membership.changed": _("在管理页改了组织关系"),
    "role.granted": _("给了职务"),
    "role.changed": _("在管理页改了职务"),
    "role.ended": _("结束了职务"),
    "branch.created": _("建了组织"),
    "branch.changed": _("在管理页改了组织"),
    "branch.moved": _("移动了组织"),
    "invitation.created": _("做了邀请链接"),
    "invitation.accepted": _("用邀请链接注册"),
    "invitation.revoked": _("作废了邀请链接"),
    "setting.changed": _("改了站点设置"),
    "upload.received": _("上传了文件"),
    "upload.discarded": _("丢弃了上传"),
    "draft.scheduled": _("定了发布时间"),
    "draft.lesson_chosen": _("定了草稿是哪一课的新版本"),
    "draft.publication_failed": _("定时发布没有成功"),
    "lesson.published": _("发布了课"),
    "lesson.withdrawn": _("下架了课"),
    "lesson.restored": _("重新上架了课"),
    "paper.changed": _("改了试卷规则"),
    "items.renewed": _("重新出题"),
    "items.imported": _("导入了题目"),
    "items.exported": _("导出了题目"),
    "item.approved": _("通过了题目"),
    "item.rejected": _("不收题目"),
    "item.quarantined": _("把题目放到一边"),
    "item.restored": _("恢复了题目"),
    "item.edited": _("改了题目"),
    "item.written": _("写了题目"),
    "item.undone": _("撤回了对题目的决定"),
    "report.settled": _("处理了题目报错"),
    "lexicon.added": _("加了词表"),
    "lexicon.changed": _("改了词表"),
    "lexicon.activated": _("启用了词表"),
    "lexicon.deactivated": _("停用了词表"),
    "assignment.made": _("布置了学习任务"),
    "assignment.changed": _("改了完成日期"),
    "assignment.cancelled": _("取消了学习任务"),
    "exemption.granted": _("记为免于要求"),
    "exemption.ended": _("取消了免于要求"),
    "reminder.asked": _("提醒了没学完的同志"),
}


def in_words(kind: str) -> str:
    return str(KINDS.get(kind, kind))
