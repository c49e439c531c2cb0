"""Django's own admin pages for administrators: the tree, people, roles; each change is kept."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import audit_words
from people.access import signed_in
from people.admin_forms import DatedFormSet, MembershipFormSet, RoleFormSet
from people.models import AuditEvent, Branch, Membership, Role, User
from people.services import audit, branches
from people.services.password_links import make_link, may_make_link
from people.views.passwords import shown_after


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
    formset = MembershipFormSet
    extra = 0
    can_delete = False
    autocomplete_fields = ["branch"]


class RoleInline(admin.TabularInline):
    model = Role
    formset = RoleFormSet
    fk_name = "person"
    extra = 0
    can_delete = False
    fields = ["kind", "branch", "starts_on", "ends_on"]
    autocomplete_fields = ["branch"]

    # Nobody changes own roles: so there is always one more administrator, the one at work.
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not _is_own(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_own(request, obj)


def _is_own(request: HttpRequest, obj: Any) -> bool:
    return obj is not None and obj.pk == request.user.pk


@admin.register(User)
class UserAdmin(Audited):
    list_display = ["display_name", "username", "email", "is_active", "joined_at"]
    search_fields = ["display_name", "username"]
    fields = ["display_name", "username", "email", "is_active"]
    inlines = [MembershipInline, RoleInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["is_active"] if _is_own(request, obj) else []

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """A new person cannot sign in yet: on to the link that sets the first password."""
        if not may_make_link(signed_in(request), obj):
            return super().response_add(request, obj, post_url_continue)
        path = make_link(signed_in(request), obj, now=timezone.now())
        return shown_after(redirect("people:password-link", obj.pk), request, path)

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: DatedFormSet, change: bool
    ) -> None:
        """Keeps one event for every home branch and role that was given or changed."""
        super().save_formset(request, form, formset, change)
        made: list[Any] = [(row, []) for row in formset.new_objects]
        for row, fields in [*made, *formset.changed_objects]:
            verb = "changed" if fields else "granted"
            detail = {
                "fields": fields,
                "kind": getattr(row, "kind", ""),
                "starts_on": str(row.starts_on),
                "ends_on": row.ends_on and str(row.ends_on),
            }
            kind = f"{row._meta.model_name}.{verb}"
            audit.record(
                signed_in(request),
                kind,
                row.person,
                branch=row.branch,
                detail=detail,
                now=timezone.now(),
            )


class KindFilter(admin.SimpleListFilter):
    title = _("做了什么")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind, str(words)) for kind, words in audit_words.KINDS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(AuditEvent)
class AuditEventAdmin(admin.ModelAdmin):
    list_display = ["at", "actor", "kind_in_words", "subject", "branch"]
    list_filter = [KindFilter]
    fields = ["at", "actor", "kind_in_words", "subject", "branch", "address", "detail"]
    date_hierarchy = "at"
    list_select_related = ["actor", "branch"]

    @admin.display(description=_("做了什么"), ordering="kind")
    def kind_in_words(self, event: AuditEvent) -> str:
        return audit_words.in_words(event.kind)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
