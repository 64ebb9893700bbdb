"""Encoders by name, against a fake library: the real one is an extra that the test environment lacks."""

import os
import sys
import types
from typing import Any, ClassVar

import numpy as np
import pytest

from checker.embed import load
from checker.errors import ModelError


class Tensor:
    def __init__(self, value: float) -> None:
        self.value = value

    def __getattr__(self, name: str) -> Any:
        return lambda: self if name != "numpy" else np.array([self.value], np.float32)


class FakeModel:
    opened: ClassVar[list[tuple[str, dict[str, Any]]]] = []

    def __init__(self, name: str, **options: Any) -> None:
        if name == "absent":
            raise OSError("We couldn't connect to the hub\nand more lines")
        self.opened.append((name, options))
        self.calls: list[list[str]] = []

    def state_dict(self) -> dict[str, Tensor]:
        return {"b": Tensor(2), "a": Tensor(1)}

    def get_sentence_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], **options: Any) -> Any:
        assert options["normalize_embeddings"]
        self.calls.append(list(texts))
        return np.array([[len(t), 0.0] for t in texts])


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = types.ModuleType("sentence_transformers")
    fake.SentenceTransformer = FakeModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", fake)
    monkeypatch.setattr(os, "environ", dict(os.environ))


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"crosswire\[st\]"):
        load("some/model")


@pytest.mark.usefixtures("library")
def test_never_goes_online() -> None:
    load("some/model")
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert FakeModel.opened[-1] == ("some/model", {"local_files_only": True})


@pytest.mark.usefixtures("library")
def test_a_model_that_is_not_here_is_one_clear_line() -> None:
    with pytest.raises(ModelError, match="'absent' is not on this machine") as caught:
        load("absent")
    assert "\n" not in caught.value.line


@pytest.mark.usefixtures("library")
def test_texts_are_encoded_once_and_put_back_in_order() -> None:
    encoder = load("some/model")
    assert encoder is not None
    found = encoder.encode(["aaa", "b", "aaa"])
    assert encoder.model.calls == [["aaa", "b"]]  # type: ignore[attr-defined]
    assert found[:, 0].tolist() == [3, 1, 3]
    assert found.dtype == np.float32
    assert encoder.encode([]).shape == (0, 2)
    assert encoder.digest is not None
    assert len(encoder.digest) == 64


def test_parity_of_the_built_in_with_the_original() -> None:
    """Runs where the extra is installed and ``CHECKER_TEST_ST_MODEL`` names a folder with all-MiniLM-L6-v2."""
    pytest.importorskip("sentence_transformers")
    folder = os.environ.get("CHECKER_TEST_ST_MODEL")
    if not folder:
        pytest.skip("CHECKER_TEST_ST_MODEL is not set")
    texts = [
        "The minister left the meeting early.",
        "Prices rose by 4.2 percent in May.",
        "No one was hurt.",
        "word " * 400,
    ]
    original, ours = load(folder), load("built-in")
    assert original is not None and ours is not None
    cosines = (original.encode(texts) * ours.encode(texts)).sum(axis=1)
    assert cosines.min() >= 0.98
    assert np.allclose(np.linalg.norm(original.encode(texts), axis=1), 1, atol=1e-5)
