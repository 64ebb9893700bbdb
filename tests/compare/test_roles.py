import pytest

from checker.compare.roles import compare
from tests.compare.cue_pairs import rules


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The two ports reached an agreement to share the dredging costs.",
            "The northern port decided to share the dredging costs.",
        ),
        (
            "The trust dismissed its treasurer, Hana Vell, on Monday.",
            "Treasurer Hana Vell resigned from the trust on Monday.",
        ),
        (
            "On Monday the owner Brandt sued Kessler over the orchard.",
            "On Monday the owner Brandt was sued by Kessler over the orchard.",
        ),
    ],
)
def test_fires(left: str, right: str) -> None:
    assert rules(compare, left, right) == ["role-conflict"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The two ports reached an agreement to share the dredging costs.",
            "Both sides agreed with each other to share the dredging costs.",
        ),
        (
            "On Monday the owner Brandt sued Kessler.",
            "On Monday Kessler was sued by Brandt.",
        ),
        (
            "On Monday the envoy Brandt met Kessler.",
            "On Monday the envoy Kessler met Brandt.",
        ),
    ],
)
def test_stays_silent(left: str, right: str) -> None:
    assert "role-conflict" not in rules(compare, left, right)
