"""Write a report to a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from checker.errors import UsageError


def encode(text: str, encoding: str = "utf-8") -> bytes:
    """Return the bytes of a report.

    What the encoding cannot carry (half a character in a file name) becomes an escape, which is valid inside JSON too.
    """
    return text.encode(encoding, "backslashreplace")


def check_target(path: str, taken: Collection[str]) -> None:
    """Raise ``UsageError`` for a path that cannot be written, or that is an input or another report."""
    target = Path(path)
    if os.path.realpath(path) in taken:
        raise UsageError("it is an input or another report of this run", path=path, hint="name another file")
    if target.is_dir():
        raise UsageError("it is a folder", path=path, hint="name a file in it")
    if not target.parent.is_dir():
        raise UsageError("its folder does not exist", path=path, hint="make the folder first")


def write(path: str, data: bytes) -> None:
    """Write to a temporary file next to the target and rename it, so that no reader sees half a report."""
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe is written to; renaming would replace it.
            target.write_bytes(data)
            return
        draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            draft.write_bytes(data)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror or error})", path=path, hint="name another file"
        ) from None
