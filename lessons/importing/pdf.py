"""PDF files with a text layer become blocks: rows unwrapped, heads, feet and numbers left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lessons.importing.blocks import Block, Extracted
from lessons.importing.cells import row_blocks
from lessons.importing.furniture import contents_lines
from lessons.importing.outline import ImportRefused, Warning
from lessons.importing.pdf_cells import with_cells
from lessons.importing.pdf_columns import Columns, stacked
from lessons.importing.pdf_furniture import furniture
from lessons.importing.pdf_letters import PdfFile
from lessons.importing.pdf_paragraphs import (
    Measure,
    Paragraph,
    is_centred,
    measure,
    paragraphs,
)
from lessons.importing.pdf_rows import Row
from lessons.importing.pdf_tables import grids
from lessons.importing.sizes import with_levels_by_size
from lessons.importing.spaces import tidy

LETTERS_A_PAGE = 8  # fewer on average: the pages are pictures
LARGER = 1.12  # times the usual size: as strong as bold


def extract_pdf(data: bytes) -> Extracted:
    """Raises ImportRefused: encrypted, broken, too_complex, pdf_without_text, pdf_unreadable."""
    file = PdfFile(data)
    pages: list[list[Row]] = []
    heights: list[float] = []
    columns = Columns()
    for number in range(len(file)):
        with file.page(number) as page:
            heights.append(page.height)
            tables = grids(page.raw) if page.raw is not None else []
            pages.append(with_cells(columns.rows(number, page.letters, tables)))
    _check_text(pages)
    usual = measure([row for rows in pages for row in rows])
    out = furniture(pages, heights, usual.size)
    kept = stacked([row for rows in pages for row in rows if id(row) not in out])
    usual = measure(kept) if kept else usual
    blocks = _with_levels(_blocks(kept, usual), file.bookmarks())
    contents = contents_lines([block.text for block in blocks])
    blocks = [block for place, block in enumerate(blocks) if place not in contents]
    return Extracted(
        format="pdf",
        encoding=None,
        blocks=tuple(_with_title(blocks, kept, usual)),
        warnings=tuple(_warnings(len(out), len(contents), pages)),
    )


def _check_text(pages: list[list[Row]]) -> None:
    text = "".join(row.line.text for rows in pages for row in rows)
    letters = sum(not ch.isspace() for ch in text)
    if letters < min(20, LETTERS_A_PAGE * len(pages)) or letters < LETTERS_A_PAGE * len(pages) / 2:
        raise ImportRefused(
            "pdf_without_text",
            "这个 PDF 是扫描件或图片，没有文字层。"
            "请用文字识别软件转成文字，或上传 .docx、.txt 原稿。",
        )
    strange = sum(ch == "\ufffd" or "\ue000" <= ch <= "\uf8ff" for ch in text)
    if strange * 5 > letters:
        raise ImportRefused(
            "pdf_unreadable",
            "这个 PDF 的字体没有附带文字编码，读出来是乱码。请上传 .docx 或 .txt 原稿。",
        )


def _blocks(rows: list[Row], usual: Measure) -> list[Block]:
    blocks: list[Block] = []
    sizes: list[float] = []
    for paragraph in paragraphs(rows, usual):
        made = _made(paragraph, usual)
        blocks += made
        sizes += [round(paragraph.size * 2) / 2] * len(made)
    return with_levels_by_size(blocks, sizes)


def _made(paragraph: Paragraph, usual: Measure) -> list[Block]:
    text, strong = paragraph.line.tidied()
    first = paragraph.rows[0]
    if not text:
        return []
    if "\t" in text or first.is_cells:
        return row_blocks(text.split("\t"))
    is_large = paragraph.size > usual.size * LARGER
    if usual.is_bold and not is_large:
        strong = 0
    centred = len(paragraph.rows) <= 3 and all(is_centred(r, usual) for r in paragraph.rows)
    return [Block(text, bold_chars=len(text) if is_large else strong, is_centred=centred)]


def _with_levels(blocks: list[Block], bookmarks: list[tuple[int, str]]) -> list[Block]:
    """Gives the level of a bookmark to the line that repeats it, in order."""
    start = 0
    for level, title in bookmarks:
        wanted = _plain(tidy(title))
        for place in range(start, len(blocks)):
            found = _plain(blocks[place].text)
            if wanted and found == wanted:
                blocks[place] = replace(blocks[place], level=level)
                start = place + 1
                break
    return blocks


def _with_title(blocks: list[Block], rows: list[Row], usual: Measure) -> list[Block]:
    """Joins and marks the large centred lines that open the first page."""
    first = [row for row in rows if row.page == rows[0].page][:12] if rows else []
    largest = max((row.mean_size for row in first), default=0.0)
    if largest < usual.size * 1.25:
        return blocks
    titles = {row.text for row in first if row.mean_size > largest * 0.95}
    places = []
    for place, block in enumerate(blocks[:8]):
        if any(block.text == t or t in block.text for t in titles) and len(block.text) <= 80:
            places.append(place)
        elif places:
            break
    if not places or len(places) > 3:
        return blocks
    text = "".join(blocks[place].text for place in places)
    title = Block(text, bold_chars=len(text), is_centred=True, is_title=True)
    return [*blocks[: places[0]], title, *blocks[places[-1] + 1 :]]


def _plain(text: str) -> str:
    return "".join(ch for ch in text.lower() if ch.isalnum())


def _warnings(furniture_rows: int, contents: int, pages: list[list[Row]]) -> Iterator[Warning]:
    if furniture_rows:
        message = f"略去了页眉、页脚和页码（共 {furniture_rows} 行）。"
        yield Warning("dropped", message, params={"what": "page", "count": furniture_rows})
    if contents:
        yield Warning("dropped", "目录没有放进课文。", params={"what": "contents"})
    empty = [str(number + 1) for number, rows in enumerate(pages) if not rows]
    if empty:
        shown = "、".join(empty[:20])
        message = f"第 {shown} 页没有文字，可能是图片，没有放进课文。"
        yield Warning("pages_without_text", message, params={"pages": shown})
