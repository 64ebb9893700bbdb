"""Judges by name, against a fake library: the label order is the model's own."""

import os
import sys
import types
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from checker.entail import load
from checker.errors import ModelError

LOGITS = {"entailment": 3.0, "neutral": 1.0, "contradiction": -2.0}


class FakeModel:
    names: tuple[str, ...] = ()
    max_length: int | None = 12

    def __init__(self, name: str, **options: Any) -> None:
        assert options == {"local_files_only": True}
        self.config = SimpleNamespace(id2label=dict(enumerate(self.names)))

    def state_dict(self) -> dict[str, Any]:
        return {}

    def tokenizer(self, a: str, b: str) -> dict[str, list[int]]:
        return {"input_ids": [0] * (len(a.split()) + len(b.split()) + 3)}

    def predict(self, pairs: list[tuple[str, str]], **_: Any) -> Any:
        # what the first text entails more, the longer it is
        return np.array(
            [
                [LOGITS[n.casefold()] + (len(a) / 10 if n.casefold() == "entailment" else 0) for n in self.names]
                for a, _ in pairs
            ]
        )


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    fake, torch = types.ModuleType("sentence_transformers"), types.ModuleType("torch")
    fake.CrossEncoder = FakeModel  # type: ignore[attr-defined]
    torch.nn = SimpleNamespace(Identity=object)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", fake)
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setattr(os, "environ", dict(os.environ))


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "names",
    [
        ("entailment", "neutral", "contradiction"),
        ("CONTRADICTION", "ENTAILMENT", "NEUTRAL"),
        ("contradiction", "neutral", "entailment"),
    ],
)
def test_any_label_order_gives_the_same_reading(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> None:
    monkeypatch.setattr(FakeModel, "names", names)
    judge = load("some/nli")
    assert judge is not None
    (r,) = judge.read([("The dam held through the night.", "The dam held.")])
    assert r.entailment > r.entailment_back > 0.8 > r.neutral > r.contradiction
    assert (r.entailment + r.entailment_back) / 2 + r.neutral + r.contradiction == pytest.approx(1)
    assert (r.same, r.agree, r.differ, r.conflict) == (None, None, None, None)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "names",
    [
        ("LABEL_0", "LABEL_1", "LABEL_2"),
        ("entailment", "not_entailment"),
        ("entailment", "entailment", "neutral"),
        ("entailment", "neutral", "contradiction", "other"),
        (),
    ],
)
def test_models_with_other_labels_are_refused(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> None:
    monkeypatch.setattr(FakeModel, "names", names)
    with pytest.raises(ModelError, match="entailment, neutral and contradiction"):
        load("some/scorer")


@pytest.mark.usefixtures("library")
def test_truncation_is_told_and_order_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeModel, "names", ("entailment", "neutral", "contradiction"))
    judge = load("some/nli")
    assert judge is not None
    found = judge.read([("a b c", "d"), ("word " * 20, "d"), ("a b c", "d")])
    assert [r.truncated for r in found] == [False, True, False]
    assert found[0] == found[2]
    assert judge.read([]) == []


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"crosswire\[st\]"):
        load("some/nli")
