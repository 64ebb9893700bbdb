import pytest

from checker.compare.conditions import compare
from tests.compare.cue_pairs import rules


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The ferry will resume its night crossings on Monday, provided that the board approves the repairs.",
            "The ferry will resume its night crossings on Monday.",
        ),
        (
            "Subject to a clean soil test, the school will open its new playground in August.",
            "The school will open its new playground in August.",
        ),
        (
            "The airline will sue the airport unless the gates reopen.",
            "The airline will sue the airport, its manager said.",
        ),
    ],
)
def test_fires(left: str, right: str) -> None:
    assert rules(compare, left, right) == ["condition-dropped"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The ferry will resume its night crossings if the board agrees.",
            "The ferry will resume its night crossings once the board has agreed.",
        ),
        (
            "Reporters asked if the ferry would resume its night crossings.",
            "The ferry will resume its night crossings.",
        ),
        (
            "The ferry will resume its night crossings if the board agrees.",
            "The ferry may resume its night crossings.",
        ),
        (
            "A clerk spoke of the night crossings on condition of anonymity.",
            "A clerk spoke of the night crossings of the ferry.",
        ),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert "condition-dropped" not in rules(compare, left, right)
