"""Django's own admin pages for administrators: the tree, people, roles; each change is kept."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from people.access import signed_in
from people.models import AuditEvent, Branch, Membership, Role, User
from people.services import audit, branches


class Audited(admin.ModelAdmin):
    """Writes down who changed what; rows are ended by their dates, not deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        kind = f"{obj._meta.model_name}.{'changed' if change else 'created'}"
        audit.record(
            signed_in(request), kind, obj, detail={"fields": form.changed_data}, now=timezone.now()
        )


@admin.register(Branch)
class BranchAdmin(Audited):
    list_display = ["name", "kind", "parent", "closed_on"]
    search_fields = ["name"]
    fields = ["name", "kind", "parent", "closed_on"]
    autocomplete_fields = ["parent"]
    list_select_related = ["parent"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # Moving a branch goes through the service, which moves all below it.
        return ["parent"] if obj else []

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        made = branches.create_branch(
            signed_in(request), name=obj.name, kind=obj.kind, parent=obj.parent, now=timezone.now()
        )
        obj.pk, obj.path = made.pk, made.path


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["branch"]


class RoleInline(admin.TabularInline):
    model = Role
    fk_name = "person"
    extra = 0
    fields = ["kind", "branch", "starts_on", "ends_on"]
    autocomplete_fields = ["branch"]


@admin.register(User)
class UserAdmin(Audited):
    list_display = ["display_name", "username", "email", "is_active", "joined_at"]
    search_fields = ["display_name", "username"]
    fields = ["display_name", "username", "email", "is_active"]
    inlines = [MembershipInline, RoleInline]


@admin.register(AuditEvent)
class AuditEventAdmin(admin.ModelAdmin):
    list_display = ["at", "actor", "kind", "subject", "branch"]
    list_filter = ["kind"]
    date_hierarchy = "at"
    list_select_related = ["actor", "branch"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
