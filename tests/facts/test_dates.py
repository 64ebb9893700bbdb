"""Dates: what is found, how it is resolved, what is left alone."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts import dates
from checker.model import Article, Bound, DateFact, Span, Statement

TUESDAY = date(2033, 5, 17)


def found(text: str, published: date | None = TUESDAY) -> tuple[DateFact, ...]:
    article = Article(id="a1", path="a.txt", text=text, published=published)
    return dates.extract(Statement("a1.1", "a1", 0, Span(0, len(text)), text), article)


def only(text: str, published: date | None = TUESDAY) -> DateFact:
    (fact,) = found(text, published)
    return fact


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The pier burned on Friday.", "2033-05-13", "2033-05-14"),
        ("The pier will reopen on Friday.", "2033-05-20", "2033-05-21"),
        ("Ferries stopped on Tuesday.", "2033-05-17", "2033-05-18"),
        ("The hall shut yesterday.", "2033-05-16", "2033-05-17"),
        ("Bids are due on 15 October.", "2033-10-15", "2033-10-16"),
        ("Sept. 8 was dry.", "2032-09-08", "2032-09-09"),
        ("The court sits on the second Monday of January 2034.", "2034-01-09", "2034-01-10"),
        ("It opens on the last day of this month.", "2033-05-31", "2033-06-01"),
        ("Output fell last month.", "2033-04-01", "2033-05-01"),
        ("They signed it in November 2031.", "2031-11-01", "2031-12-01"),
        ("Sales rose in the first quarter.", "2033-01-01", "2033-04-01"),
        ("The mill was built in 2017.", "2017-01-01", "2018-01-01"),
        ("The law runs until September 2036 year.", "2036-09-01", "2036-10-01"),
        ("It will close by the end of next week.", "2033-05-27", "2033-05-30"),
        ("He quit last October.", "2032-10-01", "2032-11-01"),
    ],
)
def test_resolved(text: str, start: str, end: str) -> None:
    fact = only(text)
    assert (fact.start, fact.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Pay by 3 June.", Bound.BY),
        ("Pay no later than 3 June.", Bound.BY),
        ("Pay on 3 June at the latest.", Bound.BY),
        ("The road is closed until 3 June.", Bound.UNTIL),
        ("The road is closed until at least 3 June.", Bound.AT_LEAST_UNTIL),
        ("The road is closed until 3 June, maybe longer.", Bound.AT_LEAST_UNTIL),
        ("The fee applies from 3 June.", Bound.FROM),
        ("The report will not appear before 3 June.", Bound.FROM),
        ("It must be done before 3 June.", Bound.BEFORE),
        ("They meet on 3 June.", Bound.ON),
    ],
)
def test_bounds(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


def test_from_and_to_are_two_dates() -> None:
    first, last = found("Water is rationed from Feb. 13 to April 30.")
    assert (first.bound, last.bound) == (Bound.FROM, Bound.UNTIL)


def test_within_reaches_from_the_article_date() -> None:
    fact = only("The mission ends within the next 12 months.")
    assert fact.bound is Bound.WITHIN
    assert fact.start.date() == TUESDAY
    assert fact.relative


def test_clock_times_take_the_day_of_the_sentence() -> None:
    clock, day = found("The alarm rang at 7 a.m. on Sunday.")
    assert clock.start == datetime(2033, 5, 15, 7)
    assert day.granularity == "day"
    assert found("It began at ten past six in the morning.")[0].start == datetime(2033, 5, 17, 6, 10)
    assert found("The call came shortly before midnight.")[0].approximate


@pytest.mark.parametrize(
    "text",
    ["They may march through the town.", "2040 people fled.", "The Sun rose.", "Flight 2031 landed.",
     "The spring broke.", "It lasted three years.", "He lives in 31 June Street."],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize("text", ["It burned on Friday.", "It fell last month.", "It opens on 3 June."])
def test_undated_article_gives_no_relative_dates(text: str) -> None:
    assert found(text, None) == ()


def test_full_dates_need_no_article_date() -> None:
    assert only("It opens on 3 June 2034.", None).start == datetime(2034, 6, 3)


@given(st.text(alphabet="0123456789 MondayJuneofthe,.-:lastnexwek", max_size=120), st.dates())
def test_spans_are_ordered_and_inside(text: str, published: date) -> None:
    facts = found(text, published)
    assert list(facts) == sorted(facts, key=lambda f: f.span)
    for fact in facts:
        assert 0 <= fact.span.start < fact.span.end <= len(text)
        assert fact.start < fact.end
