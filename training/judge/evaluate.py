"""Measure the exported judge on the dev halves and the dev story sets: one table.

python evaluate.py --model DIR/judge-int8.onnx --data DIR --dev-sets DIR [--real-sets DIR] [--lingnli N]
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from data import RELATIONS, rows, story
from export import run, session
from model import Pairs
from sklearn.metrics import average_precision_score, f1_score, precision_recall_curve

E, N, C = 0, 1, 2
LABELS = {"entailment": E, "neutral": N, "contradiction": C}


def softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


class Scorer:
    def __init__(self, model: Path, tokenizer: Path) -> None:
        self.session, self.pairs = session(model), Pairs(tokenizer)
        self.count, self.seconds = 0, 0.0

    def __call__(self, texts: list[tuple[str, str]]) -> dict[str, np.ndarray]:
        began = time.perf_counter()
        same, nli, relation = run(self.session, self.pairs, texts)[:3]
        self.seconds += time.perf_counter() - began
        self.count += len(texts)
        return {"same": 1 / (1 + np.exp(-same[:, 0])), "nli": softmax(nli), "relation": softmax(relation)}

    def both(self, texts: list[tuple[str, str]]) -> dict[str, np.ndarray]:
        """Mean of the two directions, for what has no direction."""
        x, y = self(texts), self([(b, a) for a, b in texts])
        return {k: (x[k] + y[k]) / 2 for k in x}


def texts_of(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(r["a"], r["b"]) for r in found]


def public(score: Scorer, data: Path, lingnli: int, out: dict[str, tuple[float, int]]) -> None:
    bench = data / "bench"

    def load(name: str, **meta: str) -> list[dict[str, Any]]:
        return [r for r in rows(bench / f"{name}.jsonl.gz") if all(r["meta"].get(k) == v for k, v in meta.items())]

    def three_way(name: str, found: list[dict[str, Any]]) -> tuple[np.ndarray, np.ndarray]:
        gold = np.array([LABELS[r["label"]] for r in found])
        guess = score(texts_of(found))["nli"].argmax(1)
        out[f"{name}: accuracy"] = float((gold == guess).mean()), len(gold)
        return gold, guess

    three_way("mnli_dev gold", load("mnli_dev", label_source="gold_via_taxinli"))
    val = [r for r in rows(data / "train" / "lingnli.jsonl.gz") if r["split"] == "val"]
    val = val[:: max(1, len(val) // lingnli)] if lingnli else val
    three_way("lingnli val", val)
    gold, guess = three_way("rte3 three-way", load("rte3_threeway_matched"))
    out["rte3: macro-F1"] = float(f1_score(gold, guess, average="macro")), len(gold)
    out["rte3: contradiction F1"] = float(f1_score(gold == C, guess == C)), int((gold == C).sum())
    for name in ("fever_symmetric", "fool_me_twice"):
        found = load(name)
        p = score(texts_of(found))["nli"]
        hit = (p[:, E] > p[:, C]) == np.array([r["label"] == "entailment" for r in found])
        out[f"{name}: 2-way accuracy"] = float(hit.mean()), len(hit)
    found = load("falke_sentence_pairs")
    p = score(texts_of(found))["nli"][:, E]
    by_pair: dict[int, dict[str, float]] = {}
    for r, value in zip(found, p, strict=True):
        by_pair.setdefault(r["meta"]["pair"], {})[r["label"]] = float(value)
    ranked = [v["entailment"] > v["not_entailment"] for v in by_pair.values() if len(v) == 2]
    out["falke: pairs ranked right"] = float(np.mean(ranked)), len(ranked)
    for subset in ("NewsNLI", "RTE_Quant"):
        found = load("equate", subset=subset)
        guess = score(texts_of(found))["nli"].argmax(1) == E
        gold_e = np.array([r["label"] == "entailment" for r in found])
        out[f"equate {subset}: accuracy"] = float((guess == gold_e).mean()), len(found)
    wiki = score.both(texts_of(load("wikicontradict")))["nli"][:, C]
    diff = score.both(texts_of([r for r in load("claimdiff") if r["split"].startswith("test")]))["nli"][:, C]
    at = float(np.quantile(diff, 0.97))
    out["wikicontradict: recall at claimdiff alarms 3 %"] = float((wiki > at).mean()), len(wiki)
    out["  P(contradiction) there"] = at, len(diff)
    out["wikicontradict: recall at 0.5"] = float((wiki > 0.5).mean()), len(wiki)
    out["claimdiff: alarms at 0.5"] = float((diff > 0.5).mean()), len(diff)


def in_stories(score: Scorer, folder: Path, name: str, out: dict[str, tuple[float, int]]) -> None:
    sets = [story(p.parent) for p in sorted(folder.glob("*/gold.json"))]
    true = [e for s in sets for e in s.labelled if e.source == "story"]
    texts = [(e.a, e.b) for e in true] + [p for s in sets for p in s.unlinked]
    gold = np.array([1] * len(true) + [0] * (len(texts) - len(true)))
    found = score.both(texts)
    precision, recall, _ = precision_recall_curve(gold, found["same"])
    f = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    out[f"{name}: same-fact AP (sentence pairs)"] = (
        float(average_precision_score(gold, found["same"])),
        len(texts),
    )
    out[f"{name}: same-fact best F"] = float(f.max()), int(gold.sum())

    spans = [e for s in sets for e in s.labelled if e.relation is not None and e.source == "clause"]
    for kind, examples in (("sentences", true), ("clauses", spans)):
        p = score.both([(e.a, e.b) for e in examples])
        relation = np.array([e.relation for e in examples])
        guess = p["relation"].argmax(1)
        out[f"{name}: relation macro-F1 ({kind})"] = (
            float(f1_score(relation, guess, average="macro", labels=[0, 1, 2])),
            len(examples),
        )
        each = f1_score(relation, guess, average=None, labels=[0, 1, 2])
        for k, value in zip(RELATIONS, each, strict=True):
            out[f"  {k} F1 ({kind})"] = float(value), int((relation == RELATIONS.index(k)).sum())
        conflict = relation == 2
        if conflict.any():
            for head, values in (("relation", p["relation"][:, 2]), ("nli", p["nli"][:, C])):
                out[f"  conflict AP, {head} head ({kind})"] = (
                    float(average_precision_score(conflict, values)),
                    conflict.sum(),
                )


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--tokenizer", type=Path, help="default: tokenizer.json beside the model")
    p.add_argument("--data", type=Path, help="folder with train/ and bench/ of public pairs")
    p.add_argument("--dev-sets", type=Path)
    p.add_argument("--real-sets", type=Path)
    p.add_argument("--lingnli", type=int, default=0, help="at most about this many lingnli rows (0: all)")
    p.add_argument("--json", type=Path)
    args = p.parse_args()
    score = Scorer(args.model, args.tokenizer or args.model.parent / "tokenizer.json")
    groups: list[dict[str, tuple[float, int]]] = []
    for folder, name in ((args.dev_sets, "crosswire-dev"), (args.real_sets, "real-dev")):
        if folder:
            groups.append({})
            in_stories(score, folder, name, groups[-1])
    if args.data:
        groups.append({})
        public(score, args.data, args.lingnli, groups[-1])
    for group in groups:
        for name, (value, n) in group.items():
            print(f"{name:<56}{value:8.3f}   n = {n}")
        print()
    print(f"{score.count} pairs judged, {score.count / score.seconds:.0f} a second")
    if args.json:
        flat = [[k, float(v), int(n)] for group in groups for k, (v, n) in group.items()]
        args.json.write_text(json.dumps(flat, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
