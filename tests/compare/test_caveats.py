import pytest

from checker.compare.caveats import compare
from tests.compare.cue_pairs import found, pair, rules

PLAN = "The dam will supply 40,000 homes in the valley by 2034, the water board said."


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The dam will supply 40,000 homes, a figure that could not be verified.",
            "The dam will supply 40,000 homes in the valley.",
        ),
        (
            "A preliminary survey counted 300 cranes on the lake.",
            "There are 300 cranes on the lake.",
        ),
    ],
)
def test_a_limit_in_the_statement(left: str, right: str) -> None:
    assert rules(compare, left, right.replace("There are", "The lake has")) == ["caveat-missing"]


@pytest.mark.parametrize(
    "limit", ["However, the actual cost of the dam is unknown.", "The figures have not been independently checked."]
)
def test_a_limit_behind_the_statement_is_pointed_at(limit: str) -> None:
    aligned = pair(PLAN, "By 2034 the dam will supply 40,000 homes in the valley.", left_after=limit)
    (comparison,) = found(compare, aligned)
    assert comparison.rule == "caveat-missing"
    assert aligned.left_next is not None and comparison.left is not None
    assert aligned.left_next.span.holds(comparison.left)
    assert comparison.right is not None and aligned.right.span.holds(comparison.right)


@pytest.mark.parametrize(
    ("right", "after"),
    [
        ("By 2034 the dam will supply 40,000 homes in the valley.", "The cost of the dam is not known."),
        ("By 2034 the dam could supply 40,000 homes in the valley.", ""),
        ("The valley has two dams.", ""),
    ],
)
def test_stays_silent(right: str, after: str) -> None:
    limit = "However, the actual cost of the dam is unknown."
    assert rules(compare, PLAN, right, left_after=limit, right_after=after) == []


def test_an_unrelated_next_statement_is_no_limit() -> None:
    after = "Farmers in the next county declined to say what they paid for water."
    assert rules(compare, PLAN, "By 2034 the dam will supply 40,000 homes in the valley.", left_after=after) == []
