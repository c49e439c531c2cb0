"""The cast: the people every test of a right is about, in one small tree.

committee ─┬─ branch ──── learner, second_learner, secretary
           └─ sibling ─── stranger, sibling_secretary
upper_secretary leads the committee; editor and administrator are site-wide.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from people.models import Branch, Membership, Role, User

NOW = dt.datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LONG_AGO = dt.date(2020, 1, 1)
PASSWORD = "correct-horse-battery"


@dataclass
class Cast:
    committee: Branch
    branch: Branch
    sibling: Branch
    learner: User
    second_learner: User
    stranger: User
    secretary: User
    sibling_secretary: User
    upper_secretary: User
    editor: User
    administrator: User

    def __getitem__(self, name: str) -> User:
        person = getattr(self, name)
        assert isinstance(person, User)
        return person


ACTORS = (
    "learner",
    "second_learner",
    "stranger",
    "secretary",
    "sibling_secretary",
    "upper_secretary",
    "editor",
    "administrator",
)
# Hashing a password with Argon2 costs 50 ms; the cast shares one hash.
_hash = ""


def make_user(username: str, name: str = "", branch: Branch | None = None, **fields) -> User:
    global _hash
    user = User(username=username, display_name=name or username, **fields)
    if not _hash:
        user.set_password(PASSWORD)
        _hash = user.password
    user.password = _hash
    user.save()
    if branch is not None:
        Membership.objects.create(person=user, branch=branch, starts_on=LONG_AGO)
    return user


def make_branch(name: str, parent: Branch | None = None, kind: str = "branch") -> Branch:
    branch = Branch.objects.create(name=name, parent=parent, kind=kind, path=f"/new-{name}/")
    branch.path = f"{parent.path if parent else '/'}{branch.pk}/"
    branch.save(update_fields=["path"])
    return branch


def give_role(user: User, kind: str, branch: Branch | None = None) -> Role:
    return Role.objects.create(person=user, kind=kind, branch=branch, starts_on=LONG_AGO)


def make_cast() -> Cast:
    committee = make_branch("梧桐里街道党工委", kind="committee")
    branch = make_branch("第一党支部", committee)
    sibling = make_branch("第二党支部", committee)
    cast = Cast(
        committee=committee,
        branch=branch,
        sibling=sibling,
        learner=make_user("learner", "周玉兰", branch),
        second_learner=make_user("second_learner", "李淑珍", branch),
        stranger=make_user("stranger", "方志强", sibling),
        secretary=make_user("secretary", "陈建国", branch),
        sibling_secretary=make_user("sibling_secretary", "马丽华", sibling),
        upper_secretary=make_user("upper_secretary", "于海", committee),
        editor=make_user("editor", "王敏", committee),
        administrator=make_user("administrator", "赵文涛", committee),
    )
    give_role(cast.secretary, "secretary", branch)
    give_role(cast.sibling_secretary, "secretary", sibling)
    give_role(cast.upper_secretary, "secretary", committee)
    give_role(cast.editor, "editor")
    give_role(cast.administrator, "administrator")
    return cast
