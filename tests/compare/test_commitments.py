import pytest

from checker.compare.commitments import compare
from tests.compare.cue_pairs import rules


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The port authority undertakes to dredge the channel every spring.",
            "The port authority should dredge the channel every spring.",
        ),
        (
            "The insurer agreed to pay the growers for the frost damage.",
            "The insurer is considering paying growers for the frost damage.",
        ),
        (
            "The mill will rehire all the weavers.",
            "The mill would consider rehiring the weavers.",
        ),
    ],
)
def test_fires(left: str, right: str) -> None:
    assert rules(compare, left, right) == ["commitment-shift"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The port authority undertakes to dredge the channel.",
            "The port authority has promised to dredge the channel.",
        ),
        (
            "The mill is weighing a sale of its looms.",
            "The mill is considering a sale of its looms.",
        ),
        (
            "The insurer agreed to pay the growers.",
            "The growers should harvest early, forecasters said.",
        ),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert "commitment-shift" not in rules(compare, left, right)
