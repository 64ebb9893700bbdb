"""Fit the biases of the relation head on story sets that the judge was not trained on, and write them to its manifest.

    python calibrate.py --sets TRAIN_SETS --model checker/models/judge [--write]

The head learned from as many differing and conflicting pairs as agreeing ones; in stories three in four agree. Two
biases, added to *differ* and *conflict*, are chosen for the best macro-F1 on the linked sentences of ``fit_sets.json``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from data import RELATIONS, fit_ids, stories

from checker.entail.onnx import OnnxJudge


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    scores = []
    for k in range(len(RELATIONS)):
        both = ((truth == k) & (said == k)).sum()
        scores.append(2 * both / max((truth == k).sum() + (said == k).sum(), 1))
    return float(np.mean(scores))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--sets", type=Path, required=True)
    p.add_argument("--model", type=Path, required=True, help="folder of the judge")
    p.add_argument("--write", action="store_true")
    args = p.parse_args()
    kept = set(fit_ids(args.sets))
    pairs = [e for s in stories(args.sets) if s.id in kept for e in s.labelled if e.source == "story"]
    judge = OnnxJudge.load(args.model)
    bare = replace(judge, bias={head: (0.0,) * len(v) for head, v in judge.bias.items()})
    ways = [way for e in pairs for way in ((e.a, e.b), (e.b, e.a))]
    said, _ = bare._directions(list(dict.fromkeys(ways)))
    logits = np.array([[np.log(said[w].relation[r]) for r in RELATIONS] for w in ways]).reshape(len(pairs), 2, 3)
    truth = np.array([e.relation for e in pairs])
    best: tuple[float, tuple[float, ...]] = (0.0, (0.0, 0.0, 0.0))
    for differ in np.arange(-3, 1.51, 0.1):
        for conflict in np.arange(-3, 1.51, 0.1):
            moved = logits + np.array([0.0, differ, conflict])
            chance = np.exp(moved) / np.exp(moved).sum(-1, keepdims=True)
            score = macro_f1(truth, chance.mean(1).argmax(-1))
            # of equal scores the smaller step
            best = max(best, (round(score, 4), (-abs(differ) - abs(conflict), float(differ), float(conflict))))
    plain = macro_f1(truth, (np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)).mean(1).argmax(-1))
    bias = [0.0, round(best[1][1], 1), round(best[1][2], 1)]
    print(f"{len(pairs)} linked sentences: macro-F1 {plain:.3f}, with bias {bias} {best[0]:.3f}")
    if args.write:
        path = args.model / "manifest.json"
        manifest = json.loads(path.read_text(encoding="utf-8"))
        order = manifest["labels"]["relation"]
        manifest["bias"] = {"relation": [bias[RELATIONS.index(label)] for label in order]}
        path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
