"""Works -> outcomes, on this machine: one process a core, each with its own models.

Ray is the other engine (``ray.py``). Both yield outcomes in the order in which they are done; nothing may depend on it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from checker.batch.work import Work, do
from checker.config import Config
from checker.errors import CheckError, UsageError
from checker.pipeline import Models

AHEAD = 4
"""Works handed out a worker before the first is back: enough to keep it busy, few enough to hold in memory."""

Outcome = tuple[str, str, bytes]
"""The work's id, its event, and the outcome."""

Engine = Callable[[Iterable[Work], Config, int], Iterator[Outcome]]
"""(works, settings, workers) -> outcomes."""


def named(name: str, address: str | None) -> Engine:
    """Return an engine by name; raises ``UsageError`` where there is none, or its extra is not installed."""
    if name == "local" and address is None:
        return local
    if name == "ray":
        from checker.batch.ray import on_ray  # noqa: PLC0415

        return on_ray(address)
    if name == "local":
        raise UsageError("--address: only the engine ray has one", hint="add --engine ray")
    raise UsageError(f"--engine: there is no engine {name!r}", hint="local or ray")


_models: Models | None = None
"""The models of a worker process: opened once, when it starts."""


def local(works: Iterable[Work], config: Config, workers: int) -> Iterator[Outcome]:
    """Do the works in this process (one worker) or in several; raises ``CheckError`` where a worker dies."""
    if workers == 1:
        models = Models.load(config, threads=1)
        for work in works:
            yield work.id, work.event, do(work, models)
        return
    waiting: set[Future[Outcome]] = set()
    todo = iter(works)
    # Forking a process that has threads (onnxruntime's) may hang, so workers start afresh.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (config, os.getpid()))
    try:
        more = True
        while more or waiting:
            while more and len(waiting) < AHEAD * workers:
                following = next(todo, None)
                more = following is not None
                if following is not None:
                    waiting.add(pool.submit(_do, following))
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    except BrokenProcessPool:
        hint = "what is done is kept: run again with --resume, or with --workers 1"
        raise CheckError("a worker process died (out of memory?)", hint=hint) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(config: Config, parent: int) -> None:
    global _models  # noqa: PLW0603 (a worker has no other place that lives as long as it does)
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    _models = Models.load(config, threads=1)


def _leave_with(parent: int) -> None:
    """End this process when its parent was killed: nobody else would."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _do(work: Work) -> Outcome:
    assert _models is not None
    return work.id, work.event, do(work, _models)
