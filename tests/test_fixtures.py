"""Walk ``fixtures/pairs``: what each small pair of stories must show, and what must stay silent in it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.config import Config
from checker.model import Finding, Relation, Report, Severity, Span
from checker.pipeline import run
from checker.rules import FAMILIES, OMISSIONS, RULES

PAIRS = Path(__file__).parent.parent / "fixtures" / "pairs"
CASES = sorted(p.parent for p in PAIRS.glob("*/*/expect.toml"))
JUDGES = ("none", "built-in")
KEYS = {"finds", "silent", "agree", "known_gap"}
LOUD_FAMILIES = sorted(
    {
        rule.family
        for rule in RULES.values()
        # `meaning` is for what no typed comparator names; `self` and `shared` are about one article, or many
        if rule.id not in OMISSIONS and rule.family not in ("meaning", "self", "shared", "superseded")
    }
)


@cache
def expected(case: Path) -> dict[str, Any]:
    return tomllib.loads((case / "expect.toml").read_text("utf-8"))


@cache
def report(case: Path, judge: str) -> Report:
    return run([str(case / "a.txt"), str(case / "b.txt")], Config(judge=judge))


def gap(case: Path, judge: str) -> str | None:
    """Why this case fails with this judge today: one reason for both, or one each."""
    known = expected(case).get("known_gap")
    return known.get(judge) if isinstance(known, dict) else known


def walk() -> list[Any]:
    found = []
    for case in CASES:
        for judge in JUDGES:
            reason = gap(case, judge)
            marks = [pytest.mark.xfail(reason=reason, strict=False)] if reason else []
            found.append(pytest.param(case, judge, marks=marks, id=f"{case.parent.name}-{case.name}-{judge}"))
    return found


def where(text: str, words: str) -> Span:
    assert text.count(words) >= 1, f"not in the text: {words!r}"
    at = text.index(words)
    return Span(at, at + len(words))


def named(rule: str, name: str) -> bool:
    return name in (rule, RULES[rule].family)


def at(finding: Finding, number: int, words: str, texts: tuple[str, ...]) -> bool:
    """Tell whether a passage of the finding in this article holds or touches the words."""
    place = where(texts[number], words)
    return any(x.article == f"a{number + 1}" and x.span.overlaps(place) for x in finding.locations)


def shows(finding: Finding, want: dict[str, str], texts: tuple[str, ...]) -> bool:
    if not named(finding.rule, want["rule"]):
        return False
    sides = [(n, want[key]) for n, key in enumerate(("left", "right")) if key in want]
    return all(at(finding, n, words, texts) for n, words in sides)


@pytest.mark.parametrize(("case", "judge"), walk())
def test_pair(case: Path, judge: str) -> None:
    want, got = expected(case), report(case, judge)
    texts = tuple(a.text for a in got.articles)
    told = [f"{f.level} {f.rule}: {f.message}" for f in got.findings if f.rule != "source-only"]
    for find in want.get("finds", []):
        assert any(shows(f, find, texts) for f in got.findings), ("not found", find, told)
    for name in want.get("silent", []):
        # A family is silent where nothing of it asks for attention; a rule named in full is silent at every level.
        loud = [
            f.message for f in got.findings if named(f.rule, name) and (name in RULES or f.level is not Severity.INFO)
        ]
        assert not loud, ("must stay silent", name, loud)
    for pair in want.get("agree", []):
        left, right = where(texts[0], pair["left"]), where(texts[1], pair["right"])
        assert any(
            m.left.span.overlaps(left) and m.right.span.overlaps(right) and m.relation is not Relation.RELATED
            for m in got.matches
        ), ("not aligned", pair)


def test_the_folder_holds_what_it_should() -> None:
    assert len(CASES) >= 24
    for case in CASES:
        want = expected(case)
        assert set(want) <= KEYS, case
        assert want.get("finds") or want.get("silent"), case
        names = [f["rule"] for f in want.get("finds", [])] + want.get("silent", [])
        assert all(n in RULES or n in FAMILIES for n in names), (case, names)
        for side in ("a.txt", "b.txt"):
            assert 50 <= len((case / side).read_text("utf-8").split()) <= 130, (case, side)


@pytest.mark.parametrize("family", LOUD_FAMILIES)
def test_every_family_has_a_case_that_fires_and_one_that_stays_silent(family: str) -> None:
    fires = [c for c in CASES if any(named_family(f["rule"]) == family for f in expected(c).get("finds", []))]
    silent = [c for c in CASES if c not in fires and family in {named_family(n) for n in expected(c).get("silent", [])}]
    assert fires and silent


def named_family(name: str) -> str:
    return RULES[name].family if name in RULES else name


def test_the_readme_counts_the_known_gaps() -> None:
    text = (PAIRS.parent / "README.md").read_text("utf-8")
    known = sum("known_gap" in expected(c) for c in CASES)
    assert f"{len(CASES)} pairs" in text
    assert f"{known} known gaps" in text
