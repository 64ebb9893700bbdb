"""Paths -> articles, one at a time: folders with all their subfolders, feeds and JSON Lines of any length."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.config import Config
from checker.errors import InputError
from checker.model import Article
from checker.read import MAX_BYTES, discover, read_all
from checker.read.files import meant

LINES = (".jsonl", ".ndjson")
"""Files of one article a line are read line by line, so that their length does not matter."""


def walk(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that the paths name, a folder's with those of its subfolders, each once and in a stable order.

    Raises ``InputError`` for a path that does not exist; hidden files and folders are passed over.
    """
    seen: set[str] = set()
    for path in paths:
        for name in _below(Path(path)) if Path(path).is_dir() else discover([path]):
            if name not in seen:
                seen.add(name)
                yield name


def _below(folder: Path) -> Iterator[str]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            # A link to a folder above would never end.
            if not entry.is_symlink():
                yield from _below(entry)
        elif entry.is_file() and (entry.suffix.lower() in LINES or meant(entry)):
            yield str(entry)


def articles(paths: Sequence[str], config: Config) -> Iterator[Article | InputError]:
    """Yield every article of the files in order, or the error that says why one cannot be read."""
    for name in walk(paths):
        if Path(name).suffix.lower() in LINES:
            yield from _lines(name, config)
        else:
            yield from _read(name, config)


def _lines(name: str, config: Config) -> Iterator[Article | InputError]:
    try:
        with Path(name).open("rb") as file:
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                long = len(line) > MAX_BYTES
                while long and not line.endswith(b"\n") and (line := file.readline(MAX_BYTES)):
                    pass
                if long:
                    yield InputError(f"line {number} is longer than {MAX_BYTES:,} bytes", path=name)
                elif line.strip():
                    yield from _read(f"{name}#{number}", config, line)
    except OSError as error:
        yield InputError(f"cannot be read ({error.strerror or error})", path=name, hint="check its rights")


def _read(name: str, config: Config, data: bytes | None = None) -> Iterator[Article | InputError]:
    errors: list[InputError] = []
    try:
        form = None if data is None else "jsonlines"
        yield from read_all(name, data=data, encoding=config.encoding, as_of=config.as_of, form=form, skipped=errors)
    except InputError as error:
        errors.append(error)
    yield from errors


def digest(article: Article) -> str:
    """Return the sha256 of what an article says and when and by whom, wherever it lies."""
    told = (article.text, article.source or "", article.headline or "", str(article.published or ""))
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()
