"""Cold start: `check` on the two seed articles as a whole process, against a plain script with sentence-transformers.

    python benchmarks/cold_start.py [--runs 5] [--check "check"] [--st-python PYTHON --st-model FOLDER]

The plain script is what one would write in ten lines: sentences by a regular expression, vectors, the best partner of
each sentence. It needs an interpreter that has sentence-transformers, and a local folder with all-MiniLM-L6-v2. Both
sides take turns, so that a busy machine slows both. Times are wall clock and include the interpreter's start; memory is
the largest resident size of the process (Linux and macOS).
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import time
from pathlib import Path

PLAIN = r"""
import re, sys
from sentence_transformers import SentenceTransformer
def sentences(path):
    return [s for s in re.split(r"(?<=[.!?])\s+|\n+", open(path, encoding="utf-8").read()) if len(s) > 15]
left, right = map(sentences, sys.argv[2:4])
model = SentenceTransformer(sys.argv[1], device="cpu")
cosine = model.encode(left, normalize_embeddings=True) @ model.encode(right, normalize_embeddings=True).T
for i, row in enumerate(cosine):
    j = int(row.argmax())
    if row[j] >= 0.5:
        print(f"{row[j]:.2f}\t{left[i]}\t{right[j]}")
"""

ACCEPTED = (0, 1)
"""`check` answers 1 where it found something."""


def run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return seconds and peak MB of one process, from start to end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ACCEPTED or b"Traceback" in said:
        sys.exit(f"{shlex.join(command[:3])} ... failed ({process.returncode}):\n{said.decode(errors='replace')}")
    return seconds, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    root = Path(__file__).resolve().parents[1]
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("articles", nargs="*", type=Path, help="two articles (default: the seeds)")
    p.add_argument("--runs", type=int, default=5)
    beside = Path(sys.executable).with_name("check")
    p.add_argument("--check", default=shlex.quote(str(beside)), help="the command to time")
    p.add_argument("--st-python", help="an interpreter that has sentence-transformers")
    p.add_argument("--st-model", help="a local folder with the model")
    p.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = p.parse_args()
    if bool(args.st_python) != bool(args.st_model):
        p.error("--st-python and --st-model go together")
    articles = [str(a) for a in args.articles or sorted((root / "seeds").glob("*.txt"))]
    commands = {"check": [*shlex.split(args.check), *articles], "check --help": [*shlex.split(args.check), "--help"]}
    if args.st_python:
        commands["plain script"] = [args.st_python, "-c", PLAIN, args.st_model, *articles]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(args.runs + 1):
        for name, command in commands.items():
            measured = run(command, environment)
            if turn:  # the first turn fills the disk cache and writes the bytecode
                taken[name].append(measured)
    figures = {
        name: {
            "seconds": round(statistics.median(s for s, _ in runs), 3),
            "fastest": round(min(s for s, _ in runs), 3),
            "slowest": round(max(s for s, _ in runs), 3),
            "peak_mb": round(max(m for _, m in runs)),
        }
        for name, runs in taken.items()
    }
    if args.json:
        print(json.dumps(figures, indent=1))
        return
    print(f"{'':14}{'median s':>10}{'fastest':>10}{'slowest':>10}{'peak MB':>10}   ({args.runs} runs)")
    for name, f in figures.items():
        print(f"{name:14}{f['seconds']:>10}{f['fastest']:>10}{f['slowest']:>10}{f['peak_mb']:>10}")
    if "plain script" in figures:
        ratio = figures["plain script"]["seconds"] / figures["check"]["seconds"]
        print(f"check is {ratio:.1f} times as fast as the plain script")


if __name__ == "__main__":
    main()
