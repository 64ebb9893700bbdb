"""Labelled story sets as the pipeline sees them: stories, all pair features, readings, and the gold label of each pair.

A set is measured once and kept in a cache folder, since the judge's reading of all candidates takes seconds a set.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from checker.align import measure
from checker.model import Reading, Span
from checker.read import complete, read
from checker.story import Story, prepare

RANK = {"agree": 1, "differ": 2, "conflict": 3}


@dataclass
class Gold:
    pairs: list[dict]
    silent: list[dict]
    only: list[dict]


@dataclass
class Pairing:
    """Two articles of a set with all that alignment measured on them."""

    left: Story
    right: Story
    candidates: tuple[tuple[int, int], ...]
    values: dict[str, np.ndarray]
    readings: list[Reading]


@dataclass
class StorySet:
    id: str
    stories: list[Story]
    pairings: list[Pairing]
    gold: Gold


def overlap(a: Span, b: Span) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > 0 and shared >= 0.5 * min(a.end - a.start, b.end - b.start)


def load_gold(folder: Path, stories: list[Story]) -> Gold:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    by_id = {a["id"]: s for a, s in zip(gold["articles"], stories, strict=True)}

    def place(ref: list[str]) -> tuple[str, Span]:
        text = by_id[ref[0]].article.text
        at = text.index(ref[1])
        return by_id[ref[0]].article.id, Span(at, at + len(ref[1]))

    for p in gold["pairs"] + gold["silent"]:
        p["x"], p["y"] = place(p["x"]), place(p["y"])
    for o in gold["only"]:
        o["in"] = place(o["in"])
        o["absent_from"] = [by_id[x].article.id for x in o["absent_from"]]
    return Gold(gold["pairs"], gold["silent"], gold["only"])


def hits(x: tuple[str, Span], y: tuple[str, Span], pairs: list[dict]) -> list[dict]:
    """The gold pairs that two passages match, in either order."""

    def same(a: tuple[str, Span], b: tuple[str, Span]) -> bool:
        return a[0] == b[0] and overlap(a[1], b[1])

    return [p for p in pairs if (same(x, p["x"]) and same(y, p["y"])) or (same(x, p["y"]) and same(y, p["x"]))]


def label(x: tuple[str, Span], y: tuple[str, Span], gold: Gold) -> str | None:
    """The strongest gold relation of two passages, or None."""
    found = hits(x, y, gold.pairs)
    return max((p["relation"] for p in found), key=lambda r: RANK[r], default=None)


def load(folders: list[Path], cache: Path, encoder, judge, floor: float, *, tag: str) -> list[StorySet]:
    """Measure the sets in ``folders``, or take them from ``cache`` where the code of facts and split is unchanged."""
    cache.mkdir(parents=True, exist_ok=True)
    sets = []
    for folder in folders:
        if not (folder / "gold.json").exists():
            continue
        kept = cache / f"{folder.name}.{tag}.pickle"
        if kept.exists():
            sets.append(pickle.loads(kept.read_bytes()))
            continue
        raw = json.loads((folder / "gold.json").read_text("utf-8"))
        articles = [read(str(folder / a["file"]), id=f"a{n}") for n, a in enumerate(raw["articles"], 1)]
        stories = [prepare(a, encoder) for a in complete(articles)]
        pairings = []
        for left, right in combinations(stories, 2):
            made, values, readings = measure(left.claims, right.claims, left.cosine(right), judge, floor=floor)
            pairings.append(Pairing(left, right, made.candidates, values, readings))
        found = StorySet(folder.name, stories, pairings, load_gold(folder, stories))
        kept.write_bytes(pickle.dumps(found))
        sets.append(found)
    return sets


def reliability(p: np.ndarray, y: np.ndarray) -> str:
    """Expected calibration error over ten bins, and each bin as ``mean probability/share that is true (pairs)``."""
    bins = np.minimum((p * 10).astype(int), 9)
    rows = [(p[bins == b].mean(), y[bins == b].mean(), int((bins == b).sum())) for b in range(10) if (bins == b).any()]
    error = sum(abs(a - b) * n for a, b, n in rows) / len(p)
    return f"calibration error {error:.3f}: " + "  ".join(f"{a:.2f}/{b:.2f} ({n})" for a, b, n in rows)


def code_tag(*parts: str) -> str:
    """A short hash of what the cache depends on."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]
