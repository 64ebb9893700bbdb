from datetime import date

import pytest

from checker.compare.polarity import compare
from tests.compare.cue_pairs import found, pair, rules


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The side gate was locked when the guests arrived, the guard said.",
            "The side gate was not locked when the guests arrived.",
        ),
        (
            "Nobody inspected the bridge in spring, the miller said.",
            "The council inspected the bridge in spring.",
        ),
        (
            "The miners' union rejected the wage offer on Thursday.",
            "The miners' union has accepted the wage offer.",
        ),
        (
            "The appeal panel upheld the fine against the brewery.",
            "The appeal panel overturned the fine against the brewery on Monday.",
        ),
        (
            "Ministers have yet to approve the harbour loan.",
            "Ministers approved the harbour loan in a late sitting.",
        ),
    ],
)
def test_fires(left: str, right: str) -> None:
    assert rules(compare, left, right) == ["polarity-conflict"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Not only did the brewery close its shop, it also sold the land.",
            "The brewery closed its shop and sold the land.",
        ),
        (
            "The bridge will open no later than Friday.",
            "The bridge will open on Friday.",
        ),
        (
            "If the council votes no, the pool would be closed.",
            "The pool was not closed over the winter.",
        ),
        (
            "Was the gate locked when the guests arrived?",
            "The gate was not locked when the guests arrived.",
        ),
        (
            "The talks failed to produce a deal on fishing quotas.",
            "Talks on fishing quotas ended without a deal.",
        ),
        (
            "Not all the residents of Elm Street left their homes.",
            "Most residents of Elm Street left their homes.",
        ),
        (
            "The miners' union did not accept the wage offer.",
            "The miners' union rejected the wage offer.",
        ),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert "polarity-conflict" not in rules(compare, left, right)


def test_a_negated_opposite_agrees_and_is_gated() -> None:
    aligned = pair("The miners' union did not accept the wage offer.", "The miners' union rejected the wage offer.")
    assert [c.gate for c in found(compare, aligned)] == ["agrees-by-negation"]


def test_a_denial_of_the_day_before_is_gated() -> None:
    aligned = pair(
        "Police have not arrested the skipper of the barge.",
        "Police arrested the skipper of the barge on Friday.",
        left_day=date(2031, 5, 1),
        right_day=date(2031, 5, 2),
    )
    assert [c.gate for c in found(compare, aligned)] == ["superseded"]
