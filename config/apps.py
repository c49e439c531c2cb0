"""Puts this site's admin in the place of Django's; the site itself needs the apps to be loaded."""

from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AdminConfig):
    default_site = "config.admin.DeskSite"
    verbose_name = _("管理")
