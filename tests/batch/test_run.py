"""A whole batch: what it writes, that it goes on where it stopped, that parts and workers change no byte."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.batch import engines
from checker.batch.run import BEGUN, STORE, run
from checker.batch.store import Store
from checker.config import Config
from checker.errors import InputError, UsageError
from tests.batch.desk import archive

WORDS = Config(encoder="none", judge="none")
ROOT = Path(__file__).parents[2]


def files(out: Path) -> dict[str, bytes]:
    """All that a run wrote, but the store."""
    return {
        str(p.relative_to(out)): p.read_bytes()
        for p in sorted(out.rglob("*"))
        if p.is_file() and not p.name.startswith(STORE)
    }


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    return archive(tmp_path_factory.mktemp("desk") / "in")


@pytest.fixture(scope="module")
def undisturbed(desk, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("desk") / "out"
    run([str(desk)], out, WORDS)
    return out


def test_a_batch_writes_index_pages_data_and_summary(undisturbed):
    found = files(undisturbed)
    pages = [n for n in found if n.startswith("events/")]
    assert sorted(set(found) - set(pages)) == [
        "events.csv", "findings.csv", "findings.jsonl", "index.html", "summary.json"
    ]  # fmt: skip
    assert len(pages) == 2
    summary = json.loads(found["summary.json"])
    assert (summary["stories"], summary["events"], summary["events_of_several_stories"]) == (5, 3, 2)
    lines = [json.loads(line) for line in found["findings.jsonl"].splitlines()]
    toll = [f for f in lines if f["rule"] == "quantity-conflict"]
    assert [re.sub(r".*/", "", x["path"]) for f in toll for x in f["locations"]] == ["wire.jsonl#1", "wire.jsonl#2"]
    rows = list(csv.DictReader(found["findings.csv"].decode().splitlines()))
    assert [r["fingerprint"] for r in rows] == [f["fingerprint"] for f in lines]
    assert {r["event"] for r in rows} <= {Path(p).stem for p in pages}


def test_the_index_lets_nothing_run_and_asks_nobody(undisturbed):
    page = (undisturbed / "index.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    for link in re.findall(r'href="((?!#)[^"]+)"', page):
        assert (undisturbed / link).is_file(), link


def test_a_hostile_headline_stays_text(tmp_path):
    told = {"text": "The mayor of Kastro resigned on Friday, the council said.", "title": "<script>alert(1)</script>"}
    rows = [told | {"source": s, "text": told["text"] + f" {s} asked."} for s in ("=cmd()", "<b>x")]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    run([str(tmp_path / "a.jsonl")], tmp_path / "out", WORDS)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;b&gt;x" in page


def test_a_second_run_over_the_same_store_compares_nothing_and_writes_the_same(desk, undisturbed, tmp_path):
    store = str(tmp_path / "s.sqlite")
    first = run([str(desk)], tmp_path / "one", WORDS, store=store)
    second = run([str(desk)], tmp_path / "two", WORDS, store=store)
    assert (first.fresh, second.fresh) == (2, 0)
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(undisturbed)


def test_a_new_story_makes_only_its_event_anew(desk, tmp_path):
    store = str(tmp_path / "s.sqlite")
    run([str(desk)], tmp_path / "one", WORDS, store=store)
    more = tmp_path / "more.json"
    text = "Parliament in Orvala passed its water law on Tuesday, 88 votes to 61. Farmers pay by the cubic metre."
    more.write_text(json.dumps({"text": text, "title": "Water law passed", "published": "2031-05-06"}), "utf-8")
    done = run([str(desk), str(more)], tmp_path / "two", WORDS, store=store)
    assert (done.compared, done.fresh) == (2, 1)


def test_other_settings_are_other_work(desk, tmp_path):
    store = str(tmp_path / "s.sqlite")
    run([str(desk)], tmp_path / "one", WORDS, store=store)
    other = Config(encoder="none", judge="none", ignore=("omission",))
    assert run([str(desk)], tmp_path / "two", other, store=store).fresh == 2


def test_workers_change_no_byte(desk, undisturbed, tmp_path):
    run([str(desk)], tmp_path / "out", WORDS, workers=2)
    assert files(tmp_path / "out") == files(undisturbed)


def test_shards_joined_give_what_one_run_gives(desk, undisturbed, tmp_path):
    parts = [tmp_path / f"part{n}" for n in (1, 2, 3)]
    done = [run([str(desk)], part, WORDS, shard=(n, 3)) for n, part in enumerate(parts, 1)]
    assert sum(d.fresh for d in done) == 2
    joined = run([str(desk)], tmp_path / "out", WORDS, shards=[str(p) for p in parts])
    assert joined.fresh == 0
    assert files(tmp_path / "out") == files(undisturbed)


def test_a_run_that_broke_off_goes_on_and_writes_the_same(desk, undisturbed, tmp_path):
    def breaks(works, config, workers):
        yield next(engines.local(works, config, 1))
        raise RuntimeError("power cut")

    out = tmp_path / "out"
    with pytest.raises(RuntimeError):
        run([str(desk)], out, WORDS, engine=breaks)
    assert (out / BEGUN).exists()
    with pytest.raises(UsageError, match="unfinished run"):
        run([str(desk)], out, WORDS)
    done = run([str(desk)], out, WORDS, resume=True)
    assert done.fresh == 1
    assert files(out) == files(undisturbed)


def test_a_folder_with_something_else_is_not_touched(desk, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all", "utf-8")
    for resume in (False, True):
        with pytest.raises(UsageError):
            run([str(desk)], tmp_path, WORDS, resume=resume)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_one_story_alone_is_nothing_to_compare(tmp_path):
    (tmp_path / "a.txt").write_text("The mayor resigned on Friday, the council said.", "utf-8")
    with pytest.raises(UsageError, match="fewer than two"):
        run([str(tmp_path / "a.txt")], tmp_path / "out", WORDS)
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    with pytest.raises(InputError):
        run([str(tmp_path / "a.txt")], tmp_path / "out2", WORDS)


def test_a_bad_file_is_skipped_with_its_reason_and_changes_nothing_else(desk, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    done = run([str(desk), str(tmp_path / "bad.txt")], tmp_path / "out", WORDS)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert done.skipped == 1
    assert [Path(s["path"]).name for s in summary["skipped"]] == ["bad.txt"]


def test_a_verdict_of_wrong_takes_the_finding_out_of_the_counts(desk, tmp_path):
    store = str(tmp_path / "s.sqlite")
    first = run([str(desk)], tmp_path / "one", WORDS, store=store)
    assert first.at_gate == 1
    lines = [json.loads(x) for x in (tmp_path / "one" / "findings.jsonl").read_text("utf-8").splitlines()]
    error = next(f for f in lines if f["level"] == "error")
    with Store(store) as kept, kept.writing():
        from datetime import date

        kept.put_verdict(error["fingerprint"], "wrong", "one counts the crew", "desk", date(2031, 5, 7))
    assert run([str(desk)], tmp_path / "two", WORDS, store=store).at_gate == 0
    after = [json.loads(x) for x in (tmp_path / "two" / "findings.jsonl").read_text("utf-8").splitlines()]
    marked = [f["suppressed"] for f in after if f["fingerprint"] == error["fingerprint"]]
    assert marked == ["wrong: one counts the crew"]


def test_killed_at_any_moment_it_goes_on_and_writes_the_same(desk, undisturbed, tmp_path):
    """kill -9 after ever longer times, until one run gets through; its files are those of a run left in peace."""
    out = tmp_path / "out"
    command = [
        sys.executable, "-m", "checker.cli", "batch", str(desk), "--out", str(out), "--workers", "2",
        "--encoder", "none", "--judge", "none", "--no-config", "-q",
    ]  # fmt: skip
    for n in range(40):
        resume = ["--resume"] if out.exists() and any(out.iterdir()) else []
        process = subprocess.Popen([*command, *resume], cwd=ROOT, start_new_session=True)
        try:
            code = process.wait(0.3 + 0.25 * n)
            break
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    assert code == 1  # a conflict stands at the gate
    assert n > 0
    assert files(out) == files(undisturbed)


def test_workers_leave_when_their_parent_is_killed(desk, tmp_path):
    command = [
        sys.executable, "-m", "checker.cli", "batch", str(desk), "--out", str(tmp_path / "out"), "--workers", "2",
        "--no-config", "-q",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    time.sleep(1.5)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _alive(process.pid):
        time.sleep(0.2)
    assert not _alive(process.pid)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def test_a_story_that_is_too_long_does_not_take_its_event_with_it(desk, tmp_path):
    long = " ".join(f"The ferry Meltemi burned in Kastro, passenger {n} told the Post." for n in range(700))
    told = {"text": long, "title": "Ferry fire in Kastro: live", "published": "2031-05-05", "source": "Live"}
    (tmp_path / "live.json").write_text(json.dumps(told), "utf-8")
    done = run([str(desk), str(tmp_path / "live.json")], tmp_path / "out", WORDS)
    assert done.at_gate == 1


def test_an_error_that_nobody_foresaw_is_one_event_that_failed(desk, tmp_path, monkeypatch):
    from checker.batch import work

    def breaks(articles, config, **more):
        if "ferry" in articles[0].text:
            raise RuntimeError("a bug")
        return check(articles, config, **more)

    check = work.check_articles
    monkeypatch.setattr(work, "check_articles", breaks)
    done = run([str(desk)], tmp_path / "out", WORDS)
    assert len(done.failed) == 1
    assert "internal error: RuntimeError: a bug" in done.failed[0]
    assert (tmp_path / "out" / "index.html").exists()


def test_a_sentence_of_any_length_is_written(tmp_path):
    for n, toll in enumerate(("Twelve", "Twenty-one")):
        text = f"{toll} people died in the port of Kastro on Monday, {'and the harbour was shut and ' * 6_000}the coast guard said."
        told = {"text": text, "title": "Ferry fire in Kastro", "published": "2031-05-05", "source": f"S{n}"}
        (tmp_path / f"{n}.json").write_text(json.dumps(told), "utf-8")
    done = run([str(tmp_path / "0.json"), str(tmp_path / "1.json")], tmp_path / "out", WORDS)
    assert not done.failed


def test_years_at_the_edges_of_the_calendar_are_dates(tmp_path):
    for n, day in enumerate(("0001-01-01", "0001-01-01", "9999-12-31", "9999-12-31")):
        text = f"Twelve people died in the port of Kastro on Monday in {day[:4]}, the coast guard told S{n}."
        told = {"text": text, "title": f"Ferry fire {day}", "published": day, "source": f"S{n}"}
        (tmp_path / f"{n}.json").write_text(json.dumps(told), "utf-8")
    assert not run([str(tmp_path / f"{n}.json") for n in range(4)], tmp_path / "out", WORDS).failed


def test_a_call_that_failed_before_it_began_needs_no_resume(desk, tmp_path):
    out = tmp_path / "out"
    (tmp_path / "alone.txt").write_text("The mayor resigned on Friday, the council said.", "utf-8")
    with pytest.raises(UsageError):
        run([str(tmp_path / "alone.txt")], out, WORDS)
    assert run([str(desk)], out, WORDS).compared == 2


def test_the_output_below_the_input_is_no_input(tmp_path):
    folder = archive(tmp_path / "in")
    first = run([str(folder)], folder / "report", WORDS)
    before = files(folder / "report")
    again = run([str(folder)], folder / "report", WORDS, resume=True)
    assert (again.skipped, again.fresh, first.fresh) == (0, 0, 2)
    assert files(folder / "report") == before


def test_the_last_verdict_counts_and_all_sums_agree(desk, tmp_path):
    from datetime import date

    store = str(tmp_path / "s.sqlite")
    run([str(desk)], tmp_path / "one", WORDS, store=store)
    lines = [json.loads(x) for x in (tmp_path / "one" / "findings.jsonl").read_text("utf-8").splitlines()]
    error = next(f for f in lines if f["level"] == "error")["fingerprint"]
    with Store(store) as kept, kept.writing():
        kept.put_verdict(error, "wrong", "crew", None, date(2031, 5, 7))
    run([str(desk)], tmp_path / "two", WORDS, store=store)
    summary = json.loads((tmp_path / "two" / "summary.json").read_text("utf-8"))
    assert summary["levels"]["error"] == 0
    assert "quantity-conflict" not in summary["by_rule"]
    assert not any(c.get("error") for c in summary["by_source"].values())
    rows = list(csv.DictReader((tmp_path / "two" / "findings.csv").read_text("utf-8").splitlines()))
    assert [r["accepted"] for r in rows if r["fingerprint"] == error] == ["wrong: crew"]
    with Store(store) as kept, kept.writing():
        kept.put_verdict(error, "right", "asked the coast guard", None, date(2031, 5, 8))
    assert run([str(desk)], tmp_path / "three", WORDS, store=store).at_gate == 1


def test_two_runs_over_copies_of_an_archive_keep_their_own_paths(tmp_path):
    store = str(tmp_path / "s.sqlite")
    for name in ("one", "two"):
        folder = archive(tmp_path / name)
        run([str(folder)], tmp_path / f"out-{name}", WORDS, store=store)
        lines = [json.loads(x) for x in (tmp_path / f"out-{name}" / "findings.jsonl").read_text("utf-8").splitlines()]
        assert {Path(x["path"]).is_relative_to(folder) for f in lines for x in f["locations"]} == {True}
