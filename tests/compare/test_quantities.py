"""Amounts of two statements: what conflicts, what is rounded, what is not known, what stays silent."""

from dataclasses import replace
from datetime import date

import pytest

from checker.compare import quantities as comparator
from checker.facts import dates, quantities
from checker.model import Alignment, Article, Facts, Kind, Span, Statement

NEXT_DAY = date(2033, 5, 18)
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
        ("The navy seized 17 rifles in the raid.", "In the raid the navy seized 14 rifles.", "quantity-conflict"),
        ("The slide killed 12 skiers near the pass.", "Twenty skiers were killed near the pass.", "quantity-conflict"),
        ("The plan passed by 14 votes to 11.", "The plan passed by 15 votes to 10.", "quantity-conflict"),
        ("The storm felled 1,187 oaks.", "The storm felled about 1,200 oaks.", "quantity-precision"),
        ("The fire burned 62 hectares.", "The fire burned more than 60 hectares.", "quantity-precision"),
        ("How many divers were below is not known.", "Nine divers were below.", "quantity-unknown"),
        ("The club did not disclose the price.", "The club paid 4 million euros.", "quantity-unknown"),
    ],
)  # fmt: skip
def test_fires(left: str, right: str, rule: str) -> None:
    assert rule in raised(left, right)
    assert rule in raised(right, left)


def test_parts_and_whole_are_another_base() -> None:
    assert raised("The fleet has 9 boats.", "The fleet is made up of 5 boats in Rosk and 4 boats in Velden.") == {
        "quantity-base"
    }


def test_a_later_toll_supersedes() -> None:
    early, late = "The landslide killed 12 people.", "The landslide has killed 19 people."
    assert raised(early, late, (DAY, NEXT_DAY)) == {"superseded"}
    assert raised("The toll rose to 19 dead, up from 12.", "The toll stood at 15 dead.") <= {"superseded"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The crash killed 4 people.", "The crash injured 9 people."),
        ("The pipe is 11 km long.", "The pipe is 7 miles long."),
        ("They bought a dozen goats.", "They bought 12 goats."),
        ("The firm earned 40 million euros net.", "The firm earned 60 million euros gross."),
        ("The council of Rosk raised the rent on 21 huts.", "The council of Velden raised the rent on 40 huts."),
        ("In 2011 the volcano killed 9 farmers.", "The volcano killed 5 farmers on Monday."),
        ("Three crew of the ferry survived, nine were lost.", "Of the crew of the ferry nine were lost."),
        ("The flight took two hours.", "The delay took five hours."),
        ("Ms Brandt, 44, won.", "Ms Brandt, 46, won."),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert not raised(left, right) & {"quantity-conflict", "quantity-unknown"}
    assert not raised(right, left) & {"quantity-conflict", "quantity-unknown"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The navy seized 17 rifles in the raid.", "In the raid the navy seized 14 rifles."),
        ("The price was not disclosed.", "It cost 4 million euros."),
    ],
)
def test_mirror(left: str, right: str) -> None:
    one = pair(left, right)
    there = [(c.rule, c.left, c.right) for c in comparator.compare(one)]
    back = [(c.rule, c.right, c.left) for c in comparator.compare(swapped(one))]
    assert sorted(map(str, there)) == sorted(map(str, back))


@pytest.mark.parametrize(
    ("left", "right", "hinted"),
    [
        ("Six distributors of gas were fined.", "Seven gas firms fined", True),
        ("Twelve people died.", "Forty people were injured.", False),
        ("It cost 12 million euros.", "It will cost about 12 million euros.", False),
    ],
)
def test_values_apart_of_what_may_be_one_thing_are_a_hint(left: str, right: str, hinted: bool) -> None:
    hints = [c for c in comparator.compare(pair(left, right, (DAY, DAY))) if c.hint]
    assert [c.rule for c in hints] == (["quantity-conflict"] if hinted else [])
    assert raised(left, right) & {"quantity-conflict"} == set()
