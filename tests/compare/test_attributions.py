import re
from dataclasses import replace

import pytest

from checker.compare.attributions import compare
from checker.model import Alignment, Article, Attribution, Kind, Quote, Span, Standing, Statement


def side(number: int, text: str, source: str | None, standing: Standing) -> tuple[Statement, Article]:
    article = Article(f"a{number}", f"{number}.txt", text)
    quotes = tuple(Quote(Span(*m.span(1)), source) for m in re.finditer(r'"([^"]+)"', text))
    credited = None
    if source is not None:
        at = text.index(source)
        credited = Attribution(Span(at, at + len(source)), source, standing)
    statement = Statement(f"a{number}.1", article.id, 0, Span(0, len(text)), text, Kind.CLAIM, quotes, credited)
    return statement, article


def rules(
    left: str,
    right: str,
    sources: tuple[str | None, str | None],
    standings: tuple[Standing, Standing] = (Standing.NAMED, Standing.NAMED),
    kind: Kind = Kind.CLAIM,
) -> list[str | None]:
    one, first = side(1, left, sources[0], standings[0])
    two, second = side(2, right, sources[1], standings[1])
    two = replace(two, kind=kind)
    found = list(compare(Alignment(one, two, first, second, 0.9, True)))
    back = list(compare(Alignment(two, one, second, first, 0.9, True)))
    assert [(c.rule, c.left_says, c.right_says) for c in found] == [(c.rule, c.right_says, c.left_says) for c in back]
    return [c.rule for c in found]


SAID = '"Nobody told us that the water was bad," {} said.'


@pytest.mark.parametrize(
    ("one", "two"),
    [("Ada Moss", "Karl Lind"), ("the baker Ada Moss", "farmer Karl Lind"), ("he", "she")],
)
def test_one_saying_of_two_people_conflicts(one: str, two: str) -> None:
    assert rules(SAID.format(one), SAID.format(two), (one, two)) == ["attribution-conflict"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ada Moss", "Moss"),
        ("Ada Moss", "she"),
        ("Prime Minister Ada Moss", "the prime minister"),
        ("A. Moss", "Ada Moss"),
    ],
)
def test_forms_of_one_speaker_do_not(one: str, two: str) -> None:
    assert rules(SAID.format(one), SAID.format(two), (one, two)) == []


def test_two_sayings_of_two_people_do_not() -> None:
    other = '"The pumps will be running again by the spring," Karl Lind said.'
    assert rules(SAID.format("Ada Moss"), other, ("Ada Moss", "Karl Lind")) == []


LEFT = "The pumps at the mill failed twice, engineer Ada Moss said."
RIGHT = "The pumps at the mill failed twice, a person close to the works said."


def test_unnamed_people_in_place_of_a_name() -> None:
    standings = (Standing.NAMED, Standing.ANONYMOUS)
    assert rules(LEFT, RIGHT, ("engineer Ada Moss", "a person close to the works"), standings) == [
        "attribution-downgraded"
    ]
    other = "Bread became dearer in May, a person close to the works said."
    assert rules(LEFT, other, ("engineer Ada Moss", "a person close to the works"), standings) == []
    official = (Standing.NAMED, Standing.OFFICIAL)
    assert rules(LEFT, RIGHT, ("engineer Ada Moss", "a person close to the works"), official) == []


def test_a_credit_that_is_dropped() -> None:
    bare = "The pumps at the mill failed twice."
    assert rules(LEFT, bare, ("engineer Ada Moss", None)) == ["attribution-dropped"]
    assert rules(LEFT, bare, ("engineer Ada Moss", None), kind=Kind.HEADLINE) == []
    assert rules(LEFT, "Bread became dearer in May.", ("engineer Ada Moss", None)) == []
