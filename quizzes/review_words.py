"""The editors' desk in words: codes of rejection, rules of the generator, its reject log, actions,
and what a question still lacks. Which is when stands in `quizzes.contract` and the services."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# The flaws a strict judge looks for; the worst first.
REJECT_CODES = {
    "wrong_key": _("答案不对，或没有依据"),
    "second_answer": _("另有说得通的答案"),
    "world_truth": _("课里没说，世上却是对的"),
    "no_context": _("离开上下文答不了"),
    "garbled": _("语句不通或有乱码"),
    "evidence": _("依据的句子不对"),
    "implausible": _("错项一看就错"),
    "echo": _("题干和答案字面重合"),
    "key_longest": _("答案比别的选项长"),
    "grammar": _("语法或样式露出答案"),
    "logic": _("几个选项相互印证，猜得出来"),
    "vague": _("题干含糊或太长"),
    "overlap": _("选项互相包含"),
    "trivial": _("太浅，不值得问"),
    "unordered": _("数字或日期没有排顺"),
    "absolute": _("用了绝对词、否定式或“以上都对”"),
    "repeated": _("和别的题问同一件事"),
    "other": _("别的原因"),
}

RULES = {
    "source_single": _("出处"), "source_judge": _("出处"), "source_match": _("出处"),
    "attribution": _("出处"), "decision": _("哪次会议作的决定"),
    "list_multiple": _("并列的各项"), "list_blank": _("并列的各项"),
    "points_multiple": _("列出的要点"),
    "meaning_single": _("定义"), "meaning_judge": _("定义"), "meaning_match": _("定义"),
    "role_single": _("谁来做"), "role_judge": _("谁来做"), "role_match": _("谁来做"),
    "role_blank": _("谁来做"),
    "shift_judge": _("从什么到什么"), "shift_blank": _("从什么到什么"),
    "figure_single": _("数字和日期"), "figure_blank": _("数字和日期"),
    "figure_judge": _("数字和日期"), "figures_blank": _("数字和日期"),
    "cell_single": _("表格"), "row_judge": _("表格"), "row_match": _("表格"),
    "kindred_single": _("对举"), "kindred_match": _("对举"),
    "order_single": _("先后"), "order_judge": _("先后"), "sequence_single": _("先后"),
    "before_judge": _("先后"), "earliest_single": _("先后"),
    "parallel_single": _("对举"),
    "pairing_single": _("对举"), "pairing_match": _("对举"),
    "ordinal_blank": _("对举"), "motto_blank": _("原句填空"), "couplet_blank": _("原句填空"),
    "members_multiple": _("并列的各项"), "members_single": _("并列的各项"),
    "members_blank": _("并列的各项"), "members_judge": _("并列的各项"),
    "class_multiple": _("并列的各项"), "rank_single": _("先后"),
    "denial_single": _("定义"), "denial_blank": _("定义"), "first_blank": _("定义"),
    "deed_single": _("谁来做"), "deed_match": _("谁来做"),
    "law_single": _("数字和日期"), "law_match": _("数字和日期"),
    "demand_multiple": _("列出的要点"),
    "duty_single": _("应当和禁止"),
    "case_multiple": _("情形和规定"),
    "case_blank": _("情形和规定"), "limit_judge": _("数字和日期"), "limit_match": _("数字和日期"),
    "date_single": _("数字和日期"), "date_judge": _("数字和日期"), "date_match": _("数字和日期"),
    "saying_blank": _("原句填空"), "source_blank": _("出处"), "contrast_judge": _("对举"),
    "pair_judge": _("对举"), "orders_multiple": _("列出的要点"), "term_judge": _("定义"),
    "meaning_short": _("定义"), "reason_short": _("为什么"), "reason_judge": _("为什么"),
    "swap_judge": _("换了说法"),
    "term_single": _("术语"), "term_blank": _("术语"), "letters_blank": _("简称"),
    "loose_blank": _("原句填空"), "prompt_short": _("课文的讨论题"),
    "summary_short": _("概括要点"), "passage_short": _("概括要点"),
    "case_single": _("情形和规定"), "penalty_single": _("情形和规定"),
    "obliged_multiple": _("应当和禁止"), "obliged_match": _("应当和禁止"),
    "obliged_short": _("应当和禁止"), "listed_short": _("列出的要点"),
    "wording_single": _("术语"), "title_single": _("哪份文件"),
    "place_single": _("在哪里"), "place_blank": _("在哪里"),
}  # fmt: skip

REJECTED = {
    "few_options": _("合格的选项不够"), "double_option": _("选项重复"),
    "key_longest": _("答案比别的选项长"), "echo": _("题干和答案字面重合"),
    "match_echo": _("配对两边字面重合"),
    "form": _("答案和错项样式不同"),
    "unordered": _("数字没有排顺"), "uneven": _("选项长短差得太多"),
    "match_form": _("配对两边样式不同"),
    "garbled": _("语句不通或有乱码"), "unbalanced": _("引号或括号不成对"),
    "long_stem": _("题干太长"), "dangling": _("离开上下文看不懂"),
    "topic": _("离开上下文看不懂"),
    "about_lesson": _("只说课文自己"), "negative": _("否定式提问"),
    "key_in_stem": _("题干里有答案"), "trivial": _("太浅"),
    "incidental": _("例子里的数字，不值得记"), "mere_cell": _("表格里的数字，不值得记"),
    "closing": _("结尾的祝愿，没有可考的内容"), "farewell": _("结尾的祝愿，没有可考的内容"),
    "leans": _("离开上下文看不懂"), "theme": _("答案就在课文标题里"),
    "commonplace": _("人人都会说，不读课文也知道"),
    "pointer": _("答案只是指代的词"), "anchor": _("离开上下文看不懂"),
    "marker": _("离开上下文看不懂"), "law": _("涉及人物、法规，不出错句"),
    "option_order": _("去掉的选项：和题干的时间不合"),
    "adds_up": _("数字可以算出来"), "counts_list": _("数一数就知道"),
    "shares_out": _("由其余的份额可以算出"), "repeats_day": _("日期露出答案"),
    "damage": _("原文有损坏"), "evidence": _("依据不足或太长"),
    "world_truth": _("涉及人物、法规，不出错句"), "also_true": _("课文别处也这样说"),
    "rulebook": _("法规条文，不出判断题"),
    "option_double": _("去掉的选项：重复"), "option_in_stem": _("去掉的选项：题干里有"),
    "option_also_true": _("去掉的选项：也对"), "option_overlaps": _("去掉的选项：互相包含"),
    "option_slogan": _("去掉的选项：放哪里都对"), "option_absolute": _("去掉的选项：绝对词"),
    "option_form": _("去掉的选项：样式不同"), "option_elsewhere": _("去掉的选项：露了出处"),
    "not_needed": _("合格，但同一处已有更好的题"),
}  # fmt: skip

ACTIONS = {
    "edited": _("修改"), "approved": _("通过"), "rejected": _("退回"),
    "quarantined": _("停用"), "restored": _("恢复"), "undone": _("撤销"),
    "generated": _("重新出题"), "written": _("写成"), "imported": _("导入"),
}  # fmt: skip

FLAWS = {
    "kind": _("不认识这种题型。"),
    "no_stem": _("题干是空的。"),
    "long_stem": _("题干太长，最多%(most)s字。"),
    "empty_option": _("有空着的选项。"),
    "many_options": _("选项太多，最多%(most)s个。"),
    "one_key": _("单选要有一个正确答案，只能有一个。"),
    "two_keys": _("多选至少要有两个正确答案。"),
    "no_wrong": _("至少要有一个错的选项。"),
    "double": _("“%(text)s”出现了两次。"),
    "long_part": _("“%(text)s”这一项太长，最多%(most)s字。"),
    "no_truth": _("请选对还是错。"),
    "no_gap": _("题干里没有空。请用四个下划线 ____ 标出要填的地方。"),
    "gaps": _("题干有%(gaps)s个空，答案写了%(answers)s个。"),
    "empty_answer": _("第%(number)s空没有答案。"),
    "few_pairs": _("配对至少要有两对。"),
    "many_pairs": _("配对最多%(most)s对。"),
    "half_pair": _("有一对只写了一边。"),
    "no_extra": _("配对还要有一个多余的右边，免得最后一对不用想。"),
    "no_checklist": _("请写出好的回答应当提到什么。"),
    "no_evidence": _("还没有选依据。请在课文里选出答案所在的句子。"),
    "long_quote": _("选的句子太长，每句最多%(most)s字。"),
    "not_in_evidence": _("所选的原文里没有“%(text)s”。请改答案，或选有它的句子。"),
}


def rule_in_words(rule: str) -> str:
    """The rule's name; one the generator has learnt since stands as it is."""
    return str(RULES.get(rule, rule))


def rules_named_like(rule: str) -> list[str]:
    """The rules an editor knows by one name, the rule's own; one without a name stands alone."""
    words = rule_in_words(rule)
    return [code for code in RULES if rule_in_words(code) == words] or [rule]
