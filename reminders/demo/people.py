"""The demo's branches and accounts: clearly made-up names, random passwords."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from people.models import Branch, Role, User
from people.services.branches import create_branch
from people.services.members import create_person, grant_role

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is easily misread


@dataclass(frozen=True, slots=True)
class Account:
    role: str  # learner, secretary, editor or administrator
    username: str
    name: str
    branch: str  # committee, first or second
    branch_name: str = ""
    has_mail: bool = True


BRANCHES = {
    "committee": ("示例街道党工委", Branch.Kind.COMMITTEE),
    "first": ("示例第一党支部", Branch.Kind.BRANCH),
    "second": ("示例第二党支部", Branch.Kind.BRANCH),
}
ACCOUNTS = [
    Account("administrator", "demo-admin", "郑管理", "committee"),
    Account("editor", "demo-editor", "冯教员", "committee"),
    Account("secretary", "demo-upper", "孙书记", "committee"),
    Account("secretary", "demo-secretary", "钱书记", "first"),
    Account("secretary", "demo-secretary2", "吴书记", "second"),
    Account("learner", "demo-learner1", "丁学员一", "first"),
    Account("learner", "demo-learner2", "王学员二", "first"),
    Account("learner", "demo-learner3", "李学员三", "first"),
    Account("learner", "demo-learner4", "陈学员四", "first"),
    Account("learner", "demo-learner5", "周学员五", "first"),
    Account("learner", "demo-learner6", "赵学员六", "first", has_mail=False),
    Account("learner", "demo-learner7", "黄学员七", "second"),
    Account("learner", "demo-learner8", "程学员八", "second"),
]


def make_people(now: dt.datetime) -> list[Account]:
    """Makes the tree and the accounts that are missing; returns all with their branch's name."""
    branches: dict[str, Branch] = {}
    for key, (name, kind) in BRANCHES.items():
        found = Branch.objects.filter(name=name).first()
        branches[key] = found or create_branch(
            None, name=name, kind=kind, parent=branches.get("committee"), now=now
        )
    for account in ACCOUNTS:
        _make_account(account, branches[account.branch], now)
    return [
        Account(a.role, a.username, a.name, a.branch, branches[a.branch].name, a.has_mail)
        for a in ACCOUNTS
    ]


def _make_account(account: Account, branch: Branch, now: dt.datetime) -> None:
    person = User.objects.filter(username=account.username).first()
    if person is None:
        person = create_person(
            None,
            username=account.username,
            display_name=account.name,
            branch=branch,
            email=f"{account.username}@example.org" if account.has_mail else "",
            now=now,
        )
    if account.role != "learner":
        home = branch if account.role == Role.Kind.SECRETARY else None
        grant_role(None, person, account.role, branch=home, now=now)


def new_passwords(accounts: list[Account], known: dict[str, str]) -> dict[str, str]:
    """A password for each account: the known one while it still holds, else a new random one."""
    passwords: dict[str, str] = {}
    for account in accounts:
        person = User.objects.get(username=account.username)
        old = known.get(account.username, "")
        if old and person.check_password(old):
            passwords[account.username] = old
            continue
        new = "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(3))
        person.set_password(new)
        person.save(update_fields=["password"])
        passwords[account.username] = new
    return passwords
