"""How root starts PostgreSQL, which refuses to run as root: under another user's number."""

import ctypes
import os
import pwd
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 8, 47, 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Identity:
    """Who PostgreSQL runs as: the owner its files need, and the step a child takes before exec."""

    uid: int
    gid: int
    change: Callable[[], None] | None

    def own(self, folder: Path) -> None:
        """Gives a folder and all in it to this user, when it belongs to another."""
        if os.geteuid() != 0 or folder.stat().st_uid == self.uid:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def postgres_identity() -> Identity:
    """An ordinary user as is; root through a user namespace, or as nobody where there is none."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid(), None)
    if sys.platform == "linux" and _succeeds(enter_user_namespace):
        return Identity(0, 0, enter_user_namespace)
    nobody = pwd.getpwnam("nobody")
    return Identity(nobody.pw_uid, nobody.pw_gid, become_nobody)


def enter_user_namespace() -> None:
    """Gives this process another number in a namespace of its own; its files stay root's."""
    if _libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", "1000 0 1"), ("gid_map", "1000 0 1")):
        Path("/proc/self", name).write_text(text)


def become_nobody() -> None:
    """Gives up root for nobody, keeping only the right to pass folders that others may not.

    Without that right a project under a private home could not be reached; where it cannot be
    kept (not Linux, or taken away already) nobody has to do with what it may reach.
    """
    nobody = pwd.getpwnam("nobody")
    is_linux = sys.platform == "linux"
    if is_linux:
        _libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    if is_linux:
        bit = 1 << CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
        if _libc.capset(header, sets) == 0:
            _libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def _succeeds(step: Callable[[], None]) -> bool:
    """Tries a step in a forked process, so that a failure costs nothing here."""
    pid = os.fork()
    if pid == 0:
        try:
            step()
            os._exit(0)
        except BaseException:  # whatever happens, the copy of this process must not go on
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
