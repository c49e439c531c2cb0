"""Hostile PDF files: bombs in streams, loops in trees, absurd counts, encryption, cut files."""

from __future__ import annotations

import zlib

from tests.faults.hostile import MEBI, add

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of numbered objects with a true cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def one_page(content: bytes, resources: bytes = b"", entries: bytes = b"", *more: bytes) -> bytes:
    """A page with one content stream (object 4) and a font (object 5); `more` follow as 6, 7 …"""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>%s>>>>" % resources,
            stream(content, entries),
            _FONT,
            *more,
        ]
    )


def shown(text: bytes, lines: int = 30) -> bytes:
    rows = b"".join(b"1 0 0 1 60 %d Tm(%s)Tj " % (780 - 20 * n, text) for n in range(lines))
    return b"BT /F 12 Tf " + rows + b"ET"


GOOD = one_page(shown(b"Listen first, then discuss, then decide and act together."))


def flate(data: bytes, times: int = 1) -> tuple[bytes, bytes]:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data, b"/Filter[%s]" % (b"/FlateDecode" * times)


def bomb(data: bytes, times: int) -> bytes:
    content, entries = flate(data, times)
    return one_page(content, b"", entries)


add("bomb-stream.pdf", lambda: bomb(b" " * (300 * MEBI), 1), is_slow=True)
add("bomb-stream-twice.pdf", lambda: bomb(b" " * (200 * MEBI), 2))
add("bomb-stream-ten-times.pdf", lambda: bomb(b" " * (20 * MEBI), 10))
add("bomb-operators.pdf", lambda: bomb(b"q " * (8 * MEBI), 1))
add("bomb-states.pdf", lambda: bomb(b"q Q " * (8 * MEBI), 1), is_slow=True)
add("bomb-letters.pdf", lambda: bomb(b"BT /F 1 Tf " + b"(aaaaaaaaaa)Tj " * 400_000 + b"ET", 1))
add("bomb-paths.pdf", lambda: bomb(b"0 0 m 1 1 l S " * 1_000_000, 1), is_slow=True)
add(
    "letters-stacked.pdf",
    lambda: bomb(b"BT /F 9 Tf " + b"1 0 0 1 9 9 Tm(ab)Tj " * 60_000 + b"ET", 1),
)
add(
    "letters-huge.pdf",
    lambda: one_page(b"BT /F 1e30 Tf 1e30 0 0 1e30 0 0 Tm (abcdefghijklmnopqrstuvwxyz)Tj ET"),
)
add(
    "letters-tiny.pdf",
    lambda: one_page(b"BT /F 1e-30 Tf 1 0 0 1 0 0 Tm (abcdefghijklmnopqrstuvwxyz)Tj ET"),
)
add("numbers-absurd.pdf", lambda: one_page(shown(b"a" * 60) + b" 9" * 400_000 + b"e99999 Tf"))
add("string-1-mebi.pdf", lambda: one_page(b"BT /F 12 Tf (" + b"a" * MEBI + b")Tj ET"))
add("arrays-deep.pdf", lambda: one_page(b"[" * 200_000))
add("dictionaries-deep.pdf", lambda: pdf([b"<</A" * 100_000]))
add("strings-deep.pdf", lambda: one_page(b"(" * 500_000))

add(
    "pages-loop.pdf",
    lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]),
)
add(
    "pages-many.pdf",
    lambda: pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>",
            b"<</Type/Page/Parent 2 0 R>>",
        ]
    ),
    "refused",
)
add("pages-count-lie.pdf", lambda: GOOD.replace(b"/Count 1", b"/Count 2000000000"))
add("pages-count-negative.pdf", lambda: GOOD.replace(b"/Count 1", b"/Count -1"))
add(
    "pages-none.pdf",
    lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
    "refused",
)
add(
    "pages-deep.pdf",
    lambda: pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>"]
        + [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 3) for n in range(20_000)]
    ),
)
add("parent-loop.pdf", lambda: GOOD.replace(b"/Parent 2 0 R", b"/Parent 3 0 R"))
add("catalog-missing.pdf", lambda: pdf([b"null"]), "refused")
add("contents-loop.pdf", lambda: GOOD.replace(b"/Contents 4 0 R", b"/Contents 3 0 R"))
add("length-lie.pdf", lambda: GOOD.replace(b"/Length", b"/Length 999999999/X"))
add("length-loop.pdf", lambda: GOOD.replace(b"/Length", b"/Length 4 0 R/X"))
add("box-empty.pdf", lambda: GOOD.replace(b"[0 0 595 842]", b"[0 0 0 0]"))
add("box-huge.pdf", lambda: GOOD.replace(b"[0 0 595 842]", b"[0 0 1e38 1e38]"))
add(
    "form-calls-itself.pdf",
    lambda: one_page(
        b"/X Do",
        b"/XObject<</X 6 0 R>>",
        b"",
        stream(
            b"/X Do /X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
        ),
    ),
)
_CALLS = [
    stream(
        b"/X Do " * 10,
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (n + 7),
    )
    for n in range(12)
]
add(
    "form-ten-to-the-twelfth.pdf",
    lambda: one_page(
        b"/X Do",
        b"/XObject<</X 6 0 R>>",
        b"",
        *_CALLS,
        stream(b"BT /F 9 Tf (a)Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    ),
)
_GLYPH = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 7 0 R>>"
    b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]"
    b"/Resources<</Font<</F 6 0 R>>>>>>"
)
add(
    "font-draws-itself.pdf",
    lambda: one_page(
        b"BT /G 9 Tf (aaaa)Tj ET",
        b"/Font<</G 6 0 R>>",
        b"",
        _GLYPH,
        stream(b"BT /F 9 Tf (aaaa)Tj ET"),
    ),
)
_MAP = (
    b"/CIDInit /ProcSet findresource begin begincmap "
    b"1 begincodespacerange <0000><FFFF> endcodespacerange 100 beginbfrange %s endbfrange endcmap"
    % (b"<0000><FFFF><0041>" * 20_000)
)
add(
    "map-bomb.pdf",
    lambda: one_page(shown(b"abcdefgh"), b"", b"", stream(_MAP)).replace(
        b"/BaseFont/Helvetica", b"/BaseFont/Helvetica/ToUnicode 6 0 R"
    ),
)
add(
    "font-file-junk.pdf",
    lambda: one_page(
        shown(b"abcdefgh"),
        b"",
        b"",
        b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 7 0 R>>",
        stream(bytes(range(256)) * 4000),
    ).replace(
        b"/Subtype/Type1/BaseFont/Helvetica", b"/Subtype/TrueType/BaseFont/X/FontDescriptor 6 0 R"
    ),
)
add(
    "bookmarks-loop.pdf",
    lambda: GOOD.replace(b"/Pages 2 0 R>>", b"/Pages 2 0 R/Outlines<</First 6 0 R>>>>").replace(
        b"xref\n", b"6 0 obj\n<</Title(a)/Next 6 0 R/First 6 0 R>>\nendobj\nxref\n", 1
    ),
)
add(
    "object-stream-bomb.pdf",
    lambda: pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            stream(
                flate(b"9 " * (40 * MEBI))[0], b"/Type/ObjStm/N 99999999/First 0/Filter/FlateDecode"
            ),
        ]
    ),
)
add("xref-loop.pdf", lambda: GOOD.replace(b"trailer\n<<", b"trailer\n<</Prev 9"))
add("xref-lies.pdf", lambda: GOOD.replace(b" 00000 n", b" 99999 n"))
add("xref-none.pdf", lambda: GOOD[: GOOD.rfind(b"xref\n0")])
add(
    "start-beyond.pdf",
    lambda: GOOD[: GOOD.rfind(b"startxref")] + b"startxref\n99999999999999999999\n%%EOF",
)
_LOCK = b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>/ID[<00><00>]" % (
    b"o" * 32,
    b"u" * 32,
)
add(
    "encrypted.pdf",
    lambda: pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R>>",
        ],
        _LOCK,
    ),
    "refused",
)
add(
    "encrypted-unknown.pdf",
    lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>"], b"/Root 1 0 R/Encrypt<</Filter/Other/V 99>>"),
    "refused",
)
add("no-text.pdf", lambda: one_page(b"0 0 100 100 re f"), "refused")
add(
    "image-bomb.pdf",
    lambda: one_page(
        b"/I Do",
        b"/XObject<</I 6 0 R>>",
        b"",
        stream(
            zlib.compress(bytes(MEBI)),
            b"/Type/XObject/Subtype/Image/Width 60000/Height 60000"
            b"/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode",
        ),
    ),
    "refused",
)
add(
    "script.pdf",
    lambda: GOOD.replace(
        b"/Pages 2 0 R>>", b"/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"
    ),
)
add("head-only.pdf", lambda: b"%PDF-1.7\n", "refused")
add("zeros.pdf", lambda: b"%PDF-1.7\n" + bytes(MEBI), "refused")
add("docx-inside.pdf", lambda: b"PK\x03\x04" + bytes(1000), "refused")
for part in range(1, 10):
    add(f"cut-at-{part}0-percent.pdf", lambda p=part: GOOD[: len(GOOD) * p // 10])
