"""Fit the alignment weights: features of a pair -> probability that both statements tell the same fact.

    python training/fit/align.py --sets DIR --only training/judge/fit_sets.json --cache DIR

Fitted on story sets that the judge was not trained on; measured by cross-validation over sets (seven folds).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sets import StorySet, code_tag, hits, load, overlap, reliability
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from checker.align import SHARED, feature_names
from checker.align.features import rows
from checker.align.weigh import Weights
from checker.config import Config
from checker.embed import load as load_encoder
from checker.entail import load as load_judge

Hits = list[frozenset[tuple[int, int]]]


def table(sets: list[StorySet], names: tuple[str, ...]) -> tuple[np.ndarray, Hits, np.ndarray, int]:
    """Rows of all candidates, the gold pairs each hits, their set, and how many gold pairs there are in all."""
    x, found, group, gold = [], [], [], 0
    for n, s in enumerate(sets):
        gold += len(s.gold.pairs)
        for p in s.pairings:
            x.append(rows(p.values, names, p.candidates))
            for i, j in p.candidates:
                a, b = p.left.claims[i], p.right.claims[j]
                mine = hits((a.article, a.span), (b.article, b.span), s.gold.pairs)
                found.append(frozenset((n, s.gold.pairs.index(m)) for m in mine))
                group.append(n)
    return np.concatenate(x), found, np.array(group), gold


def f1(claimed: np.ndarray, found: Hits, gold: int) -> float:
    """F as the scorer counts it: precision over claimed pairs, recall over gold pairs."""
    mine = [h for h, c in zip(found, claimed, strict=True) if c]
    precision = sum(map(bool, mine)) / max(len(mine), 1)
    recall = len(frozenset().union(*mine)) / max(gold, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def fit(sets: list[StorySet], kind: str) -> dict[str, object]:
    """Fit one set of weights; the threshold is the best F under cross-validation over sets."""
    names = feature_names(kind)
    x, found, group, gold = table(sets, names)
    y = np.array([bool(h) for h in found])
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = (x - mean) / scale
    p = np.zeros(len(y))
    for train, test in GroupKFold(7).split(z, y, group):
        p[test] = LogisticRegression(C=0.1, max_iter=2000).fit(z[train], y[train]).predict_proba(z[test])[:, 1]
    p = settled(p, sets)
    best = max((f1(p >= t, found, gold), t) for t in np.arange(0.2, 0.7, 0.01))
    m = LogisticRegression(C=0.1, max_iter=2000).fit(z, y)
    print(f"{kind:14} candidates {len(y)}, right {int(y.sum())}, gold {gold}: F {best[0]:.3f} at {best[1]:.2f}")
    print(f"{'':14} all right candidates and no other would give F {f1(y, found, gold):.3f}")
    print(
        "    "
        + "  ".join(f"{n} {w:+.2f}" for n, w in sorted(zip(names, m.coef_[0], strict=True), key=lambda v: -abs(v[1])))
    )
    print(f"    {reliability(p, y)}")
    omitted = best_omitted(sets, p, float(best[1]))
    print(f"    omissions: F {omitted[0]:.3f} where no partner reaches {omitted[1]:.2f}")
    return {
        "names": list(names),
        "mean": [round(float(v), 5) for v in mean],
        "scale": [round(float(v), 5) for v in scale],
        "weight": [round(float(v), 4) for v in m.coef_[0]],
        "bias": round(float(m.intercept_[0]), 4),
        "threshold": round(float(best[1]), 2),
        "omitted": round(float(omitted[1]), 2),
    }


def settled(p: np.ndarray, sets: list[StorySet]) -> np.ndarray:
    """Probabilities as the pipeline takes them: lowered where two articles would share more pairs than articles do."""
    bare = Weights((), np.zeros(1), np.ones(1), np.ones(1), 0.0, 0.0, 0.0)
    z, out, at = np.log(p / (1 - p)), [], 0
    for s in sets:
        for q in s.pairings:
            part = z[at : at + len(q.candidates), None]
            out.append(bare.probability(part, expected=SHARED * min(len(q.left.claims), len(q.right.claims))))
            at += len(q.candidates)
    return np.concatenate(out)


def best_omitted(sets: list[StorySet], p: np.ndarray, threshold: float) -> tuple[float, float]:
    """The best F of omissions, as the scorer counts, and the partner's probability below which one is said."""
    rows_, at, gold = [], 0, 0
    for s in sets:
        gold += sum(len(o["absent_from"]) for o in s.gold.only)
        for q in s.pairings:
            best: dict[tuple[int, str], float] = {}
            for (i, j), chance in zip(q.candidates, p[at : at + len(q.candidates)], strict=True):
                best[0, i] = max(chance, best.get((0, i), 0.0))
                best[1, j] = max(chance, best.get((1, j), 0.0))
            at += len(q.candidates)
            for side, story, other in ((0, q.left, q.right), (1, q.right, q.left)):
                for n, st in enumerate(story.claims):
                    told = any(
                        st.article == g[a][0] and overlap(g[a][1], st.span) and g[b][0] == other.article.id
                        for g in s.gold.pairs
                        for a, b in (("x", "y"), ("y", "x"))
                    )
                    missing = any(
                        o["in"][0] == st.article
                        and overlap(o["in"][1], st.span)
                        and other.article.id in o["absent_from"]
                        for o in s.gold.only
                    )
                    if told or missing:
                        rows_.append((best.get((side, n), 0.0), missing and not told))
    chance, true = np.array([r[0] for r in rows_]), np.array([r[1] for r in rows_])
    return max(
        (2 * true[chance < t].sum() / max((chance < t).sum() + gold, 1), float(t))
        for t in np.arange(0.05, threshold + 0.001, 0.01)
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sets", type=Path, required=True, help="folder of story sets")
    ap.add_argument("--only", type=Path, required=True, help="the sets that the judge was not trained on")
    ap.add_argument("--cache", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=Path("checker/align/weights.json"))
    args = ap.parse_args()
    floor = Config().candidate_floor
    encoder, judge = load_encoder("built-in"), load_judge("built-in")
    only = set(json.loads(args.only.read_text())["sets"])
    folders = sorted(args.sets.iterdir())
    out = json.loads(args.out.read_text()) if args.out.exists() else {}
    cheap = load(folders, args.cache, encoder, None, floor, tag=code_tag(encoder.digest))
    for kind in ("encoder", "none"):  # these choose what the judge reads, so they are fitted first
        out[kind] = fit(cheap, kind)
    args.out.write_text(json.dumps(out, indent=1) + "\n")
    if judge is not None:
        unseen = [f for f in folders if f.name in only]
        judged = load(unseen, args.cache, encoder, judge, floor, tag=code_tag(encoder.digest, judge.digest))
        for kind in ("encoder+judge", "judge"):
            out[kind] = fit(judged, kind)
        args.out.write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
