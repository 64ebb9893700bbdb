"""Works -> outcomes on a Ray cluster (extra ``ray``): the same unit of work as on one machine, as a batch class.

Every node needs this package with its models; nothing but stories and outcomes travels. Work of a node that dies is
done again on another.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from checker.batch.engines import Engine, Outcome
from checker.batch.work import Work, do
from checker.config import Config
from checker.errors import CheckError, UsageError
from checker.pipeline import Models

AT_ONCE = 500
"""Works of one Ray dataset: what is in flight stays small, and one actor pool serves many events."""


class Compare:
    """The stage that compares events: an actor with its own models."""

    def __init__(self, config: Config) -> None:
        """Open the models once for all batches that follow."""
        self.models = Models.load(config, threads=1)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Turn a batch of works into a batch of outcomes."""
        # Both ends are this program: no pickle of anyone else is ever opened.
        works: list[Work] = [pickle.loads(bytes(w)) for w in batch["work"]]  # noqa: S301
        return {
            "id": [w.id for w in works],
            "event": [w.event for w in works],
            "body": [do(w, self.models) for w in works],
        }


def on_ray(address: str | None) -> Engine:
    """Return the engine; ``address`` names a running cluster, without it one is started on this machine.

    Raises ``UsageError`` where the extra is not installed.
    """
    # Ray reports usage to its makers unless it is told not to before it is loaded.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray  # noqa: PLC0415
        import ray.data  # noqa: PLC0415
    except ImportError:
        raise UsageError("--engine ray: Ray is not installed", hint="pip install 'crosswire[ray]'") from None

    def engine(works: Iterable[Work], config: Config, workers: int) -> Iterator[Outcome]:
        ours = not ray.is_initialized()
        try:
            if ours and address is None:
                # "local" starts one here: without it a cluster that the environment names would be joined.
                ray.init("local", num_cpus=workers, include_dashboard=False, log_to_driver=False)
            elif ours:
                ray.init(address=address, log_to_driver=False)
            ray.data.DataContext.get_current().enable_progress_bars = False
            todo = iter(works)
            while rows := [{"work": pickle.dumps(w)} for w in islice(todo, AT_ONCE)]:
                done = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
                    Compare,
                    fn_constructor_args=(config,),
                    batch_size=1,
                    num_cpus=1,
                    compute=ray.data.ActorPoolStrategy(min_size=1, max_size=workers),
                )
                for row in done.iter_rows():
                    yield str(row["id"]), str(row["event"]), bytes(row["body"])
        except (ray.exceptions.RayError, ConnectionError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[-1][:200]
            raise CheckError(f"Ray stopped ({reason})", hint="what is done is kept: run again with --resume") from None
        finally:
            if ours and ray.is_initialized():
                ray.shutdown()

    return engine
