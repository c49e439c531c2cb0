"""What is done to members: moving them to another branch, giving and ending roles."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.access import get_led_person, get_role, signed_in
from people.forms import GrantForm, MoveForm
from people.models import Role
from people.services import members
from people.services.branches import may_change


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks where to; from today on the person belongs there."""
    user = signed_in(request)
    person = get_led_person(user, pk)
    if person.current_branch and not may_change(user, person.current_branch):
        raise PermissionDenied
    form = MoveForm(request.POST or None, user=user, person=person)
    if request.method == "POST" and form.is_valid():
        branch = form.cleaned_data["branch"]
        members.move_person(user, person, branch, now=timezone.now())
        words = _("%(name)s从今天起属于%(branch)s。")
        messages.success(request, words % {"name": person, "branch": branch})
        return redirect("progress:person-detail", person.pk)
    return render(request, "people/move.html", {"form": form, "person": person})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def role_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The roles somebody has, with what one may end; POST gives one."""
    user = signed_in(request)
    person = get_led_person(user, pk)
    form = GrantForm(request.POST or None, user=user, person=person)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        members.grant_role(user, person, data["kind"], branch=data["branch"], now=timezone.now())
        messages.success(request, _("职务已经记下，从今天起有效。"))
        return redirect("people:role-list", person.pk)
    roles = Role.objects.of(person).for_page(timezone.localdate())
    rows = [(role, members.may_grant(user, person, role.kind, role.branch)) for role in roles]
    context = {"form": form, "person": person, "rows": rows}
    return render(request, "people/roles.html", context)


@require_POST
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    role = get_role(user, pk)
    try:
        members.end_role(user, role, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("职务已经结束，从现在起不再有效。"))
    return redirect("people:role-list", role.person_id)
