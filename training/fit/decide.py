"""Fit the policy: what each rule is worth, how rule and reading join, and what makes an omission material.

    python training/fit/decide.py --sets DIR --only training/judge/fit_sets.json --cache DIR

The worth of the rules is counted on all sets; the weights that
join rules and the judge's reading are fitted on sets that the judge never saw. Thresholds are chosen on cross-validated
probabilities over sets.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
from sets import Pairing, StorySet, code_tag, label, load, overlap, reliability
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from checker.align import SHARED, _after, variant
from checker.align.features import rows
from checker.align.weigh import Weights
from checker.align.weigh import load as load_weights
from checker.compare import compare
from checker.config import Config
from checker.decide import PAIR_FEATURES, Policy, evidence_key, fired, pair_features
from checker.embed import load as load_encoder
from checker.entail import load as load_judge
from checker.model import Alignment
from checker.omissions import FEATURES, Missing, features
from checker.rules import RULES


def probabilities(p: Pairing, weights: Weights) -> np.ndarray:
    shorter = min(len(p.left.claims), len(p.right.claims))
    return weights.probability(rows(p.values, weights.names, p.candidates), expected=SHARED * shorter)


def aligned(sets: list[StorySet], kind: str):
    """Yield (set number, alignment, comparisons, gold relation or None) for each pair that alignment hands over."""
    weights = load_weights(kind)
    for n, s in enumerate(sets):
        for p in s.pairings:
            chance = probabilities(p, weights)
            for c, (i, j) in enumerate(p.candidates):
                if chance[c] < weights.threshold:
                    continue
                a, b = p.left.claims[i], p.right.claims[j]
                after = _after(a, p.left.statements), _after(b, p.right.statements)
                pair = Alignment(
                    a,
                    b,
                    p.left.article,
                    p.right.article,
                    float(chance[c]),
                    True,
                    reading=p.readings[c] if "judge" in kind else None,
                    left_next=after[0],
                    right_next=after[1],
                )
                comparisons = compare(pair)
                gold = label((a.article, a.span), (b.article, b.span), s.gold)
                for f in fired(comparisons):
                    # A caveat in the next sentence is right where that sentence is the labelled partner.
                    if f.rule == "caveat-missing":
                        x = after[0] if after[0] and f.left and after[0].span.holds(f.left) else a
                        y = after[1] if after[1] and f.right and after[1].span.holds(f.right) else b
                        other = label((x.article, x.span), (y.article, y.span), s.gold)
                        gold = max(
                            (gold, other), key=lambda r: ("agree", "differ", "conflict").index(r) + 1 if r else 0
                        )
                yield n, pair, comparisons, gold


def worth(sets: list[StorySet], kind: str) -> dict[str, object]:
    """Count on how many pairs each rule fires, and how often the pair is a labelled conflict or difference."""
    fires, conflict, alert = Counter(), Counter(), Counter()
    total, total_conflict, total_alert = 0, 0, 0
    silent = Counter()
    for _, _, comparisons, gold in aligned(sets, kind):
        rules = {evidence_key(f) for f in fired(comparisons) if RULES[f.rule].level.value != "info"}
        c, d = gold == "conflict", gold in ("differ", "conflict")
        total, total_conflict, total_alert = total + 1, total_conflict + c, total_alert + d
        if not rules:
            silent.update(n=1, conflict=c, alert=d)
        for r in rules:
            fires[r] += 1
            conflict[r] += c
            alert[r] += d
    base_c, base_d = total_conflict / total, total_alert / total

    def odds(k: int, n: int, base: float) -> float:
        p = (k + 3 * base) / (
            n + 3
        )  # three pairs' worth of the base rate, so that a rule that fired twice is not trusted
        return round(math.log(p / (1 - p)), 3)

    print(f"  aligned pairs {total}, conflict {total_conflict}, differ or conflict {total_alert}")
    keys = [key for r in RULES for key in (r, f"{r}?") if fires[key]]
    for r in keys:
        if fires[r]:
            print(f"    {r:24} fires {fires[r]:4}, on a conflict {conflict[r]:4}, on any difference {alert[r]:4}")
    print(f"    {'(no rule)':24} pairs {silent['n']:4}, on a conflict {silent['conflict']:4}, {silent['alert']:4}")
    return {
        "rule_conflict": {r: odds(conflict[r], fires[r], base_c) for r in keys},
        "rule_alert": {r: odds(alert[r], fires[r], base_d) for r in keys},
        "silent_conflict": odds(silent["conflict"], silent["n"], base_c),
        "silent_alert": odds(silent["alert"], silent["n"], base_d),
    }


def fit_policy(sets: list[StorySet], counted: dict[str, object], kind: str) -> dict[str, object]:
    unset = ("error", "warning", "hinted_error", "hinted_warning", "unnamed_error", "unnamed_warning",
             "relation_conflict", "relation_differ")  # fmt: skip
    values = Policy(**counted, conflict=np.zeros(1), alert=np.zeros(1), **dict.fromkeys(unset, 0.0))
    x, gold, group, named, hinted, loud = [], [], [], [], [], []
    for n, pair, comparisons, relation in aligned(sets, kind):
        found = [f for f in fired(comparisons) if RULES[f.rule].level.value != "info"]
        x.append(pair_features(pair, comparisons, values))
        gold.append(relation)
        group.append(n)
        named.append(any(not f.hint for f in found))
        hinted.append(bool(found) and all(f.hint for f in found))
        loud.append(any(RULES[f.rule].level.value == "error" for f in found))
    x, named, hinted, loud = np.array(x), np.array(named), np.array(hinted), np.array(loud)
    bare = ~named & ~hinted
    conflict = np.array([g == "conflict" for g in gold])
    alert = np.array([g in ("differ", "conflict") for g in gold])
    out: dict[str, object] = dict(counted)
    probabilities = {}
    for name, y in (("conflict", conflict), ("alert", alert)):
        p = np.zeros(len(y))
        for train, test in GroupKFold(5).split(x, y, group):
            p[test] = LogisticRegression(C=0.3, max_iter=3000).fit(x[train], y[train]).predict_proba(x[test])[:, 1]
        m = LogisticRegression(C=0.3, max_iter=3000).fit(x, y)
        out[name] = [round(float(v), 4) for v in (*m.coef_[0], m.intercept_[0])]
        probabilities[name] = p
        print(
            f"  {name}: {y.sum()} of {len(y)}  "
            + "  ".join(f"{n} {w:+.2f}" for n, w in zip(PAIR_FEATURES, m.coef_[0], strict=True))
        )
    for name, y in (("conflict", conflict), ("alert", alert)):
        print(f"  {name}: {reliability(probabilities[name], y)}")
    pc, pa = probabilities["conflict"], np.maximum(probabilities["alert"], probabilities["conflict"])

    def cut(p: np.ndarray, y: np.ndarray, mask: np.ndarray, floor: float, total: int, least: int = 10) -> float:
        """The threshold with the best F0.5 among those that keep precision at the floor, told by ``least`` or more."""
        best = (0.0, 0.99)
        for t in np.arange(0.08, 0.96, 0.02):
            said = mask & (p >= t)
            if said.sum() < least:
                continue
            precision, recall = y[said].mean(), y[said].sum() / total
            if precision >= floor and recall:
                best = max(best, (1.25 * precision * recall / (0.25 * precision + recall), float(t)))
        return round(best[1], 2)

    out["error"] = cut(pc, conflict, loud & named, 0.85, int(conflict.sum()))
    # What no rule vouches for needs more to be trusted: hints were right in six of ten here, in two of seven on dev.
    out["hinted_error"] = cut(pc, conflict, hinted, 0.85, int(conflict.sum()), 20)
    out["unnamed_error"] = cut(pc, conflict, bare, 0.85, int(conflict.sum()), 20)
    out["warning"] = cut(pa, alert, named, 0.6, int(alert.sum()))
    out["hinted_warning"] = cut(pa, alert, hinted, 0.6, int(alert.sum()), 20)
    out["unnamed_warning"] = cut(pa, alert, bare, 0.6, int(alert.sum()), 20)
    best = (0.0, 0.5, 0.5)
    for tc in np.arange(0.1, 0.7, 0.02):
        for td in np.arange(0.1, 0.7, 0.02):
            said = np.where(pc >= tc, 3, np.where(pa >= td, 2, 1))
            true = np.where(conflict, 3, np.where(alert, 2, [1 if g else 0 for g in gold]))
            f = np.mean(
                [
                    2 * ((said == k) & (true == k)).sum() / max((said == k).sum() + (true == k).sum(), 1)
                    for k in (1, 2, 3)
                ]
            )
            best = max(best, (float(f), round(float(tc), 2), round(float(td), 2)))
    out["relation_conflict"], out["relation_differ"] = best[1], best[2]
    for name, mask, p, y, t in (
        ("error", loud & named, pc, conflict, out["error"]),
        ("hinted error", hinted, pc, conflict, out["hinted_error"]),
        ("unnamed error", bare, pc, conflict, out["unnamed_error"]),
        ("warning", named, pa, alert, out["warning"]),
        ("hinted warning", hinted, pa, alert, out["hinted_warning"]),
        ("unnamed warning", bare, pa, alert, out["unnamed_warning"]),
    ):
        said = mask & (p >= t)
        precision = y[said].mean() if said.any() else 0.0
        recall = y[said].sum() / y.sum()
        print(f"  {name:16} from {t}: {int(said.sum())} said, precision {precision:.2f}, recall {recall:.2f}")
    print(f"  relation macro-F1 on aligned pairs {best[0]:.3f} at {best[1:]}")
    return out


def fit_material(sets: list[StorySet], kind: str) -> dict[str, object]:
    weights = load_weights(kind)
    x, y, group, gold = [], [], [], 0
    for n, s in enumerate(sets):
        gold += sum(bool(o["material"]) for o in s.gold.only)
        best: dict[tuple[str, str], float] = {}
        near: dict[tuple[str, str], float] = {}
        for p in s.pairings:
            chance = dict(zip(p.candidates, probabilities(p, weights), strict=True))
            for left, right, flip in ((p.left, p.right, False), (p.right, p.left, True)):
                for i, st in enumerate(left.claims):
                    keys = [((j, i) if flip else (i, j)) for j in range(len(right.claims))]
                    best[st.id, right.article.id] = max(chance.get(k, 0.0) for k in keys)
                    near[st.id, right.article.id] = max(p.values["cosine"][k] for k in keys)
        for story in s.stories:
            for st in story.claims:
                absent = tuple(
                    o.article.id for o in s.stories if o is not story and best[st.id, o.article.id] < weights.omitted
                )
                if not absent:
                    continue
                truth = [o for o in s.gold.only if o["in"][0] == st.article and overlap(o["in"][1], st.span)]
                if not truth and not hits_any(st, s):
                    continue
                x.append(features(Missing(st, absent, max(near[st.id, a] for a in absent)), len(story.statements)))
                y.append(any(o["material"] for o in truth))
                group.append(n)
    x, y = np.array(x), np.array(y)
    p = np.zeros(len(y))
    for train, test in GroupKFold(5).split(x, y, group):
        p[test] = LogisticRegression(C=0.3, max_iter=3000).fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    m = LogisticRegression(C=0.3, max_iter=3000).fit(x, y)
    best = (0.0, 0.5)
    for t in np.arange(0.05, 0.8, 0.01):
        said = p >= t
        precision, recall = y[said].mean() if said.any() else 0.0, y[said].sum() / gold
        # a warning that is wrong costs more than one that is missing
        best = max(best, (1.25 * precision * recall / max(0.25 * precision + recall, 1e-9), float(t)))
    print(f"material: {int(y.sum())} of {len(y)} missing statements, gold {gold}: F0.5 {best[0]:.3f} at {best[1]:.2f}")
    print("  " + "  ".join(f"{n} {w:+.2f}" for n, w in zip(FEATURES, m.coef_[0], strict=True)))
    return {
        "weight": [round(float(v), 4) for v in m.coef_[0]],
        "bias": round(float(m.intercept_[0]), 4),
        "threshold": round(best[1], 2),
    }


def hits_any(st, s: StorySet) -> bool:
    return any(st.article == side[0] and overlap(side[1], st.span) for p in s.gold.pairs for side in (p["x"], p["y"]))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sets", type=Path, required=True, help="folder of story sets")
    ap.add_argument("--only", type=Path, required=True, help="the sets that the judge was not trained on")
    ap.add_argument("--cache", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=Path("checker/policy.json"))
    args = ap.parse_args()
    config = Config()
    encoder, judge = load_encoder(config.encoder), load_judge(config.judge)
    only = set(json.loads(args.only.read_text())["sets"])
    folders = [f for f in sorted(args.sets.iterdir()) if f.name in only]
    tag = code_tag(encoder.digest, judge.digest) if judge else code_tag(encoder.digest)
    sets = load(folders, args.cache, encoder, judge, config.candidate_floor, tag=tag)
    everything = load(
        sorted(args.sets.iterdir()),
        args.cache,
        encoder,
        None,
        config.candidate_floor,
        tag=code_tag(encoder.digest),
    )
    out = {}
    for name, kind in (("judge", variant(encoder=True, judge=True)), ("rules", "encoder")):
        if name == "judge" and judge is None:
            continue
        print(name)
        counted = worth(everything, "encoder")
        out[name] = fit_policy(sets if name == "judge" else everything, counted, kind)
    out["material"] = fit_material(everything, "encoder")
    args.out.write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
