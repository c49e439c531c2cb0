"""Forms of reminders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reminders import zones
from reminders.models import Preference


class PreferenceForm(forms.ModelForm):
    is_on = forms.BooleanField(label=_("用电子邮件提醒我"), required=False)
    hour = forms.TypedChoiceField(
        label=_("几点提醒"),
        coerce=int,
        choices=[(hour, f"{hour:02d}:00") for hour in range(8, 21)],
    )
    zone = forms.ChoiceField(
        label=_("时区"), help_text=_("没有您的城市，请选钟点一样的城市。提醒按这里的钟点发。")
    )
    language = forms.ChoiceField(label=_("邮件用什么文字"), choices=settings.LANGUAGES)

    class Meta:
        model = Preference
        fields = ["is_on", "hour", "zone", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = zones.choices(timezone.now(), self.instance.zone)
