"""Lists in pages: nothing a reader can type into the address is an error."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from common.paging import Page, page_number, page_of
from people.models import Branch
from tests.cast import make_branch


def ask(**query):
    return RequestFactory().get("/", query)


@pytest.fixture
def rows(db):
    for number in range(7):
        make_branch(f"支部{number}")
    return Branch.objects.order_by("pk")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("", 1), ("3", 3), ("0", 1), ("-1", 1), ("x", 1), ("1.5", 1), ("²", 1), ("３", 1),
        (" 2", 1), ("9" * 40, 1_000_000), ("1;drop", 1),
    ],
)  # fmt: skip
def test_what_is_no_number_is_page_one(written, number):
    assert page_number(written) == number


def test_page_holds_its_rows_and_knows_its_neighbours(rows):
    page = page_of(rows, ask(page="2"), size=3)
    assert [row.name for row in page] == ["支部3", "支部4", "支部5"]
    assert (page.number, page.count, page.total, len(page)) == (2, 3, 7, 3)
    assert page.has_previous
    assert page.has_next
    assert page.first_row == 4


def test_page_beyond_the_end_is_empty_and_leads_back(rows):
    page = page_of(rows, ask(page="99"), size=3)
    assert list(page) == []
    assert page.is_beyond
    assert page.previous == 3
    assert not page.has_next


def test_empty_list_has_one_page(db):
    page = page_of(Branch.objects.order_by("pk"), ask())
    assert (page.count, page.is_beyond, page.has_next, page.has_previous) == (
        1,
        False,
        False,
        False,
    )


def test_page_costs_two_queries_and_one_beyond_the_end(rows, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(page_of(rows, ask(page="2"), size=3))
    with django_assert_num_queries(1):
        list(page_of(rows, ask(page="50"), size=3))


def turned(page, request):
    template = Template('{% include "components/pages.html" %}')
    with translation.override("zh-hans"):
        return template.render(Context({"page": page, "request": request}))


def test_turning_keeps_the_rest_of_the_address(rows):
    request = ask(page="2", kind="branch", q="支 部")
    shown = turned(page_of(rows, request, size=3), request)
    assert 'href="?kind=branch&amp;q=%E6%94%AF+%E9%83%A8&amp;page=3"' in shown
    assert 'href="?kind=branch&amp;q=%E6%94%AF+%E9%83%A8"' in shown
    assert "第2页，共3页" in shown


def test_two_lists_on_one_page_turn_apart(rows):
    request = ask(page="3", done="2")
    page = page_of(rows, request, size=3, name="done")
    shown = turned(page, request)
    assert page.number == 2
    assert 'href="?page=3&amp;done=3"' in shown


def test_page_beyond_the_end_says_so():
    shown = turned(Page([], 9, 50, 140), ask(page="9"))
    assert "没有第9页" in shown
    assert 'href="?"' in shown


def test_list_of_one_page_shows_no_turning():
    assert turned(Page([1], 1, 50, 1), ask()).strip() == ""
