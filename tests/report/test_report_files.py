from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.report.files import check_target, encode, write


def test_written_whole(tmp_path) -> None:
    target = tmp_path / "report.json"
    write(str(target), b"one")
    write(str(target), b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_device_is_not_replaced() -> None:
    write(os.devnull, b"gone")
    assert not Path(os.devnull).is_file()


def test_targets_that_cannot_be(tmp_path) -> None:
    with pytest.raises(UsageError, match="folder"):
        check_target(str(tmp_path), [])
    with pytest.raises(UsageError, match="does not exist"):
        check_target(str(tmp_path / "no" / "r.json"), [])
    with pytest.raises(UsageError, match="input"):
        check_target(str(tmp_path / "a.txt"), [str((tmp_path / "a.txt").resolve())])


def test_half_characters_become_json_escapes() -> None:
    assert encode('{"path": "\udcff.txt"}') == b'{"path": "\\udcff.txt"}'
