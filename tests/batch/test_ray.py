"""The Ray engine: two nodes on this machine, one of them killed, give the bytes of one process."""

from __future__ import annotations

import os
import threading
import time

import pytest

from checker.batch.engines import local, named
from checker.batch.events import terms
from checker.batch.work import Work
from checker.config import Config
from checker.errors import UsageError
from checker.model import Article
from tests.batch.desk import FIRE, VOTE

WORDS = Config(encoder="none", judge="none")


def works(count: int) -> list[Work]:
    """Events of two stories each, told alike but for their numbers."""
    found = []
    for n in range(count):
        told = FIRE if n % 2 else VOTE
        articles = tuple(
            Article(f"a{i}", f"{n}-{i}.txt", f"{title}\n\n{text}\n\nReport {n}.", source)
            for i, (source, title, text) in enumerate(told, 1)
        )
        assert terms(articles[0])
        found.append(Work(f"w{n:03}", f"{n:012x}", articles, WORDS))
    return found


def test_without_ray_the_engine_says_what_to_install(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match="Ray is not installed"):
        named("ray", None)


def test_an_engine_that_is_none_is_refused():
    for name, address in (("spark", None), ("local", "auto")):
        with pytest.raises(UsageError):
            named(name, address)


def test_two_nodes_one_of_them_killed_give_the_bytes_of_one_process(socket_enabled):
    pytest.importorskip("ray", reason="the extra ray is not installed")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray
    from ray.cluster_utils import Cluster

    todo = works(60)
    alone = sorted(local(todo, WORDS, 1))
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    other = cluster.add_node(num_cpus=1)
    try:
        ray.init(address=cluster.address, log_to_driver=False)
        found, killed = [], threading.Event()
        for outcome in named("ray", cluster.address)(todo, WORDS, 2):
            found.append(outcome)
            if len(found) == 5 and not killed.is_set():
                killed.set()
                cluster.remove_node(other, allow_graceful=False)
                time.sleep(0.5)
        assert killed.is_set()
        assert sorted(found) == alone
    finally:
        ray.shutdown()
        cluster.shutdown()
