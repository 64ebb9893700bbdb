import pytest

from checker.compare.causes import compare
from tests.compare.cue_pairs import rules


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The concert was cancelled because of a strike by stagehands.",
            "The concert was cancelled due to heavy rain.",
        ),
        (
            "The collapse of the silo was caused by rust, inspectors said.",
            "Inspectors blamed the collapse of the silo on an overloaded conveyor.",
        ),
    ],
)
def test_fires(left: str, right: str) -> None:
    assert rules(compare, left, right) == ["cause-conflict"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The concert was cancelled because of heavy rain.",
            "The concert was cancelled owing to the rain.",
        ),
        (
            "It is not known whether the collapse was caused by rust.",
            "The collapse of the silo was caused by a conveyor.",
        ),
        (
            "The concert was cancelled because of heavy rain.",
            "Rain fell on the concert.",
        ),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert "cause-conflict" not in rules(compare, left, right)


def test_a_reason_in_one_only() -> None:
    left = "The concert in the old riding hall was cancelled because of heavy rain."
    assert rules(compare, left, "The concert in the old riding hall was cancelled.") == ["cause-missing"]
    assert rules(compare, left, "The riding hall reopened.") == []
