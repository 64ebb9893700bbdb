import pytest

from checker.compare.certainty import compare
from tests.compare.cue_pairs import rules


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The brewery will build a second bottling hall in Carrow.",
            "The brewery may build a second bottling hall in Carrow.",
        ),
        (
            "The minister signed the harbour loan on Tuesday.",
            "The harbour loan is likely to be signed by the minister.",
        ),
        (
            "The club will appeal against the points deduction.",
            "The club has not decided on an appeal against the points deduction.",
        ),
    ],
)
def test_fires(left: str, right: str) -> None:
    assert rules(compare, left, right) == ["certainty-shift"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The brewery will build a second bottling hall in Carrow.",
            "The brewery said it would build a second bottling hall in Carrow.",
        ),
        (
            "The brewery may build a second bottling hall in Carrow.",
            "The brewery could build a second bottling hall in Carrow.",
        ),
        (
            "The queen is expected in Carrow on Sunday.",
            "The queen is due to visit Carrow on Sunday.",
        ),
        (
            "The hall opened in May with a concert.",
            "The hall opened with a concert in spring.",
        ),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert "certainty-shift" not in rules(compare, left, right)
