"""A batch of real or invented stories: how fast, how much memory, and against the plain scripts one would write.

    python benchmarks/batch.py STORIES.jsonl... [--stories 1000] [--growth 500,1000,2000] [--check "check"]
                               [--st-python PYTHON --st-model FOLDER --sample 6]

STORIES are JSON Lines with ``text``, ``title``, ``source``, ``published``. Prints stories a second, pairs that the
judge read, peak memory, the share of the time inside the models, a second run over the same store, and how time grows.
The plain scripts (sentence-transformers and a cross-encoder, over all pairs of an event's sentences, and over
those with cosine 0.5 or more) run on ``--sample`` events of the same stories and are scaled to all of them by pairs of
sentences; they need an interpreter with sentence-transformers and a folder with a model that both can use.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLAIN = r"""
import json, re, sys, time
import torch
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForSequenceClassification, AutoTokenizer
folder, floor = sys.argv[1], float(sys.argv[2])
torch.set_num_threads(2)
encoder = SentenceTransformer(folder, device="cpu")
# The speed of a cross-encoder of this size; its answers do not matter here.
judge = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=3).eval()
tokenizer = AutoTokenizer.from_pretrained(folder)
def sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+|\n+", text) if len(s) > 15]
start, pairs = time.perf_counter(), 0
with torch.inference_mode():
    for line in sys.stdin:
        told = [sentences(t) for t in json.loads(line)]
        vectors = [encoder.encode(s, normalize_embeddings=True, show_progress_bar=False) for s in told]
        for i in range(len(told)):
            for j in range(i + 1, len(told)):
                cosine = vectors[i] @ vectors[j].T
                chosen = [(told[i][a], told[j][b]) for a in range(len(told[i])) for b in range(len(told[j]))
                          if cosine[a, b] >= floor]
                chosen.sort(key=lambda p: len(p[0]) + len(p[1]))
                for n in range(0, len(chosen), 32):
                    group = chosen[n:n + 32]
                    judge(**tokenizer([p[0] for p in group], [p[1] for p in group], padding=True, truncation=True,
                                      max_length=128, return_tensors="pt")).logits.softmax(-1)
                pairs += len(chosen)
print(json.dumps({"seconds": time.perf_counter() - start, "pairs": pairs}))
"""


def stories(paths: list[Path]) -> list[dict]:
    rows = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    # by day, so that a part of them holds whole events
    return sorted(rows, key=lambda r: (r.get("published") or r.get("date") or "", r["title"] or ""))


def write(rows: list[dict], path: Path) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    return path


def batch(check: list[str], file: Path, out: Path, *more: str) -> tuple[float, float]:
    """Seconds and peak MB of the largest process of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    done = subprocess.run([*check, "batch", str(file), "--out", str(out), "--no-config", *more], check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"check batch failed ({done.returncode})")
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return time.perf_counter() - start, peak / 1024


def events(out: Path) -> list[list[str]]:
    """The texts of the events that a run compared."""
    from checker.batch.run import STORE
    from checker.batch.store import Store

    with Store(str(out / STORE)) as kept:
        keys: dict[str, list[str]] = {}
        for key, digest in kept._base.execute("SELECT key, digest FROM events ORDER BY key, digest"):
            keys.setdefault(key, []).append(digest)
        return [[kept.article(d, "a1").text for d in members] for members in keys.values() if len(members) > 1]


def share(texts: list[list[str]]) -> tuple[float, int]:
    """The share of the time inside the models over some events, and the pairs that the judge read."""
    import onnxruntime

    from checker.batch.work import Work, do
    from checker.config import Config
    from checker.entail.onnx import OnnxJudge
    from checker.model import Article
    from checker.pipeline import Models

    spent, read = 0.0, 0
    run, judge = onnxruntime.InferenceSession.run, OnnxJudge.read

    def timed(*a, **k):
        nonlocal spent
        start = time.perf_counter()
        result = run(*a, **k)
        spent += time.perf_counter() - start
        return result

    def counted(self, pairs):
        nonlocal read
        read += len(pairs)
        return judge(self, pairs)

    onnxruntime.InferenceSession.run, OnnxJudge.read = timed, counted
    models = Models.load(Config(), threads=1)
    start = time.perf_counter()
    for n, told in enumerate(texts):
        articles = tuple(Article(f"a{i}", f"{n}-{i}", t) for i, t in enumerate(told, 1))
        do(Work(str(n), str(n), articles, Config()), models)
    whole = time.perf_counter() - start
    onnxruntime.InferenceSession.run, OnnxJudge.read = run, judge
    return spent / whole, read


def pairs(texts: list[list[str]]) -> int:
    """Pairs of sentences of all pairs of an event's articles, roughly: by length."""
    sizes = [[len(t) / 120 for t in told] for told in texts]
    return round(sum((sum(s) ** 2 - sum(x * x for x in s)) / 2 for s in sizes))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("files", nargs="+", type=Path)
    p.add_argument("--stories", type=int, default=1000)
    p.add_argument("--growth", default="", help="sizes, with commas: how time grows")
    beside = Path(sys.executable).with_name("check")
    p.add_argument("--check", default=str(beside) if beside.exists() else "check")
    p.add_argument("--st-python", help="interpreter with sentence-transformers")
    p.add_argument("--st-model", type=Path, help="folder of all-MiniLM-L6-v2")
    p.add_argument("--sample", type=int, default=6, help="events that the plain scripts do")
    args = p.parse_args()
    check = shlex.split(args.check)
    rows = stories(args.files)
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        for size in [int(s) for s in args.growth.split(",") if s]:
            seconds, peak = batch(check, write(rows[:size], here / f"{size}.jsonl"), here / f"g{size}")
            told = events(here / f"g{size}")
            print(f"{size:6} stories: {seconds:8.1f} s, {len(told)} events of several, peak {peak:.0f} MB", flush=True)
        file = write(rows[: args.stories], here / "all.jsonl")
        seconds, peak = batch(check, file, here / "out")
        told = events(here / "out")
        again, _ = batch(check, file, here / "again", "--store", str(here / "out" / "checker.sqlite"))
        size = len(rows[: args.stories])
        print(f"check batch: {size} stories in {seconds:.1f} s ({size / seconds:.1f} a second), {len(told)} events")
        print(
            f"  peak of the largest process {peak:.0f} MB; a second run {again:.1f} s ({100 * again / seconds:.1f} %)"
        )
        sample = random.Random(7).sample(told, min(args.sample, len(told)))
        inside, read = share(sample)
        print(f"  {100 * inside:.0f} % of the time inside the models; the judge read {read} of {pairs(sample)} pairs")
        if args.st_python and args.st_model:
            for what, floor in (("over all pairs", -1.0), ("over pairs with cosine >= 0.5", 0.5)):
                done = subprocess.run(
                    [args.st_python, "-c", PLAIN, str(args.st_model), str(floor)],
                    input="".join(json.dumps(t) + "\n" for t in sample),
                    capture_output=True, text=True, check=True, env={**os.environ, "HF_HUB_OFFLINE": "1"},
                )  # fmt: skip
                found = json.loads(done.stdout.splitlines()[-1])
                scaled = found["seconds"] * pairs(told) / pairs(sample)
                print(
                    f"plain script {what}: {found['seconds']:.1f} s for {len(sample)} events, {found['pairs']} pairs; "
                    f"about {scaled:.0f} s for all, {scaled / seconds:.1f} times as long"
                )


if __name__ == "__main__":
    main()
