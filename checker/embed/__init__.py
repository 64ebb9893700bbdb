"""Texts -> unit vectors, whose inner product tells how near two texts are in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BUILT_IN = "built-in"
NONE = "none"


class Encoder(Protocol):
    """A model that turns texts into vectors."""

    @property
    def name(self) -> str:
        """The model's name, for the report."""

    @property
    def digest(self) -> str | None:
        """sha256 of the weights: thresholds and caches belong to one digest."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one unit row a text, shape (texts, dimensions), in the order given."""


def load(name: str, *, threads: int | None = None) -> Encoder | None:
    """Open an encoder: ``built-in``, ``none`` (gives ``None``), or any sentence-transformers model by name or folder.

    Nothing is ever downloaded. ``threads`` is all cores unless given; the vectors do not depend on it.
    Raises ``ModelError`` where the model, or the extra it needs, is not there.
    """
    # Imported here, so that a command that needs no model starts without onnxruntime.
    if name == NONE:
        return None
    if name == BUILT_IN:
        from checker.embed.onnx import OnnxEncoder  # noqa: PLC0415

        return OnnxEncoder.load(threads=threads)
    from checker.embed.sentence_transformers import SentenceTransformersEncoder  # noqa: PLC0415

    return SentenceTransformersEncoder.load(name, threads=threads)
