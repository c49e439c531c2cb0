"""Questions in and out: GIFT, Moodle XML, the table; hostile files; what an import keeps."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from people.models import AuditEvent
from quizzes.contract import GAP, Choice, Question, flaws_of, form_flaws, sameness
from quizzes.exchange import files
from quizzes.exchange.gift import read_gift, write_gift
from quizzes.exchange.moodle_xml import read_moodle_xml, write_moodle_xml
from quizzes.exchange.values import FileRefused
from quizzes.exchange.xlsx import HEAD, neutral, read_xlsx, write_xlsx
from quizzes.models import Item, ItemPlace
from quizzes.services import exchange, generating
from quizzes.services.attempts import start_attempt
from quizzes.services.review import question_of
from tests.cast import NOW
from tests.factories import make_edition as make_any_edition
from tests.factories import make_outline
from tests.quizzes.asking import make_edition, make_paper
from tests.quizzes.test_generating import PARTS

FORMATS = {
    "gift": (write_gift, read_gift),
    "moodle": (write_moodle_xml, read_moodle_xml),
    "xlsx": (write_xlsx, read_xlsx),
}

# --- Moodle's own examples ---------------------------------------------------------------------

GIFT = """\
// true/false
::Q1:: 1+1=2 {T}

// multiple choice with specified feedback for right and wrong answers
::Q2:: What's between orange and green in the spectrum?
{ =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }

// fill-in-the-blank
::Q3:: Two plus {=two =2} equals four.

// matching
::Q4:: Which animal eats which food? { =cat -> cat food =dog -> dog food }

// math range question
::Q5:: What is a number from 1 to 5? {#3:2}

// math range specified with interval end points
::Q6:: What is a number from 1 to 5? {#1..5}

// multiple numeric answers with partial credit and feedback
::Q7:: When was Ulysses S. Grant born? {#
         =1822:0      # Correct! Full credit.
         =%50%1822:2  # He was born in 1822. Half credit for being close.
}

// essay
::Q8:: How are you? {}

$CATEGORY: tom/dick/harry

Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}

Grant is {~buried =entombed ~living} in Grant's tomb.

Who's buried in Grant's tomb again?{=no one =nobody}

Grant is buried in Grant's tomb.{FALSE}

// What follows is not a question
You can use your pencil and paper for these next math questions.

What two people are entombed in Grant's tomb? {
   ~%-100%No one
   ~%50%Grant
   ~%50%Grant's wife
   ~%-100%Grant's father
}

Jesus Christ was from {
   ~Jerusalem#This was an important city, but the wrong answer.
   ~%25%Bethlehem#He was born here, but not raised here.
   ~%50%Galilee#You need to be more specific.
   =Nazareth#Yes! That's right!
}.

Which answer equals 5? {
   ~ \\= 2 + 2
   = \\= 2 + 3
   ~ \\= 2 + 4
}

::GIFT Control Characters::
Which of the following is NOT a control character for the GIFT import format? {
   ~ \\~     # \\~ is a control character.
   ~ \\=     # \\= is a control character.
   ~ \\#     # \\# is a control character.
   ~ \\{     # \\{ is a control character.
   ~ \\}     # \\} is a control character.
   = \\     # Correct! \\ (backslash) is not a control character. BUT,
              it is used to escape the control characters.
}

What's the answer to this multiple-choice question? {
  ~wrong answer#feedback comment on the wrong answer
  =right answer#Very good!
  ####General feedback, whatever one chose.
}

The American holiday of Thanksgiving is celebrated on the {
   ~second
   ~third
   =fourth
} Thursday of November.

[html]<p>The <b>sun</b> rises in the east.</p>{TRUE#No!#Yes.}

Match the following countries with their corresponding capitals. {
   =Canada -> Ottawa
   =Italy  -> Rome
   =Japan  -> Tokyo
   =India  -> New Delhi
}
"""

XML = b"""<?xml version="1.0" ?>
<quiz>
<!-- question: 0  -->
<question type="category"><category><text>$course$/XXXX</text></category></question>
<question type="multichoice">
  <name><text>Name of question</text></name>
  <questiontext format="html"><text><![CDATA[<p>What is the answer to this question?</p>]]></text></questiontext>
  <answer fraction="100"><text>The correct answer</text><feedback><text>Correct!</text></feedback></answer>
  <answer fraction="0"><text>A distractor</text><feedback><text>Ooops!</text></feedback></answer>
  <answer fraction="0"><text>Another distractor</text><feedback><text>Ooops!</text></feedback></answer>
  <shuffleanswers>1</shuffleanswers><single>true</single><answernumbering>abc</answernumbering>
</question>
<question type="truefalse">
  <name><text>Name of question</text></name>
  <questiontext format="html"><text>The sky is blue.</text></questiontext>
  <answer fraction="100"><text>true</text><feedback><text>Correct!</text></feedback></answer>
  <answer fraction="0"><text>false</text><feedback><text>Ooops!</text></feedback></answer>
</question>
<question type="shortanswer">
  <questiontext format="html"><text>Name a large city.</text></questiontext>
  <answer fraction="100"><text>Beijing</text><feedback><text>Correct!</text></feedback></answer>
  <answer fraction="50"><text>Tianjin</text><feedback><text>Nearly.</text></feedback></answer>
  <usecase>0</usecase>
</question>
<question type="matching">
  <questiontext format="html"><text>Match them.</text></questiontext>
  <subquestion><text>This is the 1st item in the 1st pair.</text><answer><text>This is the 2nd item in the 1st pair.</text></answer></subquestion>
  <subquestion><text>This is the 1st item in the 2nd pair.</text><answer><text>This is the 2nd item in the 2nd pair.</text></answer></subquestion>
  <subquestion><text></text><answer><text>A spare one.</text></answer></subquestion>
  <shuffleanswers>true</shuffleanswers>
</question>
<question type="cloze">
  <questiontext><text><![CDATA[Match the following cities with the correct state:
* San Francisco: {1:SHORTANSWER:=California#OK~%50%CA#Short}
* Tucson: {1:MULTICHOICE:~%100%Arizona#OK~California#Wrong}
The answer is {1:NUMERICAL:=23.8:0.1#Feedback}.]]></text></questiontext>
  <generalfeedback><text>General feedback.</text></generalfeedback>
</question>
<question type="essay">
  <questiontext format="html"><text>Write something.</text></questiontext>
  <answer fraction="0"><text></text></answer>
</question>
<question type="numerical">
  <questiontext format="html"><text>How many?</text></questiontext>
  <answer fraction="100"><text>23</text><tolerance>2</tolerance><feedback><text>Feedback</text></feedback></answer>
</question>
<question type="description"><questiontext><text>Read this.</text></questiontext></question>
<question type="calculated"><questiontext><text>{a}+{b}</text></questiontext></question>
<question type="multichoice">
  <questiontext format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/a.png">Which two?]]></text><file name="a.png" encoding="base64">AAAA</file></questiontext>
  <single>false</single>
  <answer fraction="50"><text>a</text></answer><answer fraction="50"><text>b</text></answer>
  <answer fraction="-100"><text>c</text></answer>
</question>
</quiz>"""  # noqa: E501


def by_stem(parsed):
    return {read.question.stem: read.question for read in parsed.questions}


def test_examples_of_the_gift_documentation():
    parsed = read_gift(GIFT.encode())
    found = by_stem(parsed)
    assert len(parsed.questions) == 20
    assert [(r.code, r.is_kept) for r in parsed.remarks if not r.is_kept] == [
        ("description", False)
    ]
    assert found["1+1=2"].truth is True
    spectrum = found["What's between orange and green in the spectrum?"]
    assert spectrum.options[0] == Choice("yellow", True, "right; good!")
    assert spectrum.kind == "single"
    assert found["Two plus ____ equals four."].accepted == (("two", "2"),)
    animals = found["Which animal eats which food?"]
    assert animals.pairs == (("cat", "cat food"), ("dog", "dog food"))
    ranges = [q for s, q in found.items() if s.startswith("What is a number from 1 to 5?")]
    assert set(ranges[0].accepted[0]) == {"1", "2", "3", "4", "5"}
    assert found["When was Ulysses S. Grant born? ____"].accepted == (("1822",),)
    assert found["How are you?"].kind == "short"
    assert found["Grant is ____ in Grant's tomb."].options[1] == Choice("entombed", True)
    assert found["Who's buried in Grant's tomb again? ____"].accepted == (("no one", "nobody"),)
    assert found["Grant is buried in Grant's tomb."].truth is False
    two = found["What two people are entombed in Grant's tomb?"]
    assert (two.kind, [o.key for o in two.options]) == ("multiple", [False, True, True, False])
    nazareth = found["Jesus Christ was from ____."]
    assert [o.key for o in nazareth.options] == [False, False, False, True]
    assert [o.text for o in found["Which answer equals 5?"].options] == [
        "= 2 + 2",
        "= 2 + 3",
        "= 2 + 4",
    ]
    signs = next(q for s, q in found.items() if "NOT a control character" in s)
    assert [o.text for o in signs.options] == ["~", "=", "#", "{", "}", "\\"]
    general = next(q for s, q in found.items() if "multiple-choice question" in s)
    assert general.explanation == "General feedback, whatever one chose."
    assert "____ Thursday" in next(s for s in found if "Thanksgiving" in s)
    sun = found["The sun rises in the east."]
    assert {o.text: o.why for o in sun.options} == {"对": "Yes.", "错": "No!"}
    codes = {remark.code for remark in parsed.remarks}
    assert codes == {"description", "tolerance", "partial"}


def test_same_stem_of_both_ranges_is_reported_by_its_line():
    remarks = [r for r in read_gift(GIFT.encode()).remarks if r.code == "tolerance"]
    assert [GIFT.split("\n")[r.line - 1][:6] for r in remarks] == ["::Q5::", "::Q6::"]


def test_examples_of_the_moodle_xml_documentation():
    parsed = read_moodle_xml(XML)
    found = by_stem(parsed)
    assert len(parsed.questions) == 8
    answer = found["What is the answer to this question?"]
    assert answer.options[0] == Choice("The correct answer", True, "Correct!")
    assert found["The sky is blue."].truth is True
    city = found["Name a large city. ____"]
    assert city.accepted == (("Beijing",),)
    assert "Tianjin：Nearly." in city.explanation
    assert found["Match them."].extra_right == ("A spare one.",)
    assert len(found["Match them."].pairs) == 2
    cloze = next(q for s, q in found.items() if "San Francisco: ____" in s)
    assert cloze.accepted == (("California",), ("Arizona",), ("23.8",))
    assert found["Write something."].kind == "short"
    assert found["How many? ____"].accepted[0][0] == "23"
    assert [o.key for o in found["Which two?"].options] == [True, True, False]
    assert {(r.code, r.is_kept) for r in parsed.remarks} == {
        ("partial", True), ("cloze_choice", True), ("tolerance", True), ("files", True),
        ("description", False), ("unsupported", False),
    }  # fmt: skip
    assert all(remark.line > 1 for remark in parsed.remarks)


@pytest.mark.parametrize(
    ("text", "code"),
    [("What? {=a ~b", "unclosed"), ("What? {Grant}", "no_answer"), ("What? {#abc}", "no_number"),
     ("What? {=a =b ~c}", "flaw"), ("What? {~a ~b}", "flaw"), ("What? {=a ~a}", "flaw"),
     ("{T}", "flaw"), ("What? {=a -> b}", "flaw"), ("nothing", "description"),
     ("What? {=gr*}", "flaw")],
)  # fmt: skip
def test_broken_gift_questions_are_told_and_the_rest_is_read(text, code):
    parsed = read_gift(f"First? {{T}}\n\n{text}\n\nLast? {{F}}\n".encode())
    assert [read.line for read in parsed.questions] == [1, 5]
    assert [(r.line, r.code) for r in parsed.remarks if not r.is_kept] == [(3, code)]


# --- Round trips -------------------------------------------------------------------------------

TEXT = st.text(
    st.one_of(
        st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn")),
        st.sampled_from(list("~=#{}:%\\[]-></|｜'\"&;_*对错国党")),
        st.just("\n"),
    ),
    min_size=1, max_size=24,
).map(str.strip).filter(lambda text: sameness(text) and not GAP.search(text))  # fmt: skip
LINE = TEXT.filter(lambda text: "\n" not in text and len(text.splitlines()) == 1)
WHY = st.one_of(st.just(""), TEXT)
COMMON = {
    "explanation": WHY,
    "quotes": st.lists(TEXT, max_size=2).map(tuple),
    "rule": st.sampled_from(["", "term_single"]),
    "difficulty": st.integers(0, 100).map(lambda n: n / 100),
    "thinking": st.sampled_from(["remember", "understand", "analyse"]),
}


@st.composite
def questions(draw):
    kind = draw(st.sampled_from(["single", "multiple", "judge", "blank", "match", "short"]))
    parts = {name: draw(strategy) for name, strategy in COMMON.items()}
    stem = draw(TEXT)
    texts = draw(st.lists(LINE, min_size=4, max_size=7, unique_by=sameness))
    if kind in ("single", "multiple"):
        keys = 1 if kind == "single" else 2
        parts["options"] = tuple(
            Choice(text, i < keys, draw(WHY)) for i, text in enumerate(draw(st.permutations(texts)))
        )
    elif kind == "judge":
        truth = parts["truth"] = draw(st.booleans())
        whys = {True: draw(WHY), False: draw(WHY)}
        parts["options"] = tuple(
            Choice("对" if value else "错", value is truth, whys[value])
            for value in (True, False)
            if whys[value]
        )
    elif kind == "blank":
        count = draw(st.integers(1, 3))
        # A stem that ends in _ would make the gap longer, which means nothing.
        stem = GAP.sub("____", "____，".join([stem, *["又"] * count]))
        words = st.lists(LINE.filter(lambda t: "*" not in t), min_size=1, max_size=2)
        parts["accepted"] = tuple(tuple(draw(words)) for _ in range(count))
    elif kind == "match":
        rights = texts[:2]
        parts["pairs"] = (("甲", rights[0]), ("乙", rights[1]))
        parts["extra_right"] = tuple(texts[2:4])
    else:
        parts["checklist"] = tuple(draw(st.lists(LINE, min_size=1, max_size=3)))
    question = Question(kind, stem, **parts)
    assume(not form_flaws(question))
    return question


@pytest.mark.parametrize("name", list(FORMATS))
@given(batch=st.lists(questions(), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_written_is_read_again_without_loss(name, batch):
    write, read = FORMATS[name]
    written = write(batch)
    left_out = {place for place, _code in written.left_out}
    expected = [q for place, q in enumerate(batch) if place not in left_out]
    parsed = read(written.data)
    assert [r.question for r in parsed.questions] == expected
    assert [r for r in parsed.remarks if not r.is_kept] == []
    if name == "xlsx":
        assert not left_out


@given(st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("name", list(FORMATS))
def test_no_bytes_raise_anything_but_a_refusal(name, data):
    try:
        parsed = FORMATS[name][1](data)
    except FileRefused:
        return
    assert all(not form_flaws(read.question) for read in parsed.questions)


@given(text=st.text(st.sampled_from(list("{}~=#:\\%-> \nT[html]/")), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_gift_text_is_read_or_told(text):
    parsed = read_gift(text.encode())
    assert all(not form_flaws(read.question) for read in parsed.questions)


def test_every_format_keeps_a_generated_lesson(cast):
    edition = make_any_edition(make_outline(PARTS))
    generating.generate_edition(edition, now=NOW, seed=1)
    places = edition.item_places.select_related("item")
    asked = [question_of(place.item, place.evidence) for place in places]
    for write, read in FORMATS.values():
        written = write(asked)
        left_out = {place for place, _code in written.left_out}
        expected = [q for place, q in enumerate(asked) if place not in left_out]
        assert [r.question for r in read(written.data).questions] == expected
        assert len(expected) >= len(asked) - 2


# --- The table ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@a", "\ta", "＝1", "＋1", "－1", "＠a", "'=1"]
)
def test_no_cell_is_a_formula(text):
    book = load_workbook(io.BytesIO(write_xlsx([Question("judge", text, truth=True)]).data))
    cell = book.worksheets[0]["B2"]
    assert cell.data_type == "s"
    assert cell.value == "'" + text
    assert neutral(text).startswith("'")


def table(*rows, head=HEAD):
    book = Workbook()
    book.active.append(head)
    for row in rows:
        book.active.append([row.get(name) for name in head])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("row", "code"),
    [({"题型": "选择"}, "kind_cell"), ({"题型": "单选", "答案": "Z", "A": "甲"}, "answer_cell"),
     ({"题型": "单选", "答案": "", "A": "甲"}, "answer_cell"),
     ({"题型": "判断", "答案": "也许"}, "truth_cell"),
     ({"题型": "判断", "答案": "对", "几成人答错": "多"}, "tenths_cell"),
     ({"题型": "多选", "答案": "A", "A": "甲", "B": "乙"}, "flaw"),
     ({"题型": "填空", "题干": "没有空", "答案": "甲"}, "flaw")],
)  # fmt: skip
def test_wrong_row_is_told_by_its_number_and_the_others_are_taken(row, code):
    good = {"题型": "判断", "题干": "一", "答案": True}
    also = {"题型": "單選", "题干": "二", "答案": "ａ", "A": 18, "B": 19.0, "几成人答错": 4}
    parsed = read_xlsx(table(good, {"题干": "三", **row}, {}, also))
    assert [(r.line, r.code) for r in parsed.remarks] == [(3, code)]
    assert [read.line for read in parsed.questions] == [2, 5]
    assert parsed.questions[1].question.options == (Choice("18", True), Choice("19", False))
    assert parsed.questions[1].question.difficulty == 0.4


def test_table_without_our_head_is_refused():
    with pytest.raises(FileRefused, match="no_head"):
        read_xlsx(table(head=["question", "answer"]))


# --- Hostile files -----------------------------------------------------------------------------

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10 if i else b"x") for i in range(9)
    )
    + b'<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question type="truefalse"><questiontext>'
    b"<text>&a8;&x;</text></questiontext></question></quiz>"
)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("a.xml", BOMB, "dtd"), ("a.xml", BOMB.decode().encode("utf-16"), ("dtd", "broken_xml")),
     ("a.xml", b"<quiz><question>", "broken_xml"), ("a.xml", b"<html/>", "no_quiz"),
     ("a.xml", b"<quiz>" + b"<a/>" * 70_000 + b"</quiz>", "too_long"),
     ("a.docx", b"x", "wrong_extension"), ("a.gift", b" \n", "empty"),
     ("a.gift", b"x" * (2 * 1024 * 1024 + 1), "too_large"),
     ("a.xlsx", b"PK\x03\x04x", "broken_xlsx"),
     ("a.xlsx", b"not a zip", "broken_xlsx"), ("a.gift", b"Q? {T}\n\n" * 501, "too_many")],
)  # fmt: skip
def test_hostile_file_is_refused_with_a_reason(name, data, code):
    with pytest.raises(FileRefused) as refused:
        exchange.read_file(name, data)
    assert refused.value.code in code if isinstance(code, tuple) else refused.value.code == code


def test_inflating_workbook_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(FileRefused, match="broken_xlsx"):
        exchange.read_file("a.xlsx", held.getvalue())


def test_child_gives_what_the_reader_gives():
    for kind, name in (("gift", "a.gift"), ("moodle", "a.xml")):
        data = GIFT.encode() if kind == "gift" else XML
        through, straight = exchange.read_file(name, data), files.read(kind, data)
        assert (through.questions, through.remarks) == (straight.questions, straight.remarks)


# --- The pages ---------------------------------------------------------------------------------


@pytest.fixture
def editor(client_of):
    return client_of("editor")


def send(editor, edition, name, data):
    address = reverse("quizzes:item-import", args=[edition.lesson_id])
    return editor.post(address, {"file": SimpleUploadedFile(name, data)})


def test_import_keeps_unreviewed_items_and_reports_the_rest(editor, cast):
    edition = make_edition()
    reply = send(editor, edition, "a.gift", GIFT.encode())
    html = reply.content.decode()
    assert reply.status_code == 200
    assert "收了" in html
    assert "是说明文字，不是题" in html
    assert Item.objects.count() >= 17
    assert set(Item.objects.values_list("origin", "state")) == {("imported", "unreviewed")}
    assert not ItemPlace.objects.exists()
    listed = editor.get(reverse("quizzes:item-list", args=[edition.lesson_id])).content.decode()
    assert "没有依据的题" in listed
    again = send(editor, edition, "a.gift", GIFT.encode()).content.decode()
    assert "收了0道题" in again
    assert "和已有的题一样，没有改动" in again
    assert 'name="change"' not in again


def test_question_with_evidence_of_the_text_is_placed_and_asked(editor, cast):
    edition = make_paper(kinds=()).edition
    row = {"题型": "填空", "题干": "先____。", "答案": "商量", "依据": "先商量，再表决，后公开。"}
    gone = {"题型": "判断", "题干": "别处", "答案": "对", "依据": "课文里没有这一句。"}
    html = send(editor, edition, "a.xlsx", table(row, gone)).content.decode()
    assert "依据的句子不在课文里" in html
    place = ItemPlace.objects.get()
    assert place.evidence[0]["quote"] == "先商量，再表决，后公开。"
    assert edition.text[place.position :].startswith("先商量")
    attempt = start_attempt(cast.learner, edition.paper, now=NOW, seed=1)
    assert [q["stem"] for q in attempt.snapshot] == ["先____。"]


@pytest.mark.parametrize("kind", ["gift", "moodle", "xlsx"])
def test_export_into_another_lesson_loses_nothing(editor, cast, kind):
    edition = make_any_edition(make_outline(PARTS))
    generating.generate_edition(edition, now=NOW, seed=1)
    address = reverse("quizzes:item-export", args=[edition.lesson_id, kind])
    reply = editor.get(address)
    assert "attachment" in reply["Content-Disposition"]
    other = make_any_edition(make_outline(PARTS))
    extension = {"gift": "gift", "moodle": "xml", "xlsx": "xlsx"}[kind]
    send(editor, other, f"a.{extension}", reply.content)

    def held(one):
        rows = one.item_places.select_related("item")
        return sorted((repr(question_of(p.item, p.evidence)), p.evidence) for p in rows)

    assert len(held(other)) >= len(held(edition)) - (2 if kind == "gift" else 0)
    assert all(row in held(edition) for row in held(other))
    for place in other.item_places.select_related("item"):
        assert flaws_of(question_of(place.item, place.evidence)) == []
    assert AuditEvent.objects.filter(kind="items.exported").count() == 1
    assert AuditEvent.objects.filter(kind="items.imported").count() == 1


# --- Corrections ---------------------------------------------------------------------------------


def exported(editor, edition):
    """The items as rows of the site's own table."""
    address = reverse("quizzes:item-export", args=[edition.lesson_id, "xlsx"])
    cells = load_workbook(io.BytesIO(editor.get(address).content)).worksheets[0].values
    head, *rows = list(cells)
    return [{name: text or "" for name, text in zip(head, row, strict=True)} for row in rows]


def tokens(html):
    return re.findall(r'name="change" value="([^"]+)"', html)


def take(editor, edition, changes):
    address = reverse("quizzes:item-changes", args=[edition.lesson_id])
    return editor.post(address, {"change": changes}, follow=True).content.decode()


@pytest.fixture
def generated(cast):
    edition = make_any_edition(make_outline(PARTS))
    generating.generate_edition(edition, now=NOW, seed=1)
    return edition


@pytest.mark.parametrize("kind", ["gift", "moodle", "xlsx"])
def test_an_export_that_comes_back_unchanged_changes_nothing(editor, generated, kind):
    address = reverse("quizzes:item-export", args=[generated.lesson_id, kind])
    extension = {"gift": "gift", "moodle": "xml", "xlsx": "xlsx"}[kind]
    html = send(editor, generated, f"a.{extension}", editor.get(address).content).content.decode()
    assert "收了0道题" in html
    assert "和已有的题一样，没有改动" in html
    assert tokens(html) == []
    assert "没有收" not in html


def test_corrections_are_shown_and_taken_over_with_history(editor, cast, generated):
    rows = exported(editor, generated)
    place = next(at for at, row in enumerate(rows) if row["题型"] == "单选")
    rows[place]["讲解"] = "讲得更清楚的一句话。"
    rows[place]["B的说明"] = "改过的说明。"
    row = Item.objects.get(stem=rows[place]["题干"])
    before = question_of(row)
    html = send(editor, generated, "a.xlsx", table(*rows)).content.decode()
    assert f"{len(rows) - 1}道和已有的题一样，没有改动。" in html
    assert "<ins>讲得更清楚的一句话。</ins>" in html
    assert f"<del>{before.explanation}</del>" in html
    row.refresh_from_db()
    assert (row.version, question_of(row)) == (1, before)
    found = tokens(html)
    assert len(found) == 1
    assert "改了1道题，可以撤销" in take(editor, generated, found)
    row.refresh_from_db()
    assert row.explanation == "讲得更清楚的一句话。"
    assert row.options[1]["why"] == "改过的说明。"
    assert [o["text"] for o in row.options] == [o.text for o in before.options]
    assert row.versions.get().action == "edited"
    assert "有1道题后来改过，没有动" in take(editor, generated, found)
    editor.post(reverse("quizzes:item-undo", args=[generated.lesson_id]))
    row.refresh_from_db()
    assert question_of(row) == before


def test_corrections_of_one_file_are_undone_together(editor, cast, generated):
    rows = exported(editor, generated)
    for row in rows[:3]:
        row["讲解"] = "新的讲解。"
    found = tokens(send(editor, generated, "a.xlsx", table(*rows)).content.decode())
    take(editor, generated, found)
    assert Item.objects.filter(explanation="新的讲解。").count() == 3
    editor.post(reverse("quizzes:item-undo", args=[generated.lesson_id]))
    assert not Item.objects.filter(explanation="新的讲解。").exists()


def test_an_empty_cell_is_no_correction_and_a_lost_quote_keeps_the_evidence(editor, generated):
    rows = exported(editor, generated)
    rows[0] |= {"讲解": "", "A的说明": "", "依据": "", "考什么": "", "几成人答错": ""}
    html = send(editor, generated, "a.xlsx", table(rows[0])).content.decode()
    assert tokens(html) == []
    rows[0] |= {"讲解": "新的讲解。", "依据": "课文里没有这一句。"}
    html = send(editor, generated, "a.xlsx", table(rows[0])).content.decode()
    assert "依据没有改" in html
    held = ItemPlace.objects.get(item__stem=rows[0]["题干"]).evidence
    take(editor, generated, tokens(html))
    place = ItemPlace.objects.get(item__stem=rows[0]["题干"])
    assert (place.item.explanation, place.evidence) == ("新的讲解。", held)


def test_a_correction_nobody_could_ask_is_said_and_not_offered(editor, cast):
    edition = make_edition()
    row = {"题型": "填空", "题干": "先____。", "答案": "商量", "依据": "先商量，再表决，后公开。"}
    send(editor, edition, "a.xlsx", table(row))
    row["答案"] = "课文里没有的词"
    html = send(editor, edition, "a.xlsx", table(row)).content.decode()
    assert "改了还不能用" in html
    assert tokens(html) == []


def test_corrections_are_nobody_elses_to_make(editor, client_of, generated):
    rows = exported(editor, generated)
    rows[0]["讲解"] = "新的讲解。"
    found = tokens(send(editor, generated, "a.xlsx", table(*rows)).content.decode())
    forged = [found[0][:-2] + "xx"]
    assert "没有动" in take(editor, generated, forged)
    other = make_edition()
    assert "没有动" in take(editor, other, found)
    assert not Item.objects.filter(explanation="新的讲解。").exists()


# --- Two scripts ---------------------------------------------------------------------------------

TRADITIONAL = make_outline(
    ((1, "一、", "一", "會後整理", ["會後要整理記錄，讓群眾知道結果。發言要記下來。"]),),
    script="traditional",
    title="怎樣開會",
)


def test_questions_in_the_other_script_become_those_of_the_edition(editor, cast):
    edition = make_any_edition(TRADITIONAL)
    row = {"题型": "单选", "题干": "“会后整理”一节要让谁知道结果？", "答案": "A", "A": "群众"}
    row |= {"A的说明": "课文这样说。", "B": "专家", "依据": "会后要整理记录，让群众知道结果。"}
    html = send(editor, edition, "a.xlsx", table(row)).content.decode()
    assert "收了1道题" in html
    place = ItemPlace.objects.get()
    assert place.evidence[0]["quote"] == "會後要整理記錄，讓群眾知道結果。"
    assert place.item.stem == "“會後整理”一節要讓誰知道結果？"
    assert [o["text"] for o in place.item.options] == ["群眾", "專家"]
    again = send(editor, edition, "a.xlsx", table(row)).content.decode()
    assert "1道和已有的题一样" in again
    row["B"] = "领导"
    assert "<ins>领导</ins>" in send(editor, edition, "a.xlsx", table(row)).content.decode()


def test_a_traditional_question_for_a_simplified_edition_is_simplified(editor, cast):
    edition = make_edition()
    row = {"题型": "判断", "题干": "會議記錄要讓群眾看見。", "答案": "对", "A的说明": "對。"}
    send(editor, edition, "a.xlsx", table(row))
    item = Item.objects.get()
    assert (item.stem, item.options[0]["text"]) == ("会议记录要让群众看见。", "对")


def test_a_question_that_does_not_tell_its_script_follows_its_file(editor, cast):
    edition = make_any_edition(TRADITIONAL)
    rows = [{"题型": "判断", "题干": "鄰里的事要記下來，讓群眾看見。", "答案": "对"},
            {"题型": "判断", "题干": "里面有干部。", "答案": "对"}]  # fmt: skip
    send(editor, edition, "a.xlsx", table(*rows))
    assert Item.objects.filter(stem="里面有干部。").exists()


def test_template_has_our_head_and_reads_as_empty(editor, cast):
    edition = make_edition()
    address = reverse("quizzes:item-export", args=[edition.lesson_id, "template"])
    book = load_workbook(io.BytesIO(editor.get(address).content))
    assert [cell.value for cell in book.worksheets[0][1]] == list(HEAD)
    assert "每行一道题" in book.worksheets[1]["A1"].value
    nothing = reverse("quizzes:item-export", args=[edition.lesson_id, "nonsense"])
    assert editor.get(nothing).status_code == 404


def test_refused_file_is_told_on_the_page_and_nothing_is_kept(editor, cast):
    edition = make_edition()
    reply = send(editor, edition, "a.xml", BOMB)
    assert reply.status_code == 400
    assert "DOCTYPE" in reply.content.decode()
    assert not Item.objects.exists()
    assert editor.post(reverse("quizzes:item-import", args=[edition.lesson_id])).status_code == 400


@pytest.mark.parametrize("text", ["_x000D_", "前_x000D_后", "_x005F_x000D_"])
def test_the_letters_a_workbook_keeps_a_return_by_are_kept_as_letters(text):
    asked = Question(
        kind="short", stem="怎样看待议事？", checklist=("商量", text), explanation=text
    )
    (read,) = read_xlsx(write_xlsx([asked]).data).questions
    assert read.question.checklist == asked.checklist
    assert read.question.explanation == text
