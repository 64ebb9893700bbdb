"""Measure `check pairs` on public labelled pairs and on the true pairs of story sets: one table.

    python training/eval/pairs.py --data DIR --sets DIR [--judge FOLDER] [--rows 1000] [--write docs/evaluation.md]

DIR of --data holds bench/*.jsonl.gz and train/lingnli.jsonl.gz; --sets is a folder of labelled story sets. A set of
more than --rows rows is sampled with a fixed seed (0 takes all).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from tables import Figure, accuracy, balanced, cell, f1_of, interval, macro_f1, module, show, table

from checker import pairs
from checker.embed import load as load_encoder
from checker.entail import Judge
from checker.entail import load as load_judge
from checker.entail.onnx import OnnxJudge
from checker.model import Reading, Relation
from checker.pairs import Given, Measured, Verdict, flat, measure, verdict

data = module(Path(__file__).parent.parent / "judge" / "data.py")

E, N, C = 0, 1, 2
LABELS = {"entailment": E, "neutral": N, "contradiction": C, "not_entailment": N}
SYSTEMS = ("majority", "cosine", "rapidfuzz", "rules", "judge", "both")
SEED = 7


@dataclass
class Read:
    """All that the systems see of a list of pairs, as arrays."""

    sims: dict[str, np.ndarray]
    entails: np.ndarray
    contradicts: np.ndarray
    same: np.ndarray
    relation: np.ndarray
    """The judge's own answer: agree 0, differ 1, conflict 2."""
    rules: list[Verdict]
    both: list[Verdict]
    measured: list[Measured]
    readings: list[Reading]

    @property
    def nli(self) -> np.ndarray:
        """Label from a to b."""
        return np.stack([self.entails, 1 - self.entails - self.contradicts, self.contradicts], 1).argmax(1)

    def stands(self, system: str) -> np.ndarray:
        """The relation that the whole comparison prints: related -1, agree 0, differ 1, conflict 2."""
        return np.array([v.relation.rank - 1 for v in getattr(self, system)])

    def chance(self, system: str) -> np.ndarray:
        """Probability of a conflict, nothing where the pair is not the same fact."""
        return np.array([0 if v.relation is Relation.RELATED else v.chances[0] for v in getattr(self, system)])


class Reader:
    """Reads pairs with every system; facts and readings are made once and shared."""

    def __init__(self, judge: Judge) -> None:
        self.judge, self.encoder = judge, load_encoder("built-in")

    def __call__(self, texts: list[tuple[str, str]]) -> Read:
        flats = [(flat(a), flat(b)) for a, b in texts]
        readings = self.judge.read(flats)
        measured = [measure(Given(n, a, b)) for n, (a, b) in enumerate(flats)]
        once = list(dict.fromkeys(t for p in flats for t in p))
        vectors = dict(zip(once, self.encoder.encode(once), strict=True))
        return Read(
            sims={
                "cosine": np.array([float(vectors[a] @ vectors[b]) for a, b in flats]),
                "rapidfuzz": np.array([fuzz.token_set_ratio(a, b) / 100 for a, b in flats]),
            },
            entails=np.array([r.entailment for r in readings]),
            contradicts=np.array([r.contradiction for r in readings]),
            same=np.array([0.5 if r.same is None else r.same for r in readings]),
            relation=np.array(
                [np.argmax([r.agree or 0, r.differ or 0, r.conflict or 0]) for r in readings],
            ),
            rules=[verdict(m, None) for m in measured],
            both=[verdict(m, r) for m, r in zip(measured, readings, strict=True)],
            measured=measured,
            readings=readings,
        )


@dataclass
class Bench:
    """One row of the table."""

    name: str
    figure: str
    floor: float | None
    metric: Figure
    gold: np.ndarray
    guesses: dict[str, np.ndarray | None]


def cut(sim: np.ndarray, gold: np.ndarray, metric: Figure, above: int, below: int) -> np.ndarray:
    """Label by similarity at the threshold that is best on these very rows: in the baseline's favour."""
    guesses = [np.where(sim >= t, above, below) for t in np.quantile(sim, np.linspace(0, 1, 41))]
    return max(guesses, key=lambda g: metric(gold, g))


def majority(gold: np.ndarray) -> np.ndarray:
    return np.full(len(gold), np.bincount(gold).argmax())


def three_way(name: str, read: Read, gold: np.ndarray, metric: Figure, figure: str, floor: float | None) -> Bench:
    stands = read.stands("rules")
    return Bench(
        name, figure, floor, metric, gold,
        {
            "majority": majority(gold),
            **{k: cut(s, gold, metric, E, N) for k, s in read.sims.items()},
            "rules": np.where(stands == 2, C, np.where(stands == 0, E, N)),
            "judge": read.nli,
            "both": np.where(read.stands("both") == 2, C, read.nli),
        },
    )  # fmt: skip


def two_way(name: str, read: Read, gold: np.ndarray, floor: float) -> Bench:
    return Bench(
        name, "accuracy, supported or refuted", floor, accuracy, gold,
        {
            "majority": majority(gold),
            **{k: cut(s, gold, accuracy, E, C) for k, s in read.sims.items()},
            "rules": np.where(read.stands("rules") >= 1, C, E),
            "judge": np.where(read.entails > read.contradicts, E, C),
            "both": np.where((read.stands("both") == 2) | (read.contradicts >= read.entails), C, E),
        },
    )  # fmt: skip


def ranked(read: Read, right: np.ndarray, wrong: np.ndarray) -> Bench:
    """Whether the right summary sentence scores above the altered one; a tie counts half."""

    def won(score: np.ndarray) -> np.ndarray:
        return (score[right] > score[wrong]) + 0.5 * (score[right] == score[wrong])

    fired = {k: (read.stands(k) >= 1).astype(float) for k in ("rules", "both")}
    return Bench(
        "falke", "right sentence ranked above the altered one", 0.70,
        lambda gold, guess: float(guess.mean()), np.ones(len(right), int),
        {
            "majority": np.full(len(right), 0.5),
            **{k: won(s) for k, s in read.sims.items()},
            "rules": won(-fired["rules"]),
            "judge": won(read.entails),
            "both": won(read.entails - fired["both"]),
        },
    )  # fmt: skip


def recall_at_alarms(gold: np.ndarray, score: np.ndarray) -> float:
    """Recall on the real contradictions at the threshold that 3 % of the consistent pairs pass."""
    return float((score[gold == 1] > np.quantile(score[gold == 0], 0.97)).mean())


def contradictions(read: Read, gold: np.ndarray) -> Bench:
    return Bench(
        "wikicontradict", "recall at 3 % alarms on claimdiff", 0.45, recall_at_alarms, gold,
        {
            "majority": None,
            **{k: -s for k, s in read.sims.items()},
            "rules": read.chance("rules"),
            "judge": read.contradicts,
            "both": np.maximum(read.contradicts, read.chance("both")),
        },
    )  # fmt: skip


def relations(read: Read, gold: np.ndarray) -> Bench:
    metric = macro_f1((0, 1, 2))
    rules = [verdict(m, None, same_fact=True) for m in read.measured]
    both = [verdict(m, r, same_fact=True) for m, r in zip(read.measured, read.readings, strict=True)]
    return Bench(
        "true pairs of the story sets", "agree / differ / conflict, macro-F1", 0.50, metric, gold,
        {
            "majority": majority(gold),
            **{k: cut(s, gold, metric, 0, 1) for k, s in read.sims.items()},
            "rules": np.array([v.relation.rank - 1 for v in rules]),
            "judge": read.relation,
            "both": np.array([v.relation.rank - 1 for v in both]),
        },
    )  # fmt: skip


def same_fact(read: Read, gold: np.ndarray) -> Bench:
    return Bench(
        "pairs of the story sets", "same fact or not, balanced accuracy", None, balanced, gold,
        {
            "majority": majority(gold),
            **{k: cut(s, gold, balanced, 1, 0) for k, s in read.sims.items()},
            "rules": (read.stands("rules") >= 0).astype(int),
            "judge": (read.same >= 0.5).astype(int),
            "both": (read.stands("both") >= 0).astype(int),
        },
    )  # fmt: skip


def agrees(name: str, read: Read, gold: np.ndarray, floor: float | None) -> Bench:
    """The whole comparison, agree counted as "follows"; rounding is precision, and so agrees."""
    return Bench(
        name, "accuracy, agree or not", floor, accuracy, gold,
        {
            "majority": majority(gold),
            **{k: cut(s, gold, accuracy, E, N) for k, s in read.sims.items()},
            "rules": np.where(read.stands("rules") == 0, E, N),
            "judge": np.where(read.nli == E, E, N),
            "both": np.where(read.stands("both") == 0, E, N),
        },
    )  # fmt: skip


def sampled(found: list[Any], most: int) -> list[Any]:
    if not most or len(found) <= most:
        return found
    kept = sorted(random.Random(SEED).sample(range(len(found)), most))
    return [found[n] for n in kept]


def texts_of(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(r["a"], r["b"]) for r in found]


def labels_of(found: list[dict[str, Any]]) -> np.ndarray:
    return np.array([LABELS[r["label"]] for r in found])


def public(read: Reader, folder: Path, most: int) -> list[Bench]:
    def load(name: str, **meta: str) -> list[dict[str, Any]]:
        found = data.rows(folder / "bench" / f"{name}.jsonl.gz")
        return [r for r in found if all(r["meta"].get(k) == v for k, v in meta.items())]

    out = []
    gold_rows = sampled(load("mnli_dev", label_source="gold_via_taxinli"), most)
    val = sampled([r for r in data.rows(folder / "train" / "lingnli.jsonl.gz") if r["split"] == "val"], most)
    for name, found, floor in (("mnli, gold rows", gold_rows, 0.78), ("lingnli val", val, 0.72)):
        out.append(three_way(name, read(texts_of(found)), labels_of(found), accuracy, "accuracy, three-way", floor))
    for name, floor in (("fever_symmetric", 0.72), ("fool_me_twice", 0.62)):
        found = sampled(load(name), most)
        out.append(two_way(name, read(texts_of(found)), labels_of(found), floor))
    found = load("falke_sentence_pairs")
    places: dict[int, dict[str, int]] = {}
    for n, r in enumerate(found):
        places.setdefault(r["meta"]["pair"], {})[r["label"]] = n
    whole = [p for p in places.values() if len(p) == 2]
    right, wrong = (np.array([p[k] for p in whole]) for k in ("entailment", "not_entailment"))
    out.append(ranked(read(texts_of(found)), right, wrong))
    found = load("rte3_threeway_matched")
    seen, gold = read(texts_of(found)), labels_of(found)
    out.append(three_way("rte3", seen, gold, f1_of(C), "contradiction F1", 0.40))
    wiki = load("wikicontradict")
    calm = sampled([r for r in load("claimdiff") if r["split"].startswith("test")], most)
    out.append(contradictions(read(texts_of(wiki + calm)), np.array([1] * len(wiki) + [0] * len(calm))))
    for subset, floor in (("NewsNLI", 0.78), ("RTE_Quant", 0.70), ("RedditNLI", None)):
        found = load("equate", subset=subset)
        seen, gold = read(texts_of(found)), labels_of(found)
        out.append(agrees(f"equate {subset}", seen, np.where(gold == E, E, N), floor))
    return out


def in_stories(read: Reader, folder: Path, most: int) -> list[Bench]:
    sets = [data.story(p.parent) for p in sorted(folder.glob("*/gold.json"))]
    true = sampled([e for s in sets for e in s.labelled if e.source == "story"], most)
    strangers = sampled([p for s in sets for p in s.unlinked], most)
    texts = [(e.a, e.b) for e in true]
    seen = read(texts)
    both = read(texts + strangers)
    return [
        relations(seen, np.array([e.relation for e in true])),
        same_fact(both, np.array([1] * len(true) + [0] * len(strangers))),
    ]


def sweep(read: Reader, folder: Path | None, sets: Path | None, most: int) -> str:
    """What each bar for the same fact costs: to choose ``SAME_FACT`` of ``checker/pairs.py``."""
    seen: list[tuple[str, Read, np.ndarray]] = []
    if folder:
        found = list(data.rows(folder / "bench" / "equate.jsonl.gz"))
        for subset in ("NewsNLI", "RTE_Quant"):
            mine = [r for r in found if r["meta"]["subset"] == subset]
            seen.append((subset, read(texts_of(mine)), (labels_of(mine) == E).astype(int)))
    if sets:
        stories = [data.story(p.parent) for p in sorted(sets.glob("*/gold.json"))]
        true = sampled([e for s in stories for e in s.labelled if e.source == "story"], most)
        strangers = sampled([p for s in stories for p in s.unlinked], most)
        gold = np.array([1] * len(true) + [0] * len(strangers))
        seen.append(("same fact", read([(e.a, e.b) for e in true] + strangers), gold))
    lines = []
    for bar in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        cells = [f"{bar}"]
        pairs.SAME_FACT = bar
        for name, r, gold in seen:
            wanted = {Relation.AGREE} if name != "same fact" else set(Relation) - {Relation.RELATED}
            stands = [verdict(m, x).relation for m, x in zip(r.measured, r.readings, strict=True)]
            guess = np.array([s in wanted for s in stands]).astype(int)
            cells.append(cell((balanced if name == "same fact" else accuracy)(gold, guess)))
        lines.append(cells)
    return table(("SAME_FACT", *(name for name, _, _ in seen)), lines)


def lines(benches: list[Bench], log: Callable[[str], None]) -> list[list[str]]:
    out = []
    for b in benches:
        cells = []
        for system in SYSTEMS:
            guess = b.guesses[system]
            value = None if guess is None else b.metric(b.gold, guess)
            cells.append(cell(value, None if guess is None else interval(b.metric, b.gold, guess)))
        out.append([b.name, b.figure, str(len(b.gold)), cell(b.floor)[:4], *cells])
        log(b.name)
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, help="folder with bench/ and train/ of public pairs")
    p.add_argument("--sets", type=Path, help="folder of labelled story sets")
    p.add_argument("--judge", default="built-in", help="a folder of ours, or what --judge of the command takes")
    p.add_argument("--rows", type=int, default=1000, help="at most so many rows a set (0: all)")
    p.add_argument("--sweep", action="store_true", help="show what the bar of given pairs costs, and stop")
    p.add_argument("--write", type=Path, help="page whose block `pairs` is filled")
    args = p.parse_args()
    own = (Path(args.judge) / "manifest.json").exists()
    judge = OnnxJudge.load(Path(args.judge)) if own else load_judge(args.judge)
    if judge is None:
        raise SystemExit("a judge is needed")
    began = time.monotonic()

    def log(text: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {text}", file=sys.stderr)

    read, benches = Reader(judge), list[Bench]()
    if args.sweep:
        print(sweep(read, args.data, args.sets, args.rows))
        return
    if args.data:
        benches += public(read, args.data, args.rows)
    if args.sets:
        benches += in_stories(read, args.sets, args.rows)
    head = ("set", "figure", "rows", "floor", *SYSTEMS)
    notes = (
        f"Judge {judge.name}, sha256 {(judge.digest or 'unknown')[:12]}; "
        + (f"sets of more than {args.rows} rows are sampled (seed {SEED}); " if args.rows else "")
        + "95 % intervals in brackets. Cosine and rapidfuzz have the threshold that is best on the very rows."
    )
    show("pairs", table(head, lines(benches, log)) + "\n\n" + notes, args.write)


if __name__ == "__main__":
    main()
