"""Fit and measure the grouping of stories into events (checker/batch/grouping.json).

    python training/fit/events.py --data ARTICLES [--write]

ARTICLES is a folder of JSON Lines (gzipped), one article a line with ``event``, ``date``, ``title`` and ``text``.
Events are split into two halves; each half is grouped by a model fitted on the other. Prints pairwise and b-cubed F
beside a tf-idf cosine with its best threshold on the same halves (chosen on the test half, which flatters it).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from checker.batch import events
from checker.batch.events import Grouping, Lead
from checker.embed import load
from checker.model import Article

SETS = {"basil": 1.0, "ecbplus": 1.0, "allsides_full_silver3": 1.0, "allsides_full_silver2": 0.0}
"""Weight in fitting: silver2 is measured alone, since a cluster of two says little of where a cluster ends."""
FEATURES = ("words", "root of words", "days", "meaning")


def leads(path: Path, encoder) -> tuple[list[Lead], list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [Article(id="a1", path=r["id"], text=f"{r['title'] or ''}\n\n{r['text']}") for r in rows]
    vectors = encoder.encode([events.lead_text(a) for a in found])
    made = []
    for row, article, vector in zip(rows, found, vectors, strict=True):
        try:
            day = date.fromisoformat(row["date"] or "").toordinal()
        except ValueError:
            day = None
        made.append(Lead(row["id"], day, vector, events.terms(article)))
    order = sorted(range(len(made)), key=lambda i: (made[i].day or 0, made[i].digest))
    return [made[i] for i in order], [rows[i]["event"] for i in order]


def half(event: str) -> int:
    return int(hashlib.sha256(event.encode()).hexdigest(), 16) % 2


def scores(gold: list[str], found: list[list[int]]) -> tuple[float, float]:
    """Pairwise F1 and b-cubed F1."""
    of = {i: n for n, members in enumerate(found) for i in members}
    told, made = defaultdict(set), defaultdict(set)
    for i, event in enumerate(gold):
        told[event].add(i)
        made[of[i]].add(i)

    def pairs(groups):
        return sum(len(g) * (len(g) - 1) // 2 for g in groups)

    both = sum(math.comb(len(t & made[n]), 2) for t in told.values() for n in {of[i] for i in t})
    p, r = both / max(pairs(made.values()), 1), both / max(pairs(told.values()), 1)
    bp = sum(len(told[e] & made[of[i]]) / len(made[of[i]]) for i, e in enumerate(gold)) / len(gold)
    br = sum(len(told[e] & made[of[i]]) / len(told[e]) for i, e in enumerate(gold)) / len(gold)
    return 2 * p * r / max(p + r, 1e-9), 2 * bp * br / (bp + br)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--write", action="store_true")
    args = p.parse_args()
    encoder = load("built-in")
    parts = {}  # (set, half) -> leads, gold, rows
    for name in SETS:
        all_leads, gold = leads(args.data / f"{name}.jsonl.gz", encoder)
        for side in (0, 1):
            kept = [i for i, e in enumerate(gold) if half(e) == side]
            mine, told = [all_leads[i] for i in kept], [gold[i] for i in kept]
            parts[name, side] = mine, told, events.features(mine)
        whole = events.features(all_leads)
        true = sum(math.comb(gold.count(e), 2) for e in set(gold))
        hit = sum(gold[i] == gold[j] for i, j in whole)
        print(f"{name}: {len(gold)} stories, {len(whole)} candidates, {hit / true:.3f} of the true pairs among them")

    result = {}
    for variant, width in (("encoder", 4), ("words", 3)):
        best, found = None, {}
        for threshold in np.arange(0.25, 0.7, 0.05):
            table = {}
            for side in (0, 1):
                model = fit([(parts[n, 1 - side], w) for n, w in SETS.items() if w], width, threshold)
                for name in SETS:
                    mine, told, rows = parts[name, side]
                    likely = {k: model.probability(v[:width]) for k, v in rows.items()}
                    table[name, side] = scores(told, events._linked(len(mine), likely, threshold))
            mean = sum(f for (n, _), (f, _) in table.items() if SETS[n])
            if best is None or mean > best:
                best, found = mean, {"threshold": round(float(threshold), 2), "table": table}
        model = fit([(parts[n, s], w) for n, w in SETS.items() if w for s in (0, 1)], width, found["threshold"])
        result[variant] = {
            "features": FEATURES[:width],
            "bias": round(model.bias, 4),
            "weight": [round(w, 4) for w in model.weight],
            "threshold": found["threshold"],
        }
        print(variant, json.dumps(result[variant]))
        for name in SETS:
            pair, cubed = np.mean([found["table"][name, s] for s in (0, 1)], axis=0)
            print(f"  {name:24} pairwise F {pair:.3f}  b-cubed F {cubed:.3f}")
    for name in SETS:
        best = max(
            np.mean([baseline(parts[name, s], t) for s in (0, 1)], axis=0).tolist() for t in np.arange(0.05, 0.6, 0.05)
        )
        print(f"tf-idf {name:24} pairwise F {best[0]:.3f}  b-cubed F {best[1]:.3f}")
    if args.write:
        made = "training/fit/events.py on basil, ecbplus and allsides_full_silver3; threshold by cross-validation"
        target = Path(events.__file__).with_name("grouping.json")
        target.write_text(json.dumps({"made": made, **result}, indent=1) + "\n", encoding="utf-8")


def baseline(part, threshold: float) -> tuple[float, float]:
    mine, told, rows = part
    return scores(told, events._linked(len(mine), {k: v[0] for k, v in rows.items()}, threshold))


def fit(sides, width: int, threshold: float) -> Grouping:
    rows, labels, weights = [], [], []
    for (_, gold, features), weight in sides:
        for (i, j), row in features.items():
            rows.append(row[:width])
            labels.append(gold[i] == gold[j])
            weights.append(weight / len(features))
    scaled = np.array(weights) / np.mean(weights)
    model = LogisticRegression(C=10, max_iter=2000).fit(rows, labels, sample_weight=scaled)
    return Grouping(float(model.intercept_[0]), tuple(map(float, model.coef_[0])), threshold)


if __name__ == "__main__":
    main()
