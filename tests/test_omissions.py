"""What one source alone tells: where it is missing, how it is said, and what makes it material."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from checker import omissions as module
from checker.config import Config
from checker.model import Article, Cue, Facts, Kind, Severity, Span, Statement
from checker.omissions import FEATURES, Material, Missing, features, material, omissions
from checker.pipeline import run
from checker.rules import OMISSIONS

TEXT = "The vaccine works. However, it did not protect lambs."
ARTICLES = {f"a{n}": Article(f"a{n}", f"{n}.txt", TEXT) for n in (1, 2, 3)}
LABELS = {"a1": "one.txt", "a2": "two.txt", "a3": "three.txt"}
COUNTS = dict.fromkeys(ARTICLES, 2)
LAMBS = Statement("a1.2", "a1", 1, Span(19, len(TEXT)), TEXT[19:])


@pytest.fixture
def nearness(monkeypatch) -> None:
    """Stand in for the fitted model: material is what is nearer than one half."""
    weight = np.array([10.0 if name == "near" else 0.0 for name in FEATURES])
    monkeypatch.setattr(module, "material", lambda: Material(weight, -5.0, 0.5))


def made(near: float, absent: tuple[str, ...] = ("a2",), **more: bool):
    labels = LABELS if len(absent) > 1 or more else {k: v for k, v in LABELS.items() if k != "a3"}
    (found,) = omissions([Missing(LAMBS, absent, near, "a2.1")], ARTICLES, COUNTS, labels, **more)
    return found


def test_what_is_near_to_the_others_story_is_material(nearness) -> None:
    found = made(0.8)
    assert (found.rule, found.level, found.relation) == ("omission-material", Severity.WARNING, None)
    assert found.message == "one.txt has this, and two.txt does not, though it bears on what is told there."
    assert found.confidence is not None and 0.5 < found.confidence <= 1
    assert found.absent_from == ("a2",)
    assert [x.text for x in found.locations] == [LAMBS.text]


def test_what_is_far_is_only_told(nearness) -> None:
    found = made(0.2)
    assert (found.rule, found.level, found.confidence) == ("source-only", Severity.INFO, None)
    assert found.message == "one.txt has this; two.txt does not mention it."


def test_several_silent_sources_are_named(nearness) -> None:
    told = made(0.2, ("a2", "a3")).message
    assert told == "one.txt has this; two.txt and three.txt do not mention it. 1 of 3 sources has it."


def test_of_three_sources_the_message_says_how_many_have_it(nearness) -> None:
    assert made(0.2, all_compared=True).message.endswith("2 of 3 sources have it.")
    assert made(0.2, all_compared=False).message == "one.txt has this; two.txt does not mention it."


def test_the_evidence_names_the_nearest(nearness) -> None:
    (step,) = made(0.8).evidence
    assert dict(step.data) == {"nearest": "a2.1", "similarity": 0.8}


def test_features_are_named_and_finite() -> None:
    cue = Cue(Span(28, 35), "negation", "not")
    row = dict(zip(FEATURES, features(Missing(replace(LAMBS, facts=Facts(cues=(cue,))), ("a2",), 0.4), 2), strict=True))
    assert row["near"] == 0.4 and row["negation"] == 1 and row["heading"] == 0 and row["place"] == 1
    heading = replace(LAMBS, kind=Kind.HEADLINE)
    assert dict(zip(FEATURES, features(Missing(heading, ("a2",), 0.4), 1), strict=True))["heading"] == 1


def test_the_fitted_model_fits_the_features() -> None:
    fitted = material()
    assert fitted.weight.shape == (len(FEATURES),)
    assert 0 < fitted.threshold < 1


def test_a_statement_is_never_both_matched_and_missing() -> None:
    for folder in sorted((Path(__file__).parent.parent / "fixtures" / "pairs").glob("*/*"))[::6]:
        report = run([str(folder / "a.txt"), str(folder / "b.txt")], Config(judge="none"))
        paired = {
            (x.article, x.span) for m in report.matches if m.relation.value != "related" for x in (m.left, m.right)
        }
        missing = {(x.article, x.span) for f in report.findings if f.rule in OMISSIONS for x in f.locations}
        assert not paired & missing
        assert all(f.relation is None and f.absent_from for f in report.findings if f.rule in OMISSIONS)
