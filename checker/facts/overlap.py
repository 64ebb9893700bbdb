"""How many amounts and dates two statements share or clash in: features of alignment, not findings."""

from __future__ import annotations

from checker.model import DateFact, Quantity, Statement

_MOST = 24
"""Facts looked at in one statement: a table read as one sentence would cost the square of its length."""


def alike(a: Quantity, b: Quantity) -> bool:
    """Tell whether two amounts are of one kind, so that their values may be set side by side."""
    if a.unknown or b.unknown or a.ordinal != b.ordinal or a.unit != b.unit:
        return False
    if a.unit is not None and a.unit != "percent":
        return True
    return a.counted == b.counted or a.counted is None or b.counted is None


def meet(a: Quantity, b: Quantity, slack: float = 0.005) -> bool:
    """Tell whether both amounts can be true of one thing; a duration may be off by a tenth (six weeks, 40 days)."""
    if a.unit == "s" and b.unit == "s":
        slack = 0.1
    elif a.unit in {"m", "kg", "m2", "m3", "m/s", "degC"}:
        slack = 0.04
    gap = max(a.low, b.low) - min(a.high, b.high)
    return gap <= slack * max(abs(a.low), abs(b.low))


def amounts(left: Statement, right: Statement) -> tuple[int, int]:
    """Return how many amounts have an equal one on the other side, and how many clash with one of their kind."""
    a, b = left.facts.quantities[:_MOST], right.facts.quantities[:_MOST]
    pairs = [(i, j) for i, x in enumerate(a) for j, y in enumerate(b) if alike(x, y)]
    equal = {(i, j) for i, j in pairs if meet(a[i], b[j])}
    met = ({i for i, _ in equal}, {j for _, j in equal})
    clash = [(i, j) for i, j in pairs if i not in met[0] and j not in met[1] and _same_kind(a[i], b[j])]
    # Counted from the side with fewer, so that swapping the sides changes nothing.
    return min(len(met[0]), len(met[1])), min(len({i for i, _ in clash}), len({j for _, j in clash}))


def _same_kind(a: Quantity, b: Quantity) -> bool:
    return (a.counted is not None and a.counted == b.counted) or (a.unit is not None and a.unit == b.unit)


def days(left: Statement, right: Statement) -> tuple[int, int]:
    """Return how many dates have a meeting one on the other side, and how many have none among those of their size."""
    a, b = left.facts.dates[:_MOST], right.facts.dates[:_MOST]
    equal = {(i, j) for i, x in enumerate(a) for j, y in enumerate(b) if _touch(x, y)}
    met = ({i for i, _ in equal}, {j for _, j in equal})
    clash = [
        (i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if i not in met[0] and j not in met[1] and x.granularity == y.granularity
    ]
    return min(len(met[0]), len(met[1])), min(len({i for i, _ in clash}), len({j for _, j in clash}))


def _touch(a: DateFact, b: DateFact) -> bool:
    return a.start < b.end and b.start < a.end
