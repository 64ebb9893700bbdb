"""The built-in judge: a small cross-encoder of our own in int8 on onnxruntime; training/judge/ says how it was made.

Its manifest names what the model answers: ``labels`` gives the order of each head's outputs (``nli``, ``relation``),
``temperature`` the calibration of each head (1 where it is not given), ``bias`` what is added to each output of a head
before it (0 where it is not given): the model learned from another mix of relations than stories hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker import models
from checker.entail.combine import NLI, RELATION, Direction, combine, sigmoid, softmax
from checker.errors import ModelError
from checker.model import Reading
from checker.models import Bundle, plain

FOLDER = models.FOLDER / "judge"
HEADS = ("same", "nli", "relation")
CHUNK = 2048
"""Pairs tokenized at a time, so that memory does not grow with the number of pairs."""


@dataclass(frozen=True)
class OnnxJudge:
    """A judge that reads a pair the same way, to the last bit, whatever other pairs are read with it."""

    bundle: Bundle
    labels: dict[str, tuple[str, ...]]
    temperature: dict[str, float]
    bias: dict[str, tuple[float, ...]]

    @classmethod
    def load(cls, folder: Path = FOLDER, *, threads: int | None = None) -> OnnxJudge:
        """Open the model folder; raises ``ModelError`` where it is missing, damaged, or answers other questions."""
        bundle = models.load(folder, threads=threads)
        try:
            named = bundle.manifest["labels"]
            labels = {head: tuple(named[head]) for head in ("nli", "relation", *(["kind"] if "kind" in named else []))}
            given = bundle.manifest.get("temperature", {})
            temperature = {head: float(given.get(head, 1.0)) for head in HEADS}
            added = bundle.manifest.get("bias", {})
            bias = {head: tuple(map(float, added.get(head, (0.0,) * len(labels[head])))) for head in labels}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError("the manifest does not name the judge's labels", path=str(folder)) from error
        outputs = {o.name for o in bundle.session.get_outputs()}
        fit = sorted(labels["nli"]) == sorted(NLI) and sorted(labels["relation"]) == sorted(RELATION)
        fit = fit and all(len(bias[head]) == len(labels[head]) for head in labels)
        if not (fit and outputs >= {*HEADS, *labels} and min(temperature.values()) > 0):
            raise ModelError("the model is no judge of ours: labels or outputs differ", path=str(folder))
        return cls(bundle, labels, temperature, bias)

    @property
    def name(self) -> str:
        """The model's name, for the report."""
        return self.bundle.name

    @property
    def digest(self) -> str:
        """sha256 of the model file."""
        return self.bundle.digest

    def read(self, pairs: Sequence[tuple[str, str]], *, both_from: float = 0.0) -> list[Reading]:
        """Return one reading a pair, in the order given; a pair that stands twice is read once.

        A pair is first read one way, the same one whichever text is given first. Where the same fact is less likely
        than ``both_from`` by that, it stays at it; the others are read the other way too.
        """
        clean = [(plain(a), plain(b)) for a, b in pairs]
        first = [(a, b) if a <= b else (b, a) for a, b in clean]
        # Where nothing is saved by waiting, both ways share their batches.
        at_once = first if both_from > 0 else [way for a, b in first for way in ((a, b), (b, a))]
        said, cut = self._directions(list(dict.fromkeys(at_once)))
        doubtful = [(b, a) for (a, b), d in said.items() if (b, a) not in said and (d.same or 0.0) >= both_from]
        back, cut_back = self._directions(doubtful)
        said |= back
        cut |= cut_back
        readings = []
        for (a, b), way in zip(clean, first, strict=True):
            there, other = said.get((a, b), said[way]), said.get((b, a), said[way])
            readings.append(combine(there, other, truncated=bool({(a, b), (b, a)} & cut)))
        return readings

    def _directions(
        self, directed: Sequence[tuple[str, str]]
    ) -> tuple[dict[tuple[str, str], Direction], set[tuple[str, str]]]:
        """Read each pair as it stands; the second value holds the pairs that were cut."""
        said: dict[tuple[str, str], Direction] = {}
        cut: set[tuple[str, str]] = set()
        for start in range(0, len(directed), CHUNK):
            part = list(directed[start : start + CHUNK])
            coded = self.bundle.tokenizer.encode_batch(part)
            cut |= {pair for pair, e in zip(part, coded, strict=True) if e.overflowing}
            heads = (*HEADS, *(["kind"] if "kind" in self.labels else []))
            for place, (same, nli, relation, *kind) in self.bundle.run(coded, heads):
                said[part[place]] = Direction(
                    softmax(nli + self.bias["nli"], self.labels["nli"], self.temperature["nli"]),
                    sigmoid(same, self.temperature["same"]),
                    softmax(relation + self.bias["relation"], self.labels["relation"], self.temperature["relation"]),
                    softmax(kind[0], self.labels["kind"]) if kind else None,
                )
        return said, cut
