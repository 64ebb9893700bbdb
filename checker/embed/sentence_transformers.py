"""Any sentence-transformers model by name or folder, on the GPU where there is one (extra ``st``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.models.torch import open_model, weights_digest


@dataclass(frozen=True)
class SentenceTransformersEncoder:
    """An encoder on torch.

    Its vectors depend on the batch in the last bits (about 1e-7), which the pipeline's rounding of cosines takes up.
    """

    name: str
    digest: str
    model: Any

    @classmethod
    def load(cls, name: str, *, threads: int | None = None) -> SentenceTransformersEncoder:
        """Open a model that is on this machine; raises ``ModelError`` without the extra or the model."""
        model = open_model("SentenceTransformer", name, threads=threads)
        return cls(name, weights_digest(model), model)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one unit row a text."""
        once = list(dict.fromkeys(texts))
        if not once:
            return np.zeros((0, int(self.model.get_sentence_embedding_dimension() or 0)), np.float32)
        found = self.model.encode(
            once, batch_size=32, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        place = {text: n for n, text in enumerate(once)}
        return np.asarray(found, np.float32)[[place[text] for text in texts]]
