from datetime import date

import pytest

from checker.compare.sequence import compare
from tests.compare.cue_pairs import rules


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Work on the new lock has already begun, the canal trust said.",
            "Work on the new lock is to begin in May, according to the canal trust.",
        ),
        (
            "The alarm sounded before the boiler burst.",
            "The alarm sounded only after the boiler burst.",
        ),
        (
            "The vote does not mean the immediate departure of the observers from Carrow.",
            "The observers will depart from Carrow.",
        ),
    ],
)
def test_fires(left: str, right: str) -> None:
    assert rules(compare, left, right) == ["sequence-conflict"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Work on the new lock has already begun.",
            "Work on the new lock has started.",
        ),
        (
            "The alarm sounded before the boiler burst.",
            "The alarm sounded as the boiler burst.",
        ),
        (
            "After all, the canal trust owns the lock.",
            "The canal trust, before parliament, said that it owns the lock.",
        ),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert "sequence-conflict" not in rules(compare, left, right)


def test_a_later_article_may_tell_that_it_has_begun() -> None:
    early, late = "Work on the new lock is to begin in May.", "Work on the new lock has already begun."
    assert rules(compare, early, late, left_day=date(2031, 4, 1), right_day=date(2031, 5, 3)) == []
    assert rules(compare, early, late, left_day=date(2031, 5, 3), right_day=date(2031, 5, 3)) == ["sequence-conflict"]
