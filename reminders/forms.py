"""Forms of reminders."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from reminders.models import Preference

# The zones people of this site are likely to be in stand first; the rest follow by name.
NEAR = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei"]


def zones() -> list[tuple[str, str]]:
    others = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")
    )
    return [(zone, zone.replace("_", " ")) for zone in dict.fromkeys([*NEAR, *others])]


class PreferenceForm(forms.ModelForm):
    is_on = forms.BooleanField(label=_("用电子邮件提醒我"), required=False)
    hour = forms.TypedChoiceField(
        label=_("几点提醒"),
        coerce=int,
        choices=[(hour, f"{hour:02d}:00") for hour in range(8, 21)],
    )
    zone = forms.ChoiceField(label=_("时区"), choices=zones)
    language = forms.ChoiceField(label=_("邮件用什么文字"), choices=settings.LANGUAGES)

    class Meta:
        model = Preference
        fields = ["is_on", "hour", "zone", "language"]
