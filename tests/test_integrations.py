"""The action, the hook and the examples, each run as its system would run it, with the pipeline stood in for."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).parent.parent
BASH, MAKE, GIT = shutil.which("bash"), shutil.which("make"), shutil.which("git")
PRE_COMMIT = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")

STUB = """#!{python}
import os, sys, types
sys.path.insert(0, {root!r})
from dataclasses import replace
from tests.report.sample import REPORT
report = REPORT if os.environ.get("STUB_SKIPS") else replace(REPORT, skipped=())
with open(os.environ["STUB_LOG"], "a") as log:
    log.write(repr(sys.argv[1:]) + "\\n")
sys.modules["checker.pipeline"] = types.SimpleNamespace(run=lambda *a, **k: report)
from checker.cli import main
main()
"""


@pytest.fixture
def workspace(tmp_path):
    """A folder with two articles, a ``check`` whose comparison is made up, and a ``pip`` that does nothing."""
    tools, story = tmp_path / "bin", tmp_path / "work" / "stories" / "pier"
    tools.mkdir()
    story.mkdir(parents=True)
    (tmp_path / "work" / ".git").mkdir()
    for name in ("one.txt", "two.txt"):
        (story / name).write_text("Some words.\n")
    for name, text in (("check", STUB.format(python=sys.executable, root=str(ROOT))), ("pip", "#!/bin/sh\nexit 0\n")):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    (tools / "python3").symlink_to(sys.executable)
    return tmp_path


def run(command: list[str], workspace: Path, **env: str) -> subprocess.CompletedProcess[str]:
    base = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CHECKER_", "INPUT_"))}
    base |= {"PATH": f"{workspace / 'bin'}:{base['PATH']}", "STUB_LOG": str(workspace / "log"), **env}
    return subprocess.run(
        command, cwd=workspace / "work", env=base, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def action() -> dict:
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def run_action(workspace: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
    """Run the action's script as the runner does: bash -e -o pipefail, inputs through the environment."""
    data = action()
    step = next(s for s in data["runs"]["steps"] if s.get("id") == "check")
    env = {}
    for name, template in step["env"].items():
        key = template.removeprefix("${{ inputs.").removesuffix(" }}")
        env[name] = inputs.get(key.replace("-", "_"), str(data["inputs"][key].get("default", "")))
    output, summary = workspace / "output", workspace / "summary.md"
    for file in (output, summary):
        file.write_text("")
    script = workspace / "step.sh"
    script.write_text(step["run"])
    done = run(
        [BASH, "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        workspace,
        GITHUB_ACTIONS="true",
        GITHUB_OUTPUT=str(output),
        GITHUB_STEP_SUMMARY=str(summary),
        **{k: v for k, v in inputs.items() if k.isupper()},
        **env,
    )
    made = dict(line.split("=", 1) for line in output.read_text().splitlines())
    return done, made, summary.read_text("utf-8")


needs_bash = pytest.mark.skipif(BASH is None, reason="no bash")


@needs_bash
def test_the_action_annotates_and_gives_its_outputs(workspace) -> None:
    done, outputs, summary = run_action(workspace, paths="stories/pier\n\nstories/pier/two.txt\n")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=in/one.txt,")
    assert outputs == {"exit-code": "1", "findings": "6", "sarif": "checker.sarif"}
    assert json.loads((workspace / "work" / "checker.sarif").read_text())["version"] == "2.1.0"
    assert "### Sources compared" in summary
    assert "'--', 'stories/pier', 'stories/pier/two.txt'" in (workspace / "log").read_text()


@needs_bash
def test_the_action_takes_the_gate_and_fails_where_it_cannot_compare(workspace) -> None:
    assert run_action(workspace, paths="stories/pier", fail_on="never")[1]["exit-code"] == "0"
    done, outputs, _ = run_action(workspace, paths="stories/pier", fail_on="nope")
    assert (done.returncode, outputs["exit-code"], outputs["findings"]) == (2, "2", "")
    assert run_action(workspace, paths="stories/pier", fail_on="never", STUB_SKIPS="1")[0].returncode == 2


@needs_bash
def test_nothing_of_an_input_is_run_as_shell(workspace) -> None:
    bad = '$(touch owned) `touch owned`; touch owned "; touch owned'
    run_action(workspace, paths=f"{bad}\n--help\n-o\nowned", fail_on=bad, config=bad, baseline=bad, max_findings=bad)
    run_action(workspace, paths=f"{bad}\nb", sarif="x.sarif\nfindings=0")
    assert not (workspace / "work" / "owned").exists()
    assert "findings=0" not in (workspace / "output").read_text().splitlines()


def test_the_action_is_whole() -> None:
    data = action()
    assert data["runs"]["using"] == "composite"
    for step in data["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an expression in a script is shell injection"
    used = str([s.get("env", {}) for s in data["runs"]["steps"]]) + str([s.get("if") for s in data["runs"]["steps"]])
    assert all(f"inputs.{name}" in used for name in data["inputs"])
    assert all("description" in i for i in (*data["inputs"].values(), *data["outputs"].values()))


def test_the_hook_runs(workspace) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["pass_filenames"] is False
    done = run([*shlex.split(hook["entry"]), "stories/pier"], workspace)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("in/one.txt:1:106: error polarity-conflict")


@pytest.mark.skipif(PRE_COMMIT is None or GIT is None, reason="no pre-commit here")
def test_pre_commit_itself_runs_the_hook(workspace) -> None:
    """pre-commit reads the hook file of a repository and runs the entry; the environment it would build is the stub's."""
    tool, place = workspace / "tool", workspace / "work"
    tool.mkdir()
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    # An environment of its own would be installed from the package index; the command on the path stands for it.
    hooks[0]["language"] = "system"
    (tool / ".pre-commit-hooks.yaml").write_text(yaml.safe_dump(hooks), "utf-8")
    shutil.rmtree(place / ".git")
    who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org"]
    for folder in (tool, place):
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
            done = run(["git", "-C", str(folder), *who, *command], workspace)
            assert done.returncode == 0, done.stderr
    head = run(["git", "-C", str(tool), "rev-parse", "HEAD"], workspace).stdout.strip()
    config = {"repos": [{"repo": str(tool), "rev": head, "hooks": [{"id": "checker", "args": ["stories/pier"]}]}]}
    (place / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    run(["git", "add", "."], workspace)
    home = {"PRE_COMMIT_HOME": str(workspace / "cache"), "HOME": str(workspace)}
    done = run([PRE_COMMIT, "run", "--all-files"], workspace, **home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "error polarity-conflict" in done.stdout


@needs_bash
def test_the_gitlab_example_writes_what_it_names(workspace) -> None:
    data = yaml.safe_load((ROOT / "examples" / "gitlab-ci.yml").read_text("utf-8"))
    job = data["compare-sources"]
    done = run([BASH, "-eo", "pipefail", "-c", "\n".join(job["script"])], workspace, **data["variables"])
    assert done.returncode == 1, done.stderr
    made = {name: workspace / "work" / path for name, path in job["artifacts"]["reports"].items()}
    assert len(json.loads(made["codequality"].read_text("utf-8"))) == 6
    assert ET.parse(made["junit"]).getroot().get("failures") == "1"


@pytest.mark.skipif(MAKE is None, reason="no make")
def test_the_makefile_example_compares_each_story(workspace) -> None:
    shutil.copytree(workspace / "work" / "stories" / "pier", workspace / "work" / "stories" / "mine")
    done = run([MAKE, "-k", "-f", str(ROOT / "examples" / "Makefile"), "check"], workspace)
    assert done.returncode != 0
    log = (workspace / "log").read_text()
    assert "stories/mine" in log
    assert "stories/pier" in log


def test_the_page_names_what_there_is() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    blocks = page.split("```")[1::2]
    for block in blocks:
        if block.startswith("toml\n"):
            import tomllib

            from checker.settings import KEYS

            assert set(tomllib.loads(block[5:])) <= set(KEYS)
        else:
            yaml.safe_load(block.removeprefix("yaml\n"))
    for file in ("examples/gitlab-ci.yml", "examples/Makefile"):
        assert f"(../{file})" in page
        assert (ROOT / file).is_file()
