"""The built-in encoder: all-MiniLM-L6-v2 in int8 on onnxruntime; how it was made stands in training/encoder/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.models import FOLDER, Bundle, plain
from checker.models import load as load_bundle


@dataclass(frozen=True)
class OnnxEncoder:
    """An encoder that gives a text the same vector, to the last bit, whatever else is encoded with it."""

    bundle: Bundle

    @classmethod
    def load(cls, folder: Path = FOLDER / "encoder", *, threads: int | None = None) -> OnnxEncoder:
        """Open the model folder; raises ``ModelError`` where it is missing or damaged."""
        return cls(load_bundle(folder, threads=threads))

    @property
    def name(self) -> str:
        """The model's name, for the report."""
        return self.bundle.name

    @property
    def digest(self) -> str:
        """sha256 of the model file."""
        return self.bundle.digest

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one unit row a text; what stands behind the model's 256 tokens is not read."""
        once = list(dict.fromkeys(map(plain, texts)))
        coded = self.bundle.tokenizer.encode_batch(once)
        rows: dict[str, npt.NDArray[np.float32]] = {}
        for place, (hidden,) in self.bundle.run(coded, ["hidden"]):
            # Pooled here, one text at a time: inside the graph the order of summing depends on the batch.
            mean = hidden[: len(coded[place])].astype(np.float64).mean(axis=0)
            rows[once[place]] = (mean / np.sqrt((mean * mean).sum())).astype(np.float32)
        result = np.zeros((len(texts), int(self.bundle.manifest["dimensions"])), np.float32)
        for n, text in enumerate(texts):
            result[n] = rows[plain(text)]
        return result
