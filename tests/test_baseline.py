"""The baseline: what stays accepted and what comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
import typer.testing

from checker import baseline, cli
from checker.baseline import Entry, apply, load, renew, save
from checker.cli_accept import app as accept_app
from checker.config import Config
from checker.errors import UsageError
from checker.report import REPORTERS, Style
from tests.report.sample import FINDINGS, REPORT

DAY = date(2031, 3, 5)
ONE = FINDINGS[0].fingerprint
WHOLE = replace(REPORT, skipped=())

LEFT = (
    "Nine miners were killed in the blast at the Orrin mine on Monday, police said.\n\n"
    "The pit opened in 1962 and employs 300 people.\n\nRescue teams searched the lower gallery until dawn.\n"
)
RIGHT = (
    "The blast at the Orrin mine on Monday killed fourteen miners, police said.\n\n"
    "The Orrin pit has been open since 1962.\n\nRescuers searched the lower galery all night.\n"
)


@pytest.fixture
def runs(monkeypatch):
    made = SimpleNamespace(report=WHOLE)
    pipeline = SimpleNamespace(run=lambda *a, **k: made.report)
    monkeypatch.setitem(__import__("sys").modules, "checker.pipeline", pipeline)
    return made


def check(*args: str):
    return typer.testing.CliRunner().invoke(cli.app, ["in/one.txt", "in/two.txt", *args])


def accept(*args: str):
    return typer.testing.CliRunner().invoke(accept_app, list(args))


def test_what_is_written_is_read_the_same(tmp_path) -> None:
    path = str(tmp_path / "b.json")
    entries = renew(WHOLE, (), DAY)
    save(path, entries)
    assert sorted(load(path), key=lambda e: e.fingerprint) == sorted(entries, key=lambda e: e.fingerprint)
    first = (tmp_path / "b.json").read_bytes()
    save(path, load(path)[::-1])
    assert (tmp_path / "b.json").read_bytes() == first
    assert b"\x1b" not in first
    assert all(f.suppressed == baseline.UNSAID for f in apply(WHOLE, entries, DAY).report.findings)


def test_expired_and_stale() -> None:
    files = ("in/one.txt", "in/two.txt")
    entries = (
        Entry(ONE, "known", until=date(2031, 3, 4)),
        Entry(FINDINGS[1].fingerprint[:8], "seen", until=DAY),
        Entry("0" * 16, "gone", rule="date-conflict", files=files),
        Entry("1" * 16, "of another story", rule="date-conflict", files=("in/other.txt", "in/two.txt")),
    )
    done = apply(WHOLE, entries, DAY)
    assert [f.suppressed for f in done.report.findings][:3] == [None, "seen", None]
    assert [e.reason for e in done.expired] == ["known"]
    assert [e.reason for e in done.stale] == ["gone"]
    off = replace(WHOLE, config=Config(ignore=("date",)).public())
    assert apply(off, entries, DAY).stale == ()


def test_renewing_keeps_reasons_and_other_stories_and_drops_what_is_gone() -> None:
    files = ("in/one.txt", "in/two.txt")
    other = Entry("1" * 16, "of another story", files=("in/other.txt",))
    old = (Entry(ONE[:8], "checked", by="desk", until=date(2031, 3, 1)), Entry("0" * 16, "gone", files=files), other)
    made = {e.fingerprint: e for e in renew(WHOLE, old, DAY)}
    assert made[ONE].reason == "checked"
    assert made[ONE].by == "desk"
    assert made[ONE].until is None
    assert "0" * 16 not in made
    assert made["1" * 16] == other
    assert len(made) == len(FINDINGS) + 1


def test_the_command_writes_and_then_passes(runs, tmp_path) -> None:
    path = str(tmp_path / "b.json")
    assert check("--baseline", path).exit_code == 2
    assert check("--write-baseline", path).exit_code == 0
    done = check("--baseline", path, "--fail-on", "info")
    assert done.exit_code == 0
    assert "6 findings accepted before" in done.stdout
    runs.report = replace(WHOLE, findings=FINDINGS[1:])
    assert "stale in the baseline" in check("--baseline", path).stderr
    new = replace(FINDINGS[0], fingerprint="f" * 16)
    runs.report = replace(WHOLE, findings=(new, *FINDINGS[1:]))
    assert check("--baseline", path).exit_code == 1
    runs.report = replace(WHOLE, skipped=REPORT.skipped)
    assert check("--baseline", path).exit_code == 2, "an incomplete run is never green"


def test_accept_one(runs, tmp_path) -> None:
    path, report = str(tmp_path / "b.json"), tmp_path / "r.json"
    report.write_text(REPORTERS["json"](REPORT, Style()), "utf-8")
    assert check().exit_code == 1
    done = accept(ONE[:8], "--baseline", path, "--reason", "checked", "--by", "desk", "--until", "2999-01-01")
    assert done.exit_code == 0, done.stderr
    assert check("--baseline", path).exit_code == 0
    done = accept(ONE[:8], "--baseline", path, "--reason", "checked twice", "--report", str(report))
    assert done.exit_code == 0, done.stderr
    (entry,) = load(path)
    assert (entry.fingerprint, entry.rule, entry.reason) == (ONE, "polarity-conflict", "checked twice")
    assert entry.files == ("in/one.txt", "in/two.txt")
    assert check("--baseline", path).exit_code == 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("nothing", "--reason", "x"), "is no fingerprint"),
        ((ONE, "--reason", " "), "it is empty"),
        ((ONE, "--reason", "x", "--until", "soon"), "write it as 2031-09-27"),
        ((ONE, "--reason", "x", "--until", "1999-01-01"), "is past"),
        ((ONE, "--reason", "x", "--report", "no/such.json"), "the report cannot be read"),
    ],
)
def test_accept_refuses(tmp_path, args, says) -> None:
    done = accept(*args, "--baseline", str(tmp_path / "b.json"))
    assert done.exit_code == 2
    assert says in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<<<<<<< ours", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no baseline of checker"),
        ('{"schema": "checker/baseline", "version": 2}', "version 2"),
        ('{"schema": "checker/baseline", "version": 1}', 'no list "accepted"'),
        ([3], "entry 1"),
        ([{"fingerprint": "xyz", "reason": "r"}], "its fingerprint"),
        ([{"fingerprint": ONE}], "has no reason"),
        ([{"fingerprint": ONE, "reason": "r", "until": "soon"}], "no date"),
        ([{"fingerprint": ONE, "reason": "r", "texts": "t"}], "lists of texts"),
    ],
)
def test_a_broken_baseline_is_named(tmp_path, text, says) -> None:
    path = tmp_path / "b.json"
    data = {"schema": baseline.SCHEMA, "version": 1, "accepted": text}
    path.write_text(text if isinstance(text, str) else json.dumps(data))
    with pytest.raises(UsageError) as caught:
        load(str(path))
    assert says in caught.value.line
    assert str(path) in caught.value.line


def test_the_first_argument_hands_over_unless_there_is_such_a_file(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["check", "accept", "--help"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 0
    assert "check accept" in capsys.readouterr().out
    (tmp_path / "accept").write_text("Some words.")
    monkeypatch.setattr("sys.argv", ["check", "accept"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 2
    assert "nothing to compare it with" in capsys.readouterr().err


def test_edits_elsewhere_keep_it_accepted_and_a_changed_number_does_not(tmp_path) -> None:
    run = pytest.importorskip("checker.pipeline").run

    def compare(left: str, right: str):
        for name, text in (("left.txt", left), ("right.txt", right)):
            (tmp_path / name).write_text(text, "utf-8")
        config = Config(encoder="none", judge="none", as_of=date(2031, 3, 5))
        return run([str(tmp_path / "left.txt"), str(tmp_path / "right.txt")], config)

    def new(left: str, right: str) -> list[str]:
        return [
            f.rule for f in apply(compare(left, right), known, DAY).report.findings
            if f.rule.startswith("quantity") and f.suppressed is None
        ]  # fmt: skip

    known = renew(compare(LEFT, RIGHT), (), DAY)
    assert "quantity-conflict" in {e.rule for e in known}
    paragraphs = RIGHT.strip().split("\n\n")
    assert new(LEFT, RIGHT) == []
    assert new(LEFT, "\n\n".join((*paragraphs[1:], paragraphs[0])) + "\n") == []
    assert new(LEFT, RIGHT.replace("galery", "gallery")) == []
    assert new(LEFT, RIGHT.replace("fourteen", "sixteen")) == ["quantity-conflict"]
