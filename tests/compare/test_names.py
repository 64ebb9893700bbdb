from dataclasses import replace

import pytest

from checker.compare.names import compare
from checker.facts.names import extract
from checker.model import Alignment, Article, Facts, Span, Statement


def pair(left: str, right: str) -> Alignment:
    sides = []
    for number, text in enumerate((left, right), 1):
        article = Article(f"a{number}", f"{number}.txt", text)
        statement = Statement(f"a{number}.1", article.id, 0, Span(0, len(text)), text)
        sides.append((replace(statement, facts=Facts(names=extract(statement, article))), article))
    (one, first), (two, second) = sides
    return Alignment(one, two, first, second, 0.9, True)


def rules(left: str, right: str) -> list[str | None]:
    found = list(compare(pair(left, right)))
    mirrored = list(compare(pair(right, left)))
    assert sorted(c.rule or "" for c in found) == sorted(c.rule or "" for c in mirrored)
    assert {(c.left_says, c.right_says) for c in found if c.rule == "entity-conflict"} == {
        (c.right_says, c.left_says) for c in mirrored if c.rule == "entity-conflict"
    }
    return [c.rule for c in found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The bridge was opened by Transport Minister Lida Corven on Monday.",
            "Transport Minister Paul Hegge opened the bridge on Monday.",
        ),
        (
            "Energy Minister Ona Brill signed the contract in the old hall.",
            "The contract was signed by Health Minister Ona Brill.",
        ),
        (
            "The inquiry will be led by Ruth Amsel, a retired judge.",
            "Tomas Velde, a professor of law, will lead the inquiry.",
        ),
    ],
)
def test_another_one_in_the_same_place_conflicts(left: str, right: str) -> None:
    assert "entity-conflict" in rules(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # two speakers
        ("The dam is safe, engineer Ruth Amsel said.", "The dam is safe, engineer Tomas Velde said."),
        # members of one list
        ("Ruth Amsel and Tomas Velde led the inquiry.", "The inquiry was led by Tomas Velde and Ruth Amsel."),
        # an office that passes on
        (
            "Transport Minister Lida Corven opened the bridge.",
            "Former Transport Minister Paul Hegge opened the bridge works in May.",
        ),
        # two places, two events
        ("Hail injured nine people in the Ostrel valley.", "Hail injured nine people in the Marsin valley."),
        # one man
        ("Captain Jan Horvath led the search.", "The search was led by Horvath."),
        # what is done to one is not done by the other
        ("Norvia summons the envoy of Ostrel.", "The envoy of Ostrel was summoned to the Foreign Ministry."),
    ],
)
def test_other_places_and_forms_are_no_conflict(left: str, right: str) -> None:
    assert "entity-conflict" not in rules(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The Supreme Military Commission meets in May.",
            "In May the officers of the High Military Commission meet.",
        ),
        (
            "The strike was called by the Harbour and Allied Trades Union.",
            "The strike was called by HATU on Monday.",
        ),
        ("Troops of the United States leave.", "Troops of the U.S. leave."),
    ],
)
def test_one_under_two_names_is_a_variant(left: str, right: str) -> None:
    assert rules(left, right) == ["name-variant"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Troops leave Norvia in May.", "In May troops will leave Norvia."),
        ("North Varland voted on Sunday.", "On Sunday South Varland voted."),
    ],
)
def test_equal_or_unlike_names_are_no_variant(left: str, right: str) -> None:
    assert rules(left, right) == []
