import pytest

from checker.compare.scope import compare
from tests.compare.cue_pairs import rules


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "All the schools in Carrow stayed shut on Monday.",
            "Some schools in Carrow stayed shut on Monday.",
        ),
        (
            "The strike covers every depot in the region.",
            "The strike covers most depots in the region.",
        ),
        (
            "The whole orchard was lost to frost.",
            "Part of the orchard was lost to frost.",
        ),
    ],
)
def test_fires(left: str, right: str) -> None:
    assert rules(compare, left, right) == ["scope-shift"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "All the schools in Carrow stayed shut.",
            "Every school in Carrow stayed shut.",
        ),
        (
            "After all, the schools in Carrow stayed shut.",
            "Some schools in Carrow stayed shut.",
        ),
        (
            "All the schools in Carrow stayed shut.",
            "Some shops in Carrow stayed shut.",
        ),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert "scope-shift" not in rules(compare, left, right)
