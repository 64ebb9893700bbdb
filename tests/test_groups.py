"""The contrast groups that the judge is trained on have the form that training reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.model import Severity
from checker.rules import OMISSIONS, RULES

FILES = sorted((Path(__file__).parent.parent / "training" / "judge" / "groups").glob("*.jsonl"))
LOUD = {r.id for r in RULES.values() if r.level is not Severity.INFO} - OMISSIONS


def test_there_are_groups():
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_group_has_two_of_each_kind_with_rules_that_exist(file):
    seen = set()
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        group = json.loads(line)
        assert list(group) == ["a", "agree", "differ", "conflict", "related"], number
        texts = [
            group["a"],
            *group["agree"],
            *group["related"],
            *(t for _, t in (*group["differ"], *group["conflict"])),
        ]
        assert [len(group[k]) for k in ("agree", "differ", "conflict", "related")] == [2, 2, 2, 2], number
        assert all(isinstance(t, str) and len(t) > 5 for t in texts), number
        assert len(set(texts)) == 9, number
        assert {rule for rule, _ in (*group["differ"], *group["conflict"])} <= LOUD, number
        assert group["a"] not in seen, number
        seen.add(group["a"])
