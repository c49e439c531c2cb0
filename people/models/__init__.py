"""Who may see and do what: people, branches, their relation, roles, and what was done to them.

Rules about rights stand in `people.access`, reads in `people.querysets`, writes in services.
"""

from people.models.account import User, display_name_of
from people.models.links import Invitation, PasswordLink
from people.models.organisation import Branch, Membership, Role
from people.models.records import AuditEvent, OutgoingMail, SiteSetting

__all__ = [
    "AuditEvent",
    "Branch",
    "Invitation",
    "Membership",
    "OutgoingMail",
    "PasswordLink",
    "Role",
    "SiteSetting",
    "User",
    "display_name_of",
]
