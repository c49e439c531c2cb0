"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("人员和组织")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from people import trail  # noqa: F401 - its receivers connect as it loads
