"""Nothing leaves the machine: a run opens no socket, and needs no torch."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

from checker.config import Config
from checker.pipeline import run

SEEDS = sorted(str(p) for p in (Path(__file__).parent.parent / "seeds").glob("*.txt"))

WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append(event) if event.startswith(("socket.", "urllib.", "http.")) else None)
sys.argv = ["check", *{files!r}, "--format", "json", "--exit-zero"]
from checker.cli import main
try:
    main()
except SystemExit as stop:
    assert stop.code == 0, stop.code
heavy = sorted({{m.split(".")[0] for m in sys.modules}} & {{"torch", "transformers", "requests"}})
print(sorted(set(seen)), heavy, file=sys.stderr)
"""


def test_the_suite_itself_is_cut_off() -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


@pytest.mark.parametrize("judge", ["built-in", "none"])
def test_a_run_needs_no_network(judge: str) -> None:
    assert run(SEEDS, Config(judge=judge)).matches


def test_the_command_opens_no_socket_and_imports_no_torch() -> None:
    code = WATCHED.format(files=SEEDS)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "[] []"
    assert done.stdout.startswith("{")
