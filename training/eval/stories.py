"""Score the tool on labelled story sets, beside rivals and with each part switched off: three tables.

    python training/eval/stories.py --sets DIR --score FILE [--limit N] [--write docs/evaluation.md]

--score is the scorer of the story sets: it is run on a folder of reports for every system. All systems run in one
process; readings, vectors and alignments are made once and shared, so that switching a part off costs a second.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from rapidfuzz import fuzz
from tables import cell, module, show, table

from checker import align, pipeline
from checker.compare import COMPARATORS, compare
from checker.config import Config
from checker.embed import load as load_encoder
from checker.entail import load as load_judge
from checker.errors import CheckError
from checker.model import Comparison
from checker.read import complete, read
from checker.report.json_v1 import as_dict
from checker.report.plain import plain, shorten
from checker.rules import GATES, OMISSIONS
from checker.story import Story, prepare

FUZZY = (50, 60, 70, 80)
"""token_set_ratio from which the rapidfuzz rival calls two sentences the same: each is scored, and that with the best
headline on these very sets is shown, in its favour."""
COSINE = 0.5
OUR_OWN = "crosswire"
"""Only sets whose texts are our own (CC0) lend their words to a page."""
EXAMPLES = 3


class Kept:
    """A model that answers each text or pair once."""

    def __init__(self, model: Any) -> None:
        self.model, self.known = model, {}
        self.name, self.digest = model.name, model.digest

    def read(self, pairs: Sequence[tuple[str, str]], *, both_from: float = 0.0) -> list[Any]:
        new = [p for p in dict.fromkeys(pairs) if (p, both_from) not in self.known]
        read = self.model.read(new, both_from=both_from) if new else []
        self.known |= {(p, both_from): r for p, r in zip(new, read, strict=True)}
        return [self.known[p, both_from] for p in pairs]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        new = [t for t in dict.fromkeys(texts) if t not in self.known]
        self.known |= dict(zip(new, self.model.encode(new), strict=True)) if new else {}
        return np.stack([self.known[t] for t in texts])


@dataclass
class Bench:
    """The story sets, and what was made of them once."""

    folders: list[Path]
    score: Path
    encoder: Kept = field(default_factory=lambda: Kept(load_encoder("built-in")))
    judge: Kept = field(default_factory=lambda: Kept(load_judge("built-in")))
    aligned: dict[Any, Any] = field(default_factory=dict)
    stories: dict[Any, Story] = field(default_factory=dict)
    compared: dict[int, tuple[Comparison, ...]] = field(default_factory=dict)

    def articles(self, folder: Path) -> list[Any]:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        return complete([read(str(folder / a["file"]), id=f"a{n}") for n, a in enumerate(gold["articles"], 1)])

    def prepare(self, article: Any, encoder: Any) -> Story:
        key = article.path, encoder is None
        if key not in self.stories:
            self.stories[key] = prepare(article, encoder)
        return self.stories[key]

    def align(self, left: Any, right: Any, cosine: Any, judge: Any, *, floor: float) -> Any:
        key = left[0].path, right[0].path, cosine is None, judge is None, align.SHARED
        if key not in self.aligned:
            self.aligned[key] = align.align(left, right, cosine, judge, floor=floor)
        return self.aligned[key]

    def compare(self, pair: Any) -> tuple[Comparison, ...]:
        # the alignments are kept, so an id is never used twice
        if id(pair) not in self.compared:
            self.compared[id(pair)] = compare(pair)
        return self.compared[id(pair)]

    def figures(self, reports: Path) -> dict[str, Any]:
        """Let the scorer read a folder of reports."""
        with tempfile.TemporaryDirectory() as out:
            only = Path(out) / "sets"
            only.mkdir()
            for folder in self.folders:
                (only / folder.name).symlink_to(folder.resolve())
            command = [sys.executable, str(self.score), "--sets", str(only), "--reports", str(reports)]
            done = subprocess.run(
                [*command, "--json", f"{out}/score.json"], capture_output=True, text=True, check=False
            )
            if not Path(out, "score.json").exists():
                raise SystemExit(done.stderr)
            return json.loads(Path(out, "score.json").read_text("utf-8"))


@contextmanager
def switched(bench: Bench, *, encoder: bool, judge: bool, budget: bool, off: str, gate: str) -> Iterator[None]:
    """The pipeline with kept models, and a comparator or a gate taken out."""

    def shown(found: Any) -> Any:
        for c in found:
            if c.comparator != off:
                yield replace(c, gate=None) if c.gate == gate else c

    with ExitStack() as stack:
        for name, value in (
            ("load_encoder", lambda *_, **__: bench.encoder if encoder else None),
            ("load_judge", lambda *_, **__: bench.judge if judge else None),
            ("prepare", bench.prepare),
            ("align", bench.align),
            ("compare", lambda pair: tuple(shown(bench.compare(pair)))),
        ):
            stack.enter_context(mock.patch.object(pipeline, name, value))
        if not budget:
            stack.enter_context(mock.patch.object(align, "SHARED", 1e9))
        yield


def ours(bench: Bench, out: Path, **switches: Any) -> None:
    """Write the tool's report of every set."""
    given = {"encoder": True, "judge": True, "budget": True, "off": "", "gate": "-", **switches}
    config = Config(encoder="built-in" if given["encoder"] else "none", judge="built-in" if given["judge"] else "none")
    with switched(bench, **given):
        for folder in bench.folders:
            try:
                report = as_dict(pipeline.check_articles(bench.articles(folder), config))
            except CheckError as error:
                print(f"{folder.name}: {error.line}", file=sys.stderr)
                continue
            (out / f"{folder.name}.json").write_text(json.dumps(report), "utf-8")


def rival(bench: Bench, out: Path, kind: str, fuzzy: int = 0) -> None:
    """Write the reports of what one would script in an afternoon; our own sentences, no facts and no rules."""
    for folder in bench.folders:
        stories = [bench.prepare(a, bench.encoder) for a in bench.articles(folder)]
        aligned, findings, told = [], [], set()
        for left, right in combinations(stories, 2):
            pairs = [(a, b) for a in left.claims for b in right.claims]
            if kind == "rapidfuzz":
                near = [fuzz.token_set_ratio(a.text, b.text) >= fuzzy for a, b in pairs]
            else:
                near = list((left.cosine(right) >= COSINE).ravel())
            against = [False] * len(pairs)
            if kind == "judge":
                readings = bench.judge.read([(a.text, b.text) for a, b in pairs])
                against = [r.contradiction > 0.5 for r in readings]
                follows = [max(r.entailment, r.entailment_back) > 0.5 for r in readings]
                near = [n or f for n, f in zip(near, follows, strict=True)]
            for (a, b), n, c in zip(pairs, near, against, strict=True):
                if n or c:
                    told |= {(a.id, right.article.id), (b.id, left.article.id)}
                    sides = {"left": _place(a), "right": _place(b)}
                    aligned.append({**sides, "relation": "conflict" if c else "agree"})
                if c:
                    findings.append(_found("meaning-conflict", "error", [a, b], []))
        for story in stories:
            for s in story.claims:
                absent = [o.article.id for o in stories if o is not story and (s.id, o.article.id) not in told]
                if absent:
                    findings.append(_found("source-only", "info", [s], absent))
        articles = [{"id": s.article.id} for s in stories]
        report = {"articles": articles, "alignments": aligned, "findings": findings}
        (out / f"{folder.name}.json").write_text(json.dumps(report), "utf-8")


def _place(s: Any) -> dict[str, Any]:
    return {"article": s.article, "start": s.span.start, "end": s.span.end}


def _found(rule: str, level: str, at: list[Any], absent: list[str]) -> dict[str, Any]:
    return {"rule": rule, "level": level, "locations": [_place(s) for s in at], "absent_from": absent}


HEAD = ("system", "align F", "relation F1", "conflict P", "conflict F0.5", "alert P", "alert F0.5", "typed",
        "omission F", "material F", "traps hit", "headline")  # fmt: skip


def row(name: str, f: dict[str, Any], base: dict[str, Any] | None = None) -> list[str]:
    cells = [
        cell(f["alignment"]["f"]),
        cell(f["relation_f1"]["macro"]),
        cell(f["conflict"]["precision"]),
        cell(f["conflict"]["f"]),
        cell(f["alert"]["precision"]),
        cell(f["alert"]["f"]),
        cell(f["typed"]),
        cell(f["omission"]["f"]),
        cell(f["material"]["f"]),
        "{} of {}".format(*f["traps_hit"]),
        cell(f["headline"]) + (f" ({f['headline'] - base['headline']:+.3f})" if base else ""),
    ]
    return [name, *cells]


def by_rule(bench: Bench, reports: Path) -> str:
    """By rule: how often it was right, and what it got wrong; the scorer's own matching."""
    s = module(bench.score)
    right, wrong, examples = defaultdict(int), defaultdict(int), defaultdict(list)
    for folder in bench.folders:
        if not (reports / f"{folder.name}.json").exists():
            continue
        gold = s.load_gold(folder)
        _, findings = s.read_report(json.loads((reports / f"{folder.name}.json").read_text("utf-8")), gold)
        for f in findings:
            if f["level"] not in ("error", "warning") or f["rule"] in OMISSIONS:
                continue
            under = [g for g in gold["pairs"] for p in s.pairs_of(f) if s.same_pair(p, g["spans"])]
            if any(g["relation"] != "agree" for g in under):
                right[f["rule"]] += 1
                continue
            wrong[f["rule"]] += 1
            if OUR_OWN in folder.resolve().parent.name and len(examples[f["rule"]]) < EXAMPLES:
                what = "an agreement" if under else "no pair"
                text = shorten(plain(f["message"]), 150).replace("|", "\\|").replace("<", "&lt;")
                examples[f["rule"]].append(f"- `{f['rule']}`, {folder.name} (labelled {what}): {text}")
    rules = sorted({*right, *wrong}, key=lambda r: (-(right[r] + wrong[r]), r))
    lines = [
        [f"`{r}`", str(right[r]), str(wrong[r]), cell(right[r] / (right[r] + wrong[r]))] for r in rules
    ]  # fmt: skip
    text = table(("rule", "hits", "false alarms", "precision"), lines)
    shown = [line for r in rules for line in examples[r]]
    return text + ("\n\nFalse alarms, up to three a rule:\n\n" + "\n".join(shown) if shown else "")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--sets", type=Path, required=True)
    p.add_argument("--score", type=Path, required=True)
    p.add_argument("--limit", type=int, default=0, help="only so many sets, evenly spread (0: all)")
    p.add_argument("--write", type=Path, help="page whose blocks stories, ablation and rules are filled")
    args = p.parse_args()
    folders = [f for f in sorted(args.sets.iterdir()) if (f / "gold.json").exists()]
    if args.limit and len(folders) > args.limit:
        folders = [folders[n * len(folders) // args.limit] for n in range(args.limit)]
    bench, began = Bench(folders, args.score), time.monotonic()

    def scored(make: Callable[[Path], None], name: str) -> dict[str, Any]:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder))
            found = bench.figures(Path(folder))
            if name == "check":
                found["rules"] = by_rule(bench, Path(folder))
        print(f"{time.monotonic() - began:6.1f} s  {name}", file=sys.stderr)
        return found

    full = scored(lambda out: ours(bench, out), "check")
    models = {
        "no judge": {"judge": False},
        "no encoder": {"encoder": False},
        "neither": {"judge": False, "encoder": False},
    }
    switched_off = {name: scored(lambda out, k=k: ours(bench, out, **k), name) for name, k in models.items()}
    stories = [row("**check**", full), row("rules alone (no models)", switched_off["neither"])]
    fuzzy = {
        f"rapidfuzz alone, {t}": scored(lambda out, t=t: rival(bench, out, "rapidfuzz", t), f"rapidfuzz {t}")
        for t in FUZZY
    }
    stories.append(row(*max(fuzzy.items(), key=lambda f: f[1]["headline"])))
    for name, kind in (("MiniLM, cosine 0.5", "cosine"), ("MiniLM and judge on all pairs", "judge")):
        stories.append(row(name, scored(lambda out, k=kind: rival(bench, out, k), name)))
    size = f"{len(folders)} sets of {args.sets.resolve().name}."
    show("stories", f"{size}\n\n{table(HEAD, stories)}", args.write)

    off = [row("all on", full), *(row(name, f, full) for name, f in switched_off.items())]
    cases = {"no limit on how many pairs": {"budget": False}}
    cases |= {f"no {name}": {"off": name} for name in COMPARATORS}
    used = sorted({c.gate for found in bench.compared.values() for c in found if c.gate})
    cases |= {f"gate {name} open": {"gate": name} for name in used}
    for name, switches in cases.items():
        off.append(row(name, scored(lambda out, k=switches: ours(bench, out, **k), name), full))
    inside = ", ".join(name for name in GATES if name not in used)
    notes = (
        f"{size} Weights and policy stay as they were fitted with all parts on. Gates that keep a comparator from "
        f"speaking at all leave no trace to open, or had nothing to silence here: {inside}."
    )
    show("ablation", f"{table(HEAD, off)}\n\n{notes}", args.write)
    show("rules", f"{size}\n\n{full['rules']}", args.write)


if __name__ == "__main__":
    main()
