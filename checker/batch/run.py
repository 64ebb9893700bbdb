"""The line of a batch: paths -> stories in the store -> events -> outcomes -> files. READ THIS FIRST."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import numpy as np

from checker.batch import engines, pages
from checker.batch.corpus import articles, digest
from checker.batch.engines import Engine
from checker.batch.events import FORM, Lead, Vector, group, lead_text, terms
from checker.batch.store import Store
from checker.batch.work import Work, decided, opened, work_id
from checker.config import Config
from checker.embed import Encoder
from checker.embed import load as load_encoder
from checker.entail import load as load_judge
from checker.errors import CheckError, InputError, UsageError
from checker.model import Article, Skipped
from checker.progress import Meter

STORE = "checker.sqlite"
"""The store's name in the output folder, where no other was named."""
LEADS_AT_ONCE = 64
"""Stories whose leads are encoded and kept in one go."""
BEGUN = ".begun"
"""A file in the output folder of a run that is not finished."""


@dataclass(frozen=True, slots=True)
class Event:
    """The stories that tell of one thing."""

    key: str
    """Made of its stories: another story makes another event."""
    digests: tuple[str, ...]
    """In the order of their days, then of their paths."""


@dataclass
class Corpus:
    """What was read in this run."""

    paths: dict[str, str] = field(default_factory=dict)
    """Digest -> where the story lies; the first place where it lies in several."""
    also: dict[str, list[str]] = field(default_factory=dict)
    """Digest -> further places that hold the very same story."""
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended."""

    events: int
    compared: int
    """Events with two stories or more."""
    fresh: int
    """Those that were compared now, not in a run before."""
    at_gate: int
    skipped: int
    missing: int
    """Events that are left to other shards."""
    failed: tuple[str, ...] = ()
    """Events whose comparison failed, each with the reason."""


def run(
    paths: Sequence[str],
    out: Path,
    config: Config,
    *,
    store: str | None = None,
    workers: int = 1,
    resume: bool = False,
    shard: tuple[int, int] = (1, 1),
    engine: Engine = engines.local,
    shards: Sequence[str] = (),
    meter: Meter | None = None,
) -> Done:
    """Compare all stories that the paths name, and write what was found to ``out``.

    ``shard`` (i, n) does the i-th of n parts alone and writes nothing but the store; ``shards`` are folders or stores
    of such parts, whose outcomes are taken over. Raises ``CheckError`` where nothing can be done.
    """
    meter = meter or Meter.silent()
    used = _begin(out, resume)
    encoder, judge = load_encoder(config.encoder), load_judge(config.judge)
    digests = [m.digest or m.name for m in (encoder, judge) if m is not None]
    with Store(store or str(out / STORE)) as kept:
        for part in shards:
            kept.copy_from(str(Path(part) / STORE) if Path(part).is_dir() else part)
        try:
            corpus = _read(paths, out, config, kept, meter)
        except CheckError:
            if not used:
                (out / BEGUN).unlink()  # nothing was begun: the corrected call needs no --resume
            raise
        events = _grouped(corpus, kept, encoder, meter)
        del encoder, judge  # the workers have their own
        told = [e for e in events if len(e.digests) > 1]
        ids = {e.key: work_id(e.key, [(d, corpus.paths[d]) for d in e.digests], config, digests) for e in told}
        mine = [e for e in told if int(e.key, 16) % shard[1] == shard[0] - 1]
        todo = [e for e in mine if not kept.has_report(ids[e.key])]
        _compare(todo, ids, corpus.paths, kept, config, workers, engine, meter)
        missing = sum(not kept.has_report(i) for i in ids.values())
        if missing:
            meter.done()
            return Done(len(events), len(told), len(todo), 0, len(corpus.skipped), missing)
        latest = {f: (what, why) for f, what, why, _, _ in kept.verdicts()}
        verdicts = {f: f"{what}: {why}" for f, (what, why) in latest.items() if what != "right"}
        bodies = ((e.key, kept.report(ids[e.key])) for e in told)
        outcomes = ((key, decided(opened(body), verdicts)) for key, body in bodies if body is not None)
        alone = len(events) - len(told)
        sums = pages.write_all(out, outcomes, corpus.paths, corpus.also, corpus.skipped, alone, meter)
    (out / BEGUN).unlink(missing_ok=True)
    meter.done()
    failed = tuple(f"{e['event']} ({e['title']}): {e['note']}" for e in sums.events if e["failed"])
    return Done(len(events), len(told), len(todo), sums.at_gate, len(corpus.skipped), 0, failed)


def _begin(out: Path, resume: bool) -> bool:
    """Mark the folder as begun, and return whether it held a run before; raises ``UsageError`` where it may not be."""
    if out.exists() and not out.is_dir():
        raise UsageError("it is no folder", path=str(out), hint="name a folder for --out")
    # A call that failed before it began leaves an empty store, which is no run.
    there = {p.name for p in out.iterdir()} if out.is_dir() else set()
    used = bool(there - ({STORE, f"{STORE}-wal", f"{STORE}-shm"} if BEGUN not in there else set()))
    if used and not resume:
        state = "an unfinished run" if (out / BEGUN).exists() else "files"
        raise UsageError(f"it holds {state} already", path=str(out), hint="--resume goes on in it; or name another")
    if used and not ((out / BEGUN).exists() or (out / STORE).exists() or (out / pages.SUMMARY).exists()):
        raise UsageError("it holds no run to go on with", path=str(out), hint="name another folder for --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / BEGUN).touch()
    except OSError as error:
        raise UsageError(f"it cannot be written ({error.strerror or error})", path=str(out)) from None
    return used


def _read(paths: Sequence[str], out: Path, config: Config, kept: Store, meter: Meter) -> Corpus:
    """Put every story into the store; the files are read one at a time."""
    corpus = Corpus()
    for found in _chunks(articles(paths, config, out), 200):
        with kept.writing():
            for article in found:
                if isinstance(article, InputError):
                    corpus.skipped.append(Skipped(article.path or "", article.reason))
                    continue
                name = digest(article)
                if name in corpus.paths:
                    corpus.also.setdefault(name, []).append(article.path)
                    continue
                corpus.paths[name] = article.path
                kept.add(name, article)
                meter.count("reading", len(corpus.paths))
    if len(corpus.paths) < 2:
        first = corpus.skipped[0] if corpus.skipped else None
        if first is not None:
            raise InputError(first.reason, path=first.path, hint="name folders with articles")
        raise UsageError("there are fewer than two stories", path=paths[0], hint="name folders with articles")
    return corpus


def leads(names: Sequence[str], kept: Store, encoder: Encoder | None, meter: Meter) -> list[Lead]:
    """Return the leads of stories in the store; those that this encoder has not read yet are made and kept."""
    model = f"{FORM} {(encoder.digest or encoder.name) if encoder is not None else ''}"
    found = {name: lead for name in names if (lead := kept.lead(name, model)) is not None}
    fresh = [name for name in names if name not in found]
    for chunk in _chunks(iter(fresh), LEADS_AT_ONCE):
        stories = [kept.article(name, "a1") for name in chunk]
        vectors: Sequence[Vector | None] = [None] * len(chunk)
        if encoder is not None:
            vectors = list(np.asarray(encoder.encode([lead_text(a) for a in stories]), np.float32))
        for name, story, vector in zip(chunk, stories, vectors, strict=True):
            day = story.published.toordinal() if story.published else None
            found[name] = Lead(name, day, vector, terms(story))
        if not kept.to_read:
            with kept.writing():
                for name in chunk:
                    kept.put_lead(found[name], model)
        meter.share("reading leads", len(found), len(names))
    return [found[name] for name in names]


def _grouped(corpus: Corpus, kept: Store, encoder: Encoder | None, meter: Meter) -> list[Event]:
    found = leads(sorted(corpus.paths), kept, encoder, meter)
    meter.say("grouping")
    events = []
    grouped = group(found)
    with kept.writing():
        for places in grouped:
            members = sorted(
                (found[i] for i in places), key=lambda x: (x.day is None, x.day or 0, corpus.paths[x.digest])
            )
            names = tuple(x.digest for x in members)
            key = hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:12]
            events.append(Event(key, names))
            kept.put_event(key, names)
    first = {x.digest: x.day or 0 for x in found}
    return sorted(events, key=lambda e: (first[e.digests[0]], e.key))


def _compare(
    todo: Sequence[Event],
    ids: dict[str, str],
    paths: dict[str, str],
    kept: Store,
    config: Config,
    workers: int,
    engine: Engine,
    meter: Meter,
) -> None:
    """Do what no run before has done, the largest first, and keep each outcome as soon as it is there."""
    sizes = {e.key: len(e.digests) for e in todo}

    def works() -> Iterator[Work]:
        for event in sorted(todo, key=lambda e: (-sizes[e.key], e.key)):
            # Another run may have met the same story elsewhere since: the outcome names the places of this run.
            told = tuple(replace(kept.article(d, f"a{n}"), path=paths[d]) for n, d in enumerate(event.digests, 1))
            yield Work(ids[event.key], event.key, told, config)

    whole, done = sum(n * n for n in sizes.values()), 0
    for number, (work, key, body) in enumerate(engine(works(), config, workers), 1):
        with kept.writing():
            kept.put_report(work, key, body)
        done += sizes[key] ** 2
        meter.share(f"event {number} of {len(todo)}", done, whole)


def _chunks(items: Iterator[Article | InputError] | Iterator[str], size: int) -> Iterator[list]:  # type: ignore[type-arg]
    while chunk := list(islice(items, size)):
        yield chunk


def described(done: Done) -> str:
    """Return one line on how the run ended."""
    parts = [f"{done.events:,} events", f"{done.compared:,} of several stories, {done.fresh:,} compared now"]
    if done.missing:
        parts.append(f"{done.missing:,} left to other shards")
    if done.failed:
        parts.append(f"{len(done.failed):,} could not be compared")
    if done.skipped:
        parts.append(f"{done.skipped:,} inputs skipped")
    return "; ".join(parts)
