"""Errors and warnings on real articles, for a person to read; and what was found when they were read.

    python benchmarks/real.py ARTICLES.jsonl.gz... [--events 40] [--articles 2] [--warnings 100] --show FILE
    python benchmarks/real.py --log benchmarks/verdicts.jsonl

The first runs the tool over events (articles of one ``event``, by id) and writes every error and a sample of the
warnings, omissions apart, with both passages, for reading. The second sums up the log of what was read; it holds no
text of an article: ids, offsets, rule, level, the verdict (right, wrong, open) and the kind of mistake.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

LEVELS = ("error", "warning")


def events(paths: list[Path], count: int, each: int) -> list[tuple[str, list[dict]]]:
    told = defaultdict(list)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                told[row["event"]].append(row)
    found = [
        (event, sorted(rows, key=lambda r: r["id"])[:each]) for event, rows in sorted(told.items()) if len(rows) > 1
    ]
    random.Random(7).shuffle(found)
    return found[:count]


def show(args: argparse.Namespace) -> None:
    from checker.config import Config
    from checker.errors import CheckError
    from checker.model import Article
    from checker.pipeline import Models, check_articles
    from checker.rules import OMISSIONS

    models = Models.load(Config())
    errors, warnings, compared = [], [], 0
    for event, rows in events(args.files, args.events, args.articles):
        articles = []
        for n, r in enumerate(rows, 1):
            try:
                day = date.fromisoformat(r["date"] or "")
            except ValueError:
                day = None
            articles.append(Article(f"a{n}", r["id"], f"{r['title'] or ''}\n\n{r['text']}", r["source"], published=day))
        try:
            report = check_articles(articles, Config(), models=models)
        except CheckError as error:
            print(f"{event}: {error.reason}")
            continue
        compared += len(report.articles) * (len(report.articles) - 1) // 2
        for f in report.findings:
            if f.rule in OMISSIONS or f.level.value not in LEVELS:
                continue
            spans = [[report.article(x.article).path, x.span.start, x.span.end] for x in f.locations]
            entry = {"event": event, "rule": f.rule, "level": f.level.value, "at": spans}
            (errors if f.level.value == "error" else warnings).append((entry, f))
    print(f"{compared} pairs of articles, {len(errors)} errors, {len(warnings)} warnings")
    random.Random(11).shuffle(warnings)
    with args.show.open("w", encoding="utf-8") as out:
        for entry, f in errors + warnings[: args.warnings]:
            out.write(json.dumps(entry) + f"\n  {f.message} ({f.confidence})\n")
            out.writelines(f"  {x.article}: {' '.join(x.text.split())}\n" for x in f.locations)


def sum_up(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for reading in sorted({r["reading"] for r in rows}):
        mine = [r for r in rows if r["reading"] == reading]
        for level in LEVELS:
            found = Counter(r["verdict"] for r in mine if r["level"] == level)
            print(f"reading {reading}, {level}s: {found['right']} of {found.total()} right")
        rules = defaultdict(Counter)
        for r in mine:
            rules[r["rule"]][r["verdict"]] += 1
        for rule, found in sorted(rules.items(), key=lambda x: -x[1].total()):
            print(f"  {rule:24} {found['right']:3} of {found.total():3}")
        for kind, n in Counter(r["kind"] for r in mine if r["verdict"] != "right").most_common():
            print(f"    {n:3}  {kind}")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("files", nargs="*", type=Path)
    p.add_argument("--events", type=int, default=40)
    p.add_argument("--articles", type=int, default=2, help="articles of an event")
    p.add_argument("--warnings", type=int, default=100)
    p.add_argument(
        "--show", type=Path, help="where the findings go; keep it out of the repository, it holds article text"
    )
    p.add_argument("--log", type=Path)
    args = p.parse_args()
    if args.log:
        sum_up(args.log)
    else:
        show(args)


if __name__ == "__main__":
    main()
