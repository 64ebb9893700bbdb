from __future__ import annotations

from dataclasses import replace

import pytest

import checker
from checker.errors import UsageError
from checker.testing import assert_consistent
from tests.report.sample import EMPTY, REPORT


@pytest.fixture
def found(monkeypatch):
    box = {"report": replace(REPORT, skipped=())}
    monkeypatch.setattr(checker, "check", lambda *a, **k: box["report"], raising=False)
    return box


def test_raises_with_the_findings(found) -> None:
    with pytest.raises(AssertionError, match=r"(?s)1 findings at or above 'error'.*polarity-conflict.*stay open"):
        assert_consistent("a.txt", "b.txt")


def test_the_gate_is_the_users(found) -> None:
    assert assert_consistent("a.txt", "b.txt", fail_on="date") is found["report"]
    with pytest.raises(AssertionError):
        assert_consistent("a.txt", "b.txt", fail_on="scope-shift")


def test_a_skipped_article_is_not_consistent(found) -> None:
    found["report"] = replace(EMPTY, skipped=REPORT.skipped)
    with pytest.raises(AssertionError, match="not all articles"):
        assert_consistent("a.txt", "b.txt")


@pytest.mark.parametrize("options", [{"fail_on": "eror"}, {"ignore": ["dates"]}])
def test_wrong_names(found, options) -> None:
    with pytest.raises(UsageError, match="did you mean"):
        assert_consistent("a.txt", "b.txt", **options)
