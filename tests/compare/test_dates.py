"""Dates of two statements: what conflicts, what is finer, what is another limit, what stays silent."""

from dataclasses import replace
from datetime import date

import pytest

from checker.compare import dates as comparator
from checker.facts import dates, quantities
from checker.model import Alignment, Article, Facts, Kind, Span, Statement

DAY = date(2033, 5, 17)


def statement(identifier: str, text: str, published: date | None, kind: Kind) -> tuple[Statement, Article]:
    article = Article(id=identifier, path=f"{identifier}.txt", text=text, published=published)
    bare = Statement(f"{identifier}.1", identifier, 0, Span(0, len(text)), text, kind)
    facts = Facts(dates=dates.extract(bare, article), quantities=quantities.extract(bare, article))
    return replace(bare, facts=facts), article


def pair(
    left: str, right: str, published: tuple[date | None, date | None] = (DAY, DAY), kind: Kind = Kind.CLAIM
) -> Alignment:
    a, first = statement("a1", left, published[0], kind)
    b, second = statement("a2", right, published[1], kind)
    return Alignment(a, b, first, second, 1.0, True)


def swapped(alignment: Alignment) -> Alignment:
    return replace(
        alignment,
        left=alignment.right,
        right=alignment.left,
        left_article=alignment.right_article,
        right_article=alignment.left_article,
    )


def raised(left: str, right: str, published: tuple[date | None, date | None] = (DAY, DAY)) -> set[str]:
    return {c.rule for c in comparator.compare(pair(left, right, published)) if c.rule and not c.gate and not c.hint}


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("The museum will reopen its doors on 3 June.", "The museum is to reopen on 9 June.", "date-conflict"),
        ("Divers found the wreck in March 2032.", "The wreck was found by divers in August 2032.", "date-conflict"),
        ("The pool shut on 4 April.", "The pool was shut in April.", "date-precision"),
        ("The choir sings on Saturday.", "The choir is to sing on Saturday evening.", "date-precision"),
        ("The bridge stays closed until 30 June.", "The bridge stays closed until at least 30 June.", "date-bound"),
        ("Growers must register by 30 June.", "Growers can register from the end of June.", "date-bound"),
    ],
)
def test_fires(left: str, right: str, rule: str) -> None:
    assert rule in raised(left, right)
    assert rule in raised(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The harbour froze on Friday.", "The harbour froze on 13 May."),
        ("The mayor resigned on Monday.", "Voters choose a new mayor on 3 July."),
        ("The clerk was born on 3 May 1990.", "The clerk died on 9 May 2033."),
        ("The port was closed on Monday, officials said on Tuesday.", "The port was closed on Monday."),
        ("The fair was last held in 2019.", "The fair opens on 3 June."),
        ("The council of Rosk met on Monday to raise rents.", "The council of Velden met on Friday to raise rents."),
        ("The gates opened at 7.15 a.m.", "The gates opened shortly after 8 a.m."),
        ("The pact must be signed by 30 June.", "The pact was signed on 3 May."),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert not raised(left, right) & {"date-conflict", "date-bound"}
    assert not raised(right, left) & {"date-conflict", "date-bound"}


def test_equal_dates_are_the_same() -> None:
    found = list(comparator.compare(pair("It froze on Friday.", "It froze on 13 May.")))
    assert [c.rule for c in found] == [None]


def test_undated_articles_compare_no_weekdays() -> None:
    assert list(comparator.compare(pair("It froze on Friday.", "It froze on Monday.", (None, None)))) == []


def test_datelines_are_no_claims() -> None:
    assert list(comparator.compare(pair("ROSK, 3 May 2033", "VELDEN, 9 May 2033", kind=Kind.DATELINE))) == []


def test_mirror() -> None:
    one = pair("The museum will reopen on 3 June.", "The museum is to reopen on 9 June.")
    there = [(c.rule, c.left, c.right) for c in comparator.compare(one)]
    back = [(c.rule, c.right, c.left) for c in comparator.compare(swapped(one))]
    assert sorted(map(str, there)) == sorted(map(str, back))


@pytest.mark.parametrize(
    ("left", "right", "hinted"),
    [
        (
            "Malaysia's airline opens a route to Osaka on 2 November.",
            "The airline will link the capital with Osaka, starting on 28 October.",
            True,
        ),
        ("The fair was last held in 2019.", "The fair opens on 3 June.", False),
        ("It began in March and ended in May.", "It began in June.", False),
    ],
)
def test_values_apart_of_what_may_be_one_thing_are_a_hint(left: str, right: str, hinted: bool) -> None:
    hints = [c for c in comparator.compare(pair(left, right, (DAY, DAY))) if c.hint]
    assert [c.rule for c in hints] == (["date-conflict"] if hinted else [])
    assert raised(left, right) & {"date-conflict"} == set()
