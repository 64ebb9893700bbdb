"""Any NLI cross-encoder of sentence-transformers by name or folder (extra ``st``).

Models order their labels differently, and a wrong order turns contradiction into agreement: the order is read from the
model's own ``id2label``, and a model that does not name the three labels there is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from checker.entail.combine import NLI, Direction, combine, softmax
from checker.errors import ModelError
from checker.model import Reading
from checker.models.torch import open_model, weights_digest


@dataclass(frozen=True)
class CrossEncoderJudge:
    """A judge of entailment alone: it has no answer to whether two texts tell the same fact."""

    name: str
    digest: str
    model: Any
    labels: tuple[str, ...]

    @classmethod
    def load(cls, name: str, *, threads: int | None = None) -> CrossEncoderJudge:
        """Open a model that is on this machine; raises ``ModelError`` if it is not, or answers another question."""
        model = open_model("CrossEncoder", name, threads=threads)
        return cls(name, weights_digest(model), model, label_order(model.config, name))

    def read(self, pairs: Sequence[tuple[str, str]], *, both_from: float = 0.0) -> list[Reading]:
        """Return one reading a pair, in the order given; ``same`` and the relation stay ``None``."""
        directed = list(dict.fromkeys(way for a, b in pairs for way in ((a, b), (b, a))))
        if not directed:
            return []
        # The model's own activation may be a sigmoid; probabilities over the three labels need the bare logits.
        logits = self.model.predict(
            directed, batch_size=32, activation_fn=import_module("torch").nn.Identity(), show_progress_bar=False
        )
        said = {
            pair: Direction(softmax(row, self.labels))
            for pair, row in zip(directed, np.asarray(logits, np.float64), strict=True)
        }
        cut = {pair for pair in directed if self._cuts(pair)}
        return [combine(said[a, b], said[b, a], truncated=bool({(a, b), (b, a)} & cut)) for a, b in pairs]

    def _cuts(self, pair: tuple[str, str]) -> bool:
        # renamed in sentence-transformers 6
        limit = getattr(self.model, "max_seq_length", None) or getattr(self.model, "max_length", None)
        return limit is not None and len(self.model.tokenizer(*pair)["input_ids"]) > limit


def label_order(config: Any, name: str) -> tuple[str, ...]:
    """Return the three labels in the order of the model's outputs, from its ``id2label``."""
    given = {int(n): str(label) for n, label in (getattr(config, "id2label", None) or {}).items()}
    order = tuple(
        next((x for x in NLI if label.casefold().startswith(x[:7])), "") for _, label in sorted(given.items())
    )
    if sorted(order) != sorted(NLI) or sorted(given) != [0, 1, 2]:
        found = ", ".join(given.values()) or "none"
        raise ModelError(
            f"the model {name!r} does not name the labels entailment, neutral and contradiction (it names: {found})",
            hint="give a cross-encoder trained for natural language inference",
        )
    return order
