"""Settings: files, environment and flags, and where each value came from."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import replace
from types import SimpleNamespace

import pytest
import typer.testing

from checker import cli
from checker.config import Config, Override
from checker.errors import UsageError
from checker.gate import at_gate, cut, relevel
from checker.model import Severity
from checker.settings import configured, listed, resolve
from tests.report.sample import FINDINGS, REPORT

WHOLE = replace(REPORT, skipped=())


def of(folder, typed=None, environ=None, **more):
    return resolve(typed or {}, environ=environ or {}, folder=folder, **more)


def test_defaults_are_those_of_the_library(tmp_path) -> None:
    (tmp_path / ".git").mkdir()
    made = of(tmp_path)
    assert configured(made) == Config()
    assert {s.origin for s in made.values()} == {"default"}


def test_flags_win_over_the_environment_and_that_over_the_file(tmp_path) -> None:
    (tmp_path / "checker.toml").write_text(
        'fail-on = "info"\nignore = ["date"]\nmax-findings = 3\nas-of = 2031-03-04\n'
    )
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    environ = {"CHECKER_FAIL_ON": "warning", "CHECKER_IGNORE": "scope, quote", "CHECKER_JUDGE": "", "OTHER": "x"}
    made = of(below, {"fail-on": "never", "select": None}, environ)
    assert (made["fail-on"].value, made["fail-on"].origin) == ("never", "command line")
    assert (made["ignore"].value, made["ignore"].origin) == (["scope", "quote"], "environment CHECKER_IGNORE")
    assert (made["max-findings"].value, made["max-findings"].origin) == (3, "../../checker.toml")
    assert made["judge"].origin == "default"
    assert configured(made).as_of.isoformat() == "2031-03-04"
    assert of(below, search=False)["max-findings"].value is None
    shown = listed(made)
    assert 'fail-on = "never"  # command line\n' in shown
    assert "# baseline is not set\n" in shown


def test_the_nearest_file_is_taken_and_nothing_above_the_repository(tmp_path) -> None:
    (tmp_path / "checker.toml").write_text('fail-on = "info"\n')
    project = tmp_path / "repo"
    (project / "sub").mkdir(parents=True)
    (project / ".git").mkdir()
    assert of(project / "sub")["fail-on"].value == "error"
    (project / "pyproject.toml").write_text('[tool.checker]\nfail-on = "warning"\nbaseline = "known.json"\n')
    (project / "sub" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    made = of(project / "sub")
    assert (made["fail-on"].value, made["fail-on"].origin) == ("warning", "../pyproject.toml [tool.checker]")
    assert made["baseline"].value.replace("\\", "/") == "../known.json"
    assert of(project / "sub", file=str(tmp_path / "checker.toml"))["fail-on"].value == "info"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('fail_on = "info"', "did you mean 'fail-on'?"),
        ('slect = ["date"]', "did you mean 'select'?"),
        ('fail-on = "wrning"', "fail-on: there is no level, rule or family 'wrning'; did you mean 'warning'?"),
        ("fail-on = 3", "fail-on is a text"),
        ("max-findings = 0", "max-findings is a number from 1"),
        ("max-findings = true", "max-findings is a number from 1"),
        ("select = [1]", "select is a list"),
        ("select = ['dat']", "did you mean 'date'?"),
        ("severity = 3", "severity is a table"),
        ('[severity]\nquote-unmarkd = "info"', "did you mean 'quote-unmarked'?"),
        ('[severity]\nquote = "loud"', "one of error, warning, info, off"),
        ('[severity]\nquote = "down"', "one of error, warning, info, off"),
        ('overrides = "all"', "overrides is a list of tables"),
        ('[[overrides]]\npaths = ["x"]', "each has paths and severity"),
        ('[[overrides]]\npaths = "x"\nseverity = { quote = "off" }', "paths is a list of patterns"),
        ('[[overrides]]\npaths = ["x"]\nseverity = { quot = "off" }', "did you mean 'quote'?"),
        ("select = [", "is not TOML"),
        ("\x00", "is not TOML"),
    ],
)
def test_a_wrong_setting_names_its_file_and_the_next_step(tmp_path, text, says) -> None:
    (tmp_path / "checker.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        configured(of(tmp_path))
    assert caught.value.line.startswith("checker.toml")
    assert says in caught.value.line


def test_a_slip_in_the_environment_is_an_error_and_other_programs_are_not(tmp_path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(UsageError, match="did you mean 'CHECKER_FAIL_ON'"):
        of(tmp_path, environ={"CHECKER_FAIL_OM": "info"})
    assert of(tmp_path, environ={"CHECKER_XYZZY": "1"})["fail-on"].value == "error"
    with pytest.raises(UsageError, match="environment CHECKER_FORMAT: format: there is no format"):
        configured(of(tmp_path, environ={"CHECKER_FORMAT": "jsn"}))
    made = of(tmp_path, environ={"CHECKER_SEVERITY": "quote=info, date-bound=off"})
    assert configured(made).severity == (("date-bound", "off"), ("quote", "info"))


def test_a_file_that_was_named_must_be_there(tmp_path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        of(tmp_path, file=str(tmp_path / "no.toml"))


def test_levels() -> None:
    made = relevel(WHOLE, (("condition", "off"), ("name", "warning"), ("name-variant", "error"), ("polarity", "info")))
    assert made.findings[0].rule == "name-variant"
    levels = {f.rule: f.level for f in made.findings}
    assert levels["polarity-conflict"] is Severity.INFO
    assert "condition-dropped" not in levels
    assert all("bb11aa11aa11aa11" not in m.findings for m in made.matches)
    assert relevel(WHOLE, ()) is WHOLE


def test_an_override_moves_findings_on_its_files_one_level_down():
    path = WHOLE.articles[0].path
    made = relevel(WHOLE, (), (Override((path,), (("polarity", "down"), ("name", "down"), ("condition", "off"))),))
    before = {f.fingerprint: f for f in WHOLE.findings}
    changed = {
        (before[f.fingerprint].rule, f.level.value) for f in made.findings if f.level != before[f.fingerprint].level
    }
    assert changed == {("polarity-conflict", "warning")}  # what is info stays info
    assert "condition-dropped" not in {f.rule for f in made.findings}
    assert relevel(WHOLE, (), (Override(("elsewhere/*",), (("polarity", "off"),)),)) == replace(
        WHOLE, findings=tuple(sorted(WHOLE.findings, key=lambda f: -f.level.rank))
    )


def test_the_worst_are_kept_and_the_rest_is_counted() -> None:
    report = replace(WHOLE, findings=(replace(FINDINGS[0], suppressed="known"), *FINDINGS[1:]))
    made = cut(report, 2, "source-only")
    assert [f.rule for f in made.findings] == ["scope-shift", "source-only"], "one at the gate is never cut first"
    assert at_gate(made, "source-only")
    assert "2 of 6 findings are reported" in made.notices[-1]
    assert "2 of level warning, 1 of level info, 1 accepted before" in made.notices[-1]
    assert cut(report, 6, "error") is report


@pytest.fixture
def command(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "checker.pipeline", SimpleNamespace(run=lambda *a, **k: WHOLE))
    monkeypatch.chdir(tmp_path)
    return lambda *args, **env: typer.testing.CliRunner().invoke(cli.app, ["a", "b", *args], env=env)


def test_the_command_uses_them(command, tmp_path) -> None:
    (tmp_path / "checker.toml").write_text(
        'format = "lines"\nmax-findings = 1\n[severity]\npolarity-conflict = "info"\n'
    )
    done = command()
    assert done.exit_code == 0
    assert done.stdout.count("\n") == 1
    assert "1 of 6 findings are reported" in done.stderr
    assert command("--no-config").stdout.startswith("2 articles")
    assert command("--no-config").exit_code == 1
    assert command("--max-findings", "2").stdout.count("\n") == 2
    assert 'format = "lines"  # checker.toml' in command("--show-config").stdout
    (tmp_path / "checker.toml").write_text("nope = 1\n")
    assert command().exit_code == 2
    assert command("--no-config", "--max-findings", "0").exit_code == 2


def test_the_gate_looks_at_what_was_cut(command) -> None:
    assert command("--max-findings", "1", "--fail-on", "source-only").exit_code == 1
    assert command("--max-findings", "1", "--fail-on", "date").exit_code == 0


def test_auto_inside_actions(command, tmp_path) -> None:
    summary = tmp_path / "s.md"
    done = command("--format", "auto", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert done.stdout.startswith("::error file=")
    assert "### Sources compared" in summary.read_text("utf-8")
    assert command("--format", "auto", GITHUB_ACTIONS="").stdout.startswith("{")


def test_overrides_are_read_shown_and_hold_for_their_files(tmp_path):
    (tmp_path / "checker.toml").write_text(
        '[severity]\nquantity = "warning"\n'
        '[[overrides]]\npaths = ["foreign/*", "*.md"]\nseverity = { quote = "down", quantity = "off" }\n',
        "utf-8",
    )
    made = resolve({}, folder=tmp_path, environ={})
    (override,) = configured(made).overrides
    assert override.paths == ("foreign/*", "*.md")
    assert override.severity == (("quantity", "off"), ("quote", "down"))
    assert [override.covers(p) for p in ("foreign/a.txt", "foreign/b/a.txt", "x/a.md", "a.txt")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert tomllib.loads(listed(made))["overrides"] == made["overrides"].value
