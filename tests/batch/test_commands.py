"""The commands around a batch: exit codes, parts, the store, and one line for what is wrong."""

from __future__ import annotations

import json

import pytest
import typer.testing

from checker.cli_batch import app as batch
from checker.cli_batch import merged
from checker.cli_store import app as store
from checker.cli_watch import app as watch
from tests.batch.desk import archive
from tests.batch.test_run import files

BARE = ["--encoder", "none", "--judge", "none", "--no-config"]


def invoke(app, *arguments: object):
    return typer.testing.CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def desk(tmp_path):
    return archive(tmp_path / "in")


def test_exit_1_where_a_conflict_stands_at_the_gate_and_0_below_it(desk, tmp_path):
    done = invoke(batch, desk, "--out", tmp_path / "a", "--workers", 1, *BARE)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == "check: 3 events; 2 of several stories, 2 compared now"
    assert invoke(batch, desk, "--out", tmp_path / "b", "--workers", 1, "--fail-on", "never", *BARE).exit_code == 0


def test_a_skipped_input_fails_a_strict_run_alone(desk, tmp_path):
    (desk / "bad.txt").write_bytes(b"\x00\x01")
    calm = ["--workers", 1, "--fail-on", "never", "-q", *BARE]
    assert invoke(batch, desk, "--out", tmp_path / "a", *calm).exit_code == 0
    assert invoke(batch, desk, "--out", tmp_path / "b", "--strict", *calm).exit_code == 2


def test_parts_are_joined_by_merge(desk, tmp_path):
    for n in (1, 2):
        done = invoke(batch, desk, "--out", tmp_path / f"p{n}", "--shard", f"{n}/2", "--workers", 1, *BARE)
        assert done.exit_code in (0, 1)
    done = invoke(
        merged, desk, "--out", tmp_path / "all", "--shard", tmp_path / "p1", "--shard", tmp_path / "p2", *BARE
    )
    assert done.exit_code == 1
    invoke(batch, desk, "--out", tmp_path / "one", "--workers", 1, *BARE)
    assert files(tmp_path / "all") == files(tmp_path / "one")


@pytest.mark.parametrize("part", ["0/2", "3/2", "1", "a/b", "-1/2", "1/2/3"])
def test_a_part_that_is_none_is_one_line_and_exit_2(desk, tmp_path, part):
    done = invoke(batch, desk, "--out", tmp_path / "a", "--shard", part, *BARE)
    assert done.exit_code == 2
    assert done.stderr == f"check: --shard: '{part}' is no part; write --shard 2/4\n"


def test_what_is_not_there_is_one_line_and_exit_2(desk, tmp_path):
    done = invoke(batch, tmp_path / "none", "--out", tmp_path / "a", *BARE)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    done = invoke(merged, desk, "--out", tmp_path / "b", "--shard", tmp_path / "none", *BARE)
    assert done.exit_code == 2
    assert "no store here" in done.stderr


def test_the_store_says_what_it_holds_and_gives_it_away(desk, tmp_path):
    invoke(batch, desk, "--out", tmp_path / "a", "--workers", 1, "-q", *BARE)
    name = tmp_path / "a" / "checker.sqlite"
    told = invoke(store, "info", name).stdout
    assert "articles  5" in told
    assert "reports   2" in told
    rows = [json.loads(line) for line in invoke(store, "export", name).stdout.splitlines()]
    assert [r["type"] for r in rows] == ["article"] * 5 + ["event"] * 3
    assert "0 stories dropped" in invoke(store, "gc", name).stderr
    assert "3 stories dropped" in invoke(store, "gc", name, "--before", "2031-05-06").stderr
    assert invoke(store, "gc", name, "--before", "soon").exit_code == 2
    assert invoke(store, "verdict", name, "f" * 16, "wrong", "--reason", "two wings").exit_code == 0
    for wrong in (
        ["abc", "wrong", "--reason", "x"],
        ["f" * 16, "maybe", "--reason", "x"],
        ["f" * 16, "wrong", "--reason", " "],
    ):
        assert invoke(store, "verdict", name, *wrong).exit_code == 2


def test_a_watch_that_cannot_begin_is_one_line_and_exit_2(tmp_path):
    common = ["--store", tmp_path / "s.sqlite", "--no-config", "--once"]
    for arguments in (
        [tmp_path / "none", *common],
        [tmp_path, *common, "--format", "xml"],
        [tmp_path, *common, "--webhook", "http://example.org/"],
    ):
        done = invoke(watch, *arguments)
        assert done.exit_code == 2
        assert len(done.stderr.strip().splitlines()) == 1
