"""Pairs of texts -> what a pair model says of them: the same fact? entailed, contradicted, or neither?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from checker.model import Reading

BUILT_IN = "built-in"
NONE = "none"


class Judge(Protocol):
    """A model that reads two texts together."""

    @property
    def name(self) -> str:
        """The model's name, for the report."""

    @property
    def digest(self) -> str | None:
        """sha256 of the weights: calibration and thresholds belong to one digest."""

    def read(self, pairs: Sequence[tuple[str, str]], *, both_from: float = 0.0) -> list[Reading]:
        """Return one reading a pair, in the order given; both directions of each pair are read.

        A judge that answers "the same fact?" may read a pair one way only where that is less likely than ``both_from``.
        """


def load(name: str, *, threads: int | None = None) -> Judge | None:
    """Open a judge: ``built-in``, ``none`` (gives ``None``), or any NLI cross-encoder by name or folder.

    Nothing is ever downloaded. Raises ``ModelError`` where the model, or the extra it needs, is not there, or where
    its labels are not entailment, neutral and contradiction.
    """
    if name == NONE:
        return None
    if name == BUILT_IN:
        from checker.entail.onnx import FOLDER, OnnxJudge  # noqa: PLC0415

        return OnnxJudge.load(threads=threads) if FOLDER.is_dir() else None
    from checker.entail.cross_encoder import CrossEncoderJudge  # noqa: PLC0415

    return CrossEncoderJudge.load(name, threads=threads)
