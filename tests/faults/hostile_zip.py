"""Hostile archives that claim to be Word files: bombs, lying directories, names and links."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib

from tests.faults.hostile import (
    MEBI,
    OFFICE,
    RELS,
    add,
    document,
    docx,
    docx_parts,
    hostile,
    zipped,
)

GOOD = docx()


# ---- bombs


@hostile("bomb-one-entry.docx", "refused")
def _one_entry() -> bytes:
    return zipped(docx_parts() | {"word/media/zero.bin": b"\0" * (120 * MEBI)}, 9)


@hostile("bomb-document.docx", "refused")
def _document_bomb() -> bytes:
    return docx(f"<w:p><w:r><w:t>{' ' * (45 * MEBI)}</w:t></w:r></w:p>")


@hostile("bomb-many-entries.docx", "refused")
def _many_entries() -> bytes:
    return zipped(docx_parts() | {f"word/p{n}.xml": b"x" for n in range(2_100)})


@hostile("bomb-65000-entries.docx", "refused", is_slow=True)
def _very_many_entries() -> bytes:
    return zipped(docx_parts() | {f"p{n}": b"" for n in range(65_000)})


@hostile("bomb-in-sum.docx", "refused")
def _many_middling() -> bytes:
    noise = bytes(range(256)) * 4096
    return zipped(docx_parts() | {f"word/m{n}.bin": noise * 9 for n in range(14)}, 1)


@hostile("nested-zip.docx")
def _nested_zip() -> bytes:
    data = GOOD
    for n in range(30):
        data = zipped({f"{n}.zip": data})
    return zipped(docx_parts() | {"word/embeddings/a.zip": data})


# ---- lies in the directory


def _patched(offset_of: bytes, offset: int, value: bytes, data: bytes | None = None) -> bytes:
    """A good file with bytes replaced at an offset behind the first (or last) mark."""
    wounded = bytearray(data or GOOD)
    at = wounded.rfind(offset_of) + offset
    wounded[at : at + len(value)] = value
    return bytes(wounded)


_CENTRAL, _LOCAL, _END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
for label, mark, offset, value in (
    ("size-smaller", _CENTRAL, 24, struct.pack("<I", 10)),
    ("size-larger", _CENTRAL, 24, struct.pack("<I", 40 * MEBI)),
    ("size-4-gib", _CENTRAL, 24, b"\xff\xff\xff\xff"),
    ("packed-size", _CENTRAL, 20, struct.pack("<I", 3)),
    ("packed-beyond", _CENTRAL, 20, struct.pack("<I", 2**31)),
    ("offset-beyond", _CENTRAL, 42, struct.pack("<I", 2**31)),
    ("offset-other", _CENTRAL, 42, struct.pack("<I", 0)),
    ("method-lzma", _CENTRAL, 10, struct.pack("<H", 14)),
    ("method-unknown", _CENTRAL, 10, struct.pack("<H", 99)),
    ("encrypted", _CENTRAL, 8, struct.pack("<H", 1)),
    ("crc", _CENTRAL, 16, b"\x00\x00\x00\x00"),
    ("local-size", _LOCAL, 22, struct.pack("<I", 7)),
    ("local-method", _LOCAL, 8, struct.pack("<H", 0)),
    ("local-name-size", _LOCAL, 26, struct.pack("<H", 60_000)),
    ("count-zero", _END, 10, struct.pack("<H", 0)),
    ("count-65535", _END, 10, struct.pack("<H", 65_535)),
    ("directory-size", _END, 12, struct.pack("<I", 2**31)),
    ("directory-offset", _END, 16, struct.pack("<I", 2**31)),
    ("comment-size", _END, 20, struct.pack("<H", 60_000)),
):
    add(f"lie-{label}.docx", lambda m=mark, o=offset, v=value: _patched(m, o, v))


@hostile("lie-real-size.docx", "refused")
def _understated() -> bytes:
    """60 MiB of text announced as 1,000 bytes in both headers."""
    raw = document(f"<w:p><w:r><w:t>{'字' * (20 * MEBI)}</w:t></w:r></w:p>").encode()
    data = bytearray(zipped(docx_parts() | {"word/document.xml": raw}))
    real = struct.pack("<I", len(raw))
    return bytes(data.replace(real, struct.pack("<I", 1_000)))


@hostile("overlapping.docx", "refused")
def _overlapping() -> bytes:
    """Many directory entries that share one compressed body."""
    body = zlib.compress(b" " * 900_000, 9)[2:-4]
    crc = zlib.crc32(b" " * 900_000)
    head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(body), 900_000, 4, 0)
    out = io.BytesIO()
    out.write(_LOCAL + head + b"word" + body)
    start = out.tell()
    for n in range(500):
        name = f"word/{n}.xml".encode()
        fields = struct.pack(
            "<HHHHHIIIHHHHHII", 20, 0, 8, 0, 0, crc, len(body), 900_000, len(name), 0, 0, 0, 0, 0, 0
        )
        out.write(_CENTRAL + struct.pack("<H", 20) + fields + name)
    size = out.tell() - start
    out.write(_END + struct.pack("<HHHHIIH", 0, 0, 500, 500, size, start, 0))
    return out.getvalue()


@hostile("zip64-directory.docx")
def _zip64() -> bytes:
    at = GOOD.rfind(_END)
    return GOOD[:at] + b"PK\x06\x07" + struct.pack("<IQI", 0, 2**40, 1) + GOOD[at:]


# ---- names and links

for label, name in (
    ("up", "../../../../etc/cron.d/x"),
    ("absolute", "/etc/passwd"),
    ("drive", "C:\\windows\\x"),
    ("backslash", "word\\..\\..\\x"),
):
    add(f"name-{label}.docx", lambda n=name: zipped(docx_parts() | {n: b"x"}), "refused")


@hostile("link-entry.docx", "refused")
def _link() -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("word/media/link.png")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


@hostile("name-twice.docx", "refused")
def _twice() -> bytes:
    out = io.BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", document(""))
    return out.getvalue()


def _main_link(target: str, mode: str = "") -> bytes:
    link = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="{target}" {mode}/>'
    rels = f'<Relationships xmlns="{RELS}">{link}</Relationships>'
    return zipped(docx_parts() | {"_rels/.rels": rels.encode()})


add("main-missing.docx", lambda: _main_link("word/none.xml"), "refused")
add("main-outside.docx", lambda: _main_link("../../../etc/passwd"), "refused")
add("main-is-links.docx", lambda: _main_link("_rels/.rels"), "refused")
add("main-on-the-net.docx", lambda: _main_link("http://127.0.0.1:9/", 'TargetMode="External"'))
