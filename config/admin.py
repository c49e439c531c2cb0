"""Django's admin pages as this site offers them: our own pages only, in our words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

OWN = ("people.",)


class DeskSite(AdminSite):
    site_header = site_title = _("本课")
    index_title = _("管理")
    enable_nav_sidebar = False  # three lists only, and they are a step away

    def register(
        self,
        model_or_iterable: type[Model] | ModelBase | Iterable[type[Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Takes the pages of this project and leaves out those that libraries bring.

        With these one could change another's e-mail address or second factor, or give a group
        that means nothing here, without a word in the audit.
        """
        if admin_class is not None and admin_class.__module__.startswith(OWN):
            super().register(model_or_iterable, admin_class, **options)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return secure_admin_login(super().login)(request, extra_context)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """There is one page for one's password, and it writes down that it was changed."""
        return redirect("account_change_password")
