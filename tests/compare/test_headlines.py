import pytest

from checker.compare.headlines import compare
from checker.model import Alignment, Article, Kind, Span, Statement


def pair(heading: str, body: str, same: bool = True, kind: Kind = Kind.HEADLINE) -> Alignment:
    first, second = Article("a1", "1.txt", heading), Article("a2", "2.txt", body)
    one = Statement("a1.1", "a1", 0, Span(0, len(heading)), heading, kind)
    two = Statement("a2.1", "a2", 0, Span(0, len(body)), body)
    return Alignment(one, two, first, second, 0.9, same)


FIRM = [
    ("Mine closes in June", "The mine might close in June, the owner wrote."),
    ("New stadium for Ostrel", "The stadium is under review, and nothing has been decided."),
    ("Trams run again from Monday", "Trams run again from Monday, provided that the tests go well."),
    ("Baker jailed over the fire", "The baker was convicted on Friday; sentencing is set for May."),
    ("Coach sacked", "The club placed the coach on leave."),
    ("All schools in Ostrel shut", "Some schools in Ostrel were shut on Monday."),
    ("River port saved", "A decision on the river port was postponed."),
]


@pytest.mark.parametrize(("heading", "body"), FIRM)
def test_a_heading_firmer_than_the_text(heading: str, body: str) -> None:
    (found,) = compare(pair(heading, body))
    assert found.rule == "headline-overreach"
    assert found.left is not None and found.left.of(heading)
    assert found.right is not None and found.right.of(body)
    swapped = pair(heading, body)
    back = Alignment(
        swapped.right, swapped.left, swapped.right_article, swapped.left_article, swapped.score, swapped.same
    )
    (mirrored,) = compare(back)
    assert (mirrored.left, mirrored.left_says) == (found.right, found.right_says)


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Mine may close in June", "The mine might close in June, the owner wrote."),
        ("Will the mine close?", "The mine might close in June."),
        ("Owner wants to close mine", "The mine might close in June."),
        ("Mine closes in June", "The mine will close in June after ninety years."),
        ("Trams every second day from May", "Most trams will run on alternate days."),
        ("Visitors return to Ostrel castle", "Visitors may no longer touch the walls of Ostrel castle."),
        ("Baker jailed over the fire", "The baker, convicted in May, was jailed on Friday."),
    ],
)
def test_careful_or_equal_headings_are_silent(heading: str, body: str) -> None:
    assert not list(compare(pair(heading, body)))


def test_only_headings_are_judged() -> None:
    assert not list(compare(pair(*FIRM[0], kind=Kind.CLAIM)))
    assert list(compare(pair(*FIRM[0], kind=Kind.SUBHEADING)))
