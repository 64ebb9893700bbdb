"""What both evaluations share: figures with intervals, Markdown tables, and blocks of a page."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

Figure = Callable[[np.ndarray, np.ndarray], float]
RESAMPLES, SEED = 400, 20241


def module(path: Path) -> ModuleType:
    """Import a script that stands in another folder."""
    spec = importlib.util.spec_from_file_location(f"eval_{path.stem}", path)
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


def accuracy(gold: np.ndarray, guess: np.ndarray) -> float:
    return float((gold == guess).mean())


def f1_of(label: int) -> Figure:
    def figure(gold: np.ndarray, guess: np.ndarray) -> float:
        right = ((gold == label) & (guess == label)).sum()
        return float(2 * right / max((gold == label).sum() + (guess == label).sum(), 1))

    return figure


def macro_f1(labels: Sequence[int]) -> Figure:
    return lambda gold, guess: float(np.mean([f1_of(k)(gold, guess) for k in labels]))


def balanced(gold: np.ndarray, guess: np.ndarray) -> float:
    return float(np.mean([(guess[gold == k] == k).mean() for k in np.unique(gold)]))


def interval(figure: Figure, gold: np.ndarray, guess: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of the figure over resampled rows (percentile bootstrap, fixed seed)."""
    dice = np.random.default_rng(SEED)
    found = []
    for _ in range(RESAMPLES):
        rows = dice.integers(0, len(gold), len(gold))
        if len(np.unique(gold[rows])) == len(np.unique(gold)):
            found.append(figure(gold[rows], guess[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def cell(value: float | None, bounds: tuple[float, float] | None = None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" + (f" ({bounds[0]:.2f}–{bounds[1]:.2f})" if bounds else "")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def fill(page: Path, name: str, text: str) -> None:
    """Put the text between ``<!-- NAME -->`` and ``<!-- /NAME -->``."""
    old = page.read_text("utf-8")
    pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
    if not re.search(pattern, old, re.DOTALL):
        raise SystemExit(f"{page} has no block {name}")
    page.write_text(re.sub(pattern, lambda m: f"{m[1]}{text.strip()}\n{m[2]}", old, flags=re.DOTALL), "utf-8")


def show(name: str, text: str, page: Path | None) -> None:
    print(f"\n## {name}\n\n{text}")
    if page is not None:
        fill(page, name, text)
