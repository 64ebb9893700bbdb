"""The command around a hand-made report: flags, files, streams and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer.testing

from checker import __version__, cli
from checker.errors import InputError
from checker.model import Severity
from checker.rules import RULES
from tests.report.sample import EMPTY, REPORT

WHOLE = replace(REPORT, skipped=())
CALM = replace(WHOLE, findings=tuple(f for f in REPORT.findings if f.level is not Severity.ERROR))

SEEDS = Path(__file__).parent.parent / "seeds"


class Runs:
    """Stands in for the pipeline and remembers how it was called."""

    def __init__(self) -> None:
        self.report, self.error, self.calls = WHOLE, None, []

    def __call__(self, paths, config, *, stdin=None, progress=None):
        self.calls.append((paths, config, stdin))
        if self.error is not None:
            raise self.error
        return self.report


@pytest.fixture
def runs(monkeypatch) -> Runs:
    made = Runs()
    monkeypatch.setitem(sys.modules, "checker.pipeline", SimpleNamespace(run=made))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return made


def check(*args: str, stdin: bytes | None = None, env: dict[str, str] | None = None):
    return typer.testing.CliRunner().invoke(cli.app, list(args), input=stdin, env=env)


def test_errors_fail_and_print_on_stdout(runs) -> None:
    done = check("a.txt", "b.txt")
    assert done.exit_code == 1
    assert done.stdout.startswith("2 articles,")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("gate", "code"),
    [("error", 0), ("warning", 1), ("info", 1), ("never", 0), ("scope-shift", 1), ("condition", 1), ("date", 0)],
)
def test_gate(runs, gate: str, code: int) -> None:
    runs.report = CALM
    assert check("a.txt", "b.txt", "--fail-on", gate).exit_code == code


def test_a_finding_accepted_before_does_not_fail(runs) -> None:
    runs.report = replace(WHOLE, findings=tuple(replace(f, suppressed="known") for f in WHOLE.findings))
    done = check("a.txt", "b.txt", "--fail-on", "info")
    assert done.exit_code == 0
    assert "6 findings accepted before" in done.stdout


def test_exit_zero(runs) -> None:
    assert check("a.txt", "b.txt", "--exit-zero").exit_code == 0


def test_json_is_complete_and_alone_on_stdout(runs) -> None:
    done = check("a.txt", "b.txt", "--format", "json")
    assert json.loads(done.stdout)["schema"] == "checker/report-v1"
    assert done.stderr.startswith("check: note: no judge took part")
    assert check("a.txt", "b.txt", "-f", "json-v1", "-q").stderr == ""


def test_json_of_nothing_found(runs) -> None:
    runs.report = EMPTY
    done = check("a.txt", "b.txt", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["findings"] == []


def test_auto_is_json_where_it_is_piped(runs) -> None:
    assert check("a.txt", "b.txt", "--format", "auto").stdout.startswith("{")


def test_flags_reach_the_config(runs) -> None:
    check(
        "a.txt", "b.txt", "--select", "date,quote-altered", "--select", "scope", "--ignore", "date-bound",
        "--as-of", "2031-03-04", "--encoding", "latin-1", "--encoder", "none", "--judge", "some/folder",
    )  # fmt: skip
    (paths, config, stdin) = runs.calls[0]
    assert paths == ("a.txt", "b.txt")
    assert stdin is None
    assert config.select == ("date", "quote-altered", "scope")
    assert config.ignore == ("date-bound",)
    assert config.as_of == date(2031, 3, 4)
    assert config.encoding == "iso8859-1"
    assert (config.encoder, config.judge) == ("none", "some/folder")


def test_standard_input(runs) -> None:
    pytest.importorskip("checker.read")
    check("-", "b.txt", stdin=b"Some words.")
    assert runs.calls[0][2] == b"Some words."


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "no article was named"),
        (("a.txt", "a.txt"), "a.txt: the same file is named twice"),
        (("a.txt", "./a.txt"), "the same file is named twice"),
        (("-", "-"), "standard input can be read once only"),
        ((str(SEEDS / "interfax.txt"),), "only this one article"),
        (("a", "b", "--select", "date-conflct"), "did you mean 'date-conflict'?"),
        (("a", "b", "--ignore", "quotes"), "did you mean 'quote'?"),
        (("a", "b", "--fail-on", "warnings"), "did you mean 'warning'?"),
        (("a", "b", "--format", "jsn"), "did you mean 'json'?"),
        (("a", "b", "--format", "zzzzz"), "see check --help"),
        (("a", "b", "--as-of", "yesterday"), "write it as 2024-09-27"),
        (("a", "b", "--encoding", "utf-9000"), "there is no encoding"),
        (("a", "b", "--also", "json"), "write --also json=report.json"),
        (("a", "b", "--output", "no/such/r.json"), "make the folder first"),
        (("a", "b", "--output", "b"), "an input or another report"),
        (("a", "b", "--output", "r.json", "--also", "json=./r.json"), "an input or another report"),
        (("a", "b", "--why", "ffffffff"), "no finding has the fingerprint"),
        (("--explain", "date-conflct"), "did you mean 'date-conflict'?"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(runs, args, says) -> None:
    done = check(*args)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert says in done.stderr
    assert done.stderr.startswith("check: ")
    assert done.stderr.count("\n") == 1


def test_unknown_option_is_exit_2(runs) -> None:
    done = check("a", "b", "--nope")
    assert done.exit_code == 2
    assert done.stdout == ""


def test_an_input_error_is_one_clear_line(runs) -> None:
    runs.error = InputError("holds no words", path="a\x1b[31m.txt", hint="give a file with the article's text")
    done = check("a", "b")
    assert done.exit_code == 2
    assert done.stderr == "check: a\\x1b[31m.txt: holds no words; give a file with the article's text\n"


def test_an_internal_error_is_one_line_without_a_traceback(runs) -> None:
    runs.error = RuntimeError("boom\nboom")
    done = check("a", "b")
    assert done.exit_code == 2
    assert done.stderr.startswith("check: internal error: RuntimeError: boom boom (--traceback shows it)")
    assert done.stderr.count("\n") == 1
    assert isinstance(check("a", "b", "--traceback").exception, RuntimeError)


def test_ctrl_c(runs) -> None:
    runs.error = KeyboardInterrupt()
    done = check("a", "b")
    assert done.exit_code == 130
    assert done.stdout == ""


def test_a_skipped_article_never_looks_clean(runs) -> None:
    runs.report = replace(CALM, skipped=REPORT.skipped)
    done = check("a", "b", "c", "--format", "json")
    assert done.exit_code == 2
    assert "in/three.txt: holds no words" in done.stderr
    assert json.loads(done.stdout)["skipped"] == [{"path": "in/three.txt", "reason": "holds no words"}]


def test_output_and_also(runs, tmp_path) -> None:
    first, second = tmp_path / "r.json", tmp_path / "r.txt"
    done = check("a", "b", "-f", "json", "-o", str(first), "--also", f"terminal={second}")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert json.loads(first.read_text("utf-8"))["schema"] == "checker/report-v1"
    assert second.read_text("utf-8").startswith("2 articles")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.json", "r.txt"]


def test_an_error_leaves_no_output_and_keeps_the_old_one(runs, tmp_path) -> None:
    target = tmp_path / "r.json"
    target.write_text("old")
    runs.error = InputError("holds no words", path="a")
    assert check("a", "b", "-o", str(target)).exit_code == 2
    assert target.read_text() == "old"


def test_why(runs) -> None:
    done = check("a", "b", "--why", "aa11aa11")
    assert done.exit_code == 0
    assert "How it came about" in done.stdout


@pytest.mark.parametrize(
    ("args", "env", "colour"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(runs, args, env, colour) -> None:
    done = typer.testing.CliRunner().invoke(cli.app, ["a", "b", *args], env=env, color=True)
    assert ("\x1b[" in done.stdout) is colour


def test_columns(runs) -> None:
    wide = check("a", "b", env={"COLUMNS": "100"}).stdout
    narrow = check("a", "b", env={"COLUMNS": "50"}).stdout
    assert max(map(len, narrow.splitlines())) <= 50 < max(map(len, wide.splitlines())) <= 100


def test_quiet_and_verbose(runs) -> None:
    assert len(check("a", "b", "-q").stdout.splitlines()) <= 2
    assert "Gulls watched" in check("a", "b", "-v").stdout


def test_version_and_lists() -> None:
    assert check("--version").stdout == f"check {__version__}\n"
    listed = check("--list-rules")
    assert listed.exit_code == 0
    assert all(rule in listed.stdout for rule in RULES)


@pytest.mark.parametrize("name", [*RULES, "date", "other-place"])
def test_explain(name: str) -> None:
    done = check("--explain", name, env={"COLUMNS": "80"})
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_help_comes_fast_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['check', '--help']\n"
        "from checker.cli import app\n"
        "try: app()\n"
        "except SystemExit as e: assert e.code == 0\n"
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'nupunkt', 'rapidfuzz', 'torch', 'rich', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Exit codes:" in done.stdout
    assert done.stderr.strip() == "[]"


def test_a_reader_that_goes_away_is_no_error() -> None:
    code = "from checker.cli import app; app(['--list-rules'])"
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([sys.executable, "-c", code], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_stream_without_unicode_gets_ascii() -> None:
    code = (
        "import sys, types; sys.path.insert(0, '.')\n"
        "from tests.report.sample import REPORT\n"
        "sys.modules['checker.pipeline'] = types.SimpleNamespace(run=lambda *a, **k: REPORT)\n"
        "from checker.cli import app; app(['a', 'b', '-v'])\n"
    )
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=False)
    assert done.returncode == 1, done.stderr
    assert done.stdout.isascii()
