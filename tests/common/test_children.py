"""A child process answers, refuses, or is stopped; nothing of it reaches the parent but bytes."""

from __future__ import annotations

import json
import os
import time

import pytest

from common import children
from common.children import MEBI, ChildFailedError, ChildRefused, Limits, run_in_child

EVAL = "builtins:eval"  # any function of bytes will do; here the bytes say what the child does


def failure(code: str, **limits) -> ChildFailedError:
    with pytest.raises(ChildFailedError) as failed:
        run_in_child(EVAL, code.encode(), Limits(**limits))
    return failed.value


def answer(code: str) -> bytes:
    return run_in_child(EVAL, code.encode()).output


def test_the_answer_comes_back_with_its_cost():
    finished = run_in_child("base64:b64encode", bytes(range(256)))
    assert finished.output.startswith(b"AAECAwQ")
    assert 0 < finished.seconds < 20
    assert MEBI < finished.peak_bytes < 200 * MEBI


def test_empty_and_large_payloads_and_line_ends_arrive_unchanged():
    for payload in (b"", b"\n\x00\n", os.urandom(3 * MEBI)):
        code = b"__import__('codecs').encode"
        assert run_in_child("zlib:compress", payload).output == __import__("zlib").compress(payload)
        assert code


def test_a_refusal_keeps_its_code_sentence_and_parameters():
    with pytest.raises(ChildRefused) as refused:
        run_in_child("lessons.importing.html:extract_html", b"<p></p>")
    assert refused.value.code == "empty"
    assert "网页里没有文字" in str(refused.value)


def test_too_much_memory_is_stopped():
    failed = failure("bytearray(900 * 2**20)")
    assert failed.reason == "memory"
    assert failed.peak_bytes < 512 * MEBI


def test_too_much_processor_time_is_stopped():
    assert failure("sum(range(10**12))", cpu_seconds=1).reason == "cpu"


def test_too_much_waiting_is_stopped_together_with_grandchildren():
    code = (
        "(lambda s: (s.Popen(['/bin/sleep', '54321']), __import__('time').sleep(60)))"
        "(__import__('subprocess'))"
    )
    start = time.monotonic()
    assert failure(code, wall_seconds=2.0).reason == "wall"
    assert time.monotonic() - start < 20
    assert not any("54321" in line for line in running())


def running() -> list[str]:
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    found.append(file.read().decode("utf-8", "replace"))
            except OSError:
                continue  # it ended meanwhile
    return found


def test_a_grandchild_does_not_outlive_an_answer():
    code = "__import__('subprocess').Popen(['/bin/sleep', '65432']) and b'done'"
    assert answer(code) == b"done"
    time.sleep(0.2)
    assert not any("65432" in line for line in running())


def test_too_long_an_answer_is_refused():
    assert failure("b'x' * 3_000_000", output_bytes=2_000_000).reason == "output"


@pytest.mark.parametrize(
    "code",
    [
        "__import__('os').kill(__import__('os').getpid(), 11)",
        "__import__('os')._exit(3)",
        "1 / 0",
        "(lambda f: f(f))(lambda f: f(f))",
        "'not bytes'",
        "__import__('os').write(3, b'{}') and __import__('os')._exit(0)",
    ],
)
def test_a_crash_is_told_as_one(code):
    assert failure(code).reason == "crash"


def test_what_a_library_prints_is_no_part_of_the_answer():
    assert answer("print('noise') or b'answer'") == b"answer"


def test_secrets_of_the_environment_and_open_files_stay_outside(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    with (tmp_path / "x").open("w"):
        seen = answer(
            "__import__('json').dumps([dict(__import__('os').environ), "
            "sorted(map(int, __import__('os').listdir('/proc/self/fd')))]).encode()"
        )
    environment, files = json.loads(seen)
    assert set(environment) <= {"PATH", "LANG", "LC_CTYPE"}
    assert max(files) <= 5


def test_a_child_reaches_no_network_where_the_system_lets_it_leave():
    namespace = answer("__import__('os').readlink('/proc/self/ns/net').encode()").decode()
    if namespace == os.readlink("/proc/self/ns/net"):
        pytest.skip("this system lets no process leave its network")
    assert failure("__import__('socket').create_connection(('192.0.2.1', 80), 1)").reason == "crash"


def test_a_child_may_not_write_large_files(tmp_path):
    code = f"open({str(tmp_path / 'x')!r}, 'wb').write(b'x' * 2_000_000) and b'done'"
    assert failure(code, output_bytes=1_000_000).reason == "crash"


def test_an_interrupted_parent_leaves_no_child_behind(monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(children, "_wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_in_child("time:sleep", b"76543")
    assert not any("76543" in line for line in running())
