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


def walk(paths: Sequence[str], without: Path | None = None) -> Iterator[str | InputError]:
    """Yield the files that the paths name, a folder's with those of its subfolders, each once and in a stable order.

    A folder that cannot be looked into comes as its error; ``without`` and what is below it is passed over (a run's own
    output), and so are hidden files and folders. Raises ``InputError`` for a path that does not exist.
    """
    seen: set[str] = set()
    passed = without.resolve() if without is not None else None
    for path in paths:
        for name in _below(Path(path), passed) if Path(path).is_dir() else discover([path]):
            if isinstance(name, InputError):
                yield name
            elif name not in seen:
                seen.add(name)
                yield name


def _below(folder: Path, without: Path | None) -> Iterator[str | InputError]:
    try:
        entries = sorted(folder.iterdir())
        if without is not None and folder.resolve() == without:
            return
    except OSError as error:
        yield InputError(
            f"cannot be looked into ({error.strerror or error})", path=str(folder), hint="check its rights"
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            # A link to a folder above would never end.
            below = entry.is_dir() and not entry.is_symlink()
            taken = not below and entry.is_file() and (entry.suffix.lower() in LINES or meant(entry))
        except OSError as error:
            yield InputError(f"cannot be read ({error.strerror or error})", path=str(entry), hint="check its rights")
            continue
        if below:
            yield from _below(entry, without)
        elif taken:
            yield str(entry)


def articles(paths: Sequence[str], config: Config, without: Path | None = None) -> Iterator[Article | InputError]:
    """Yield every article of the files in order, or the error that says why one cannot be read."""
    for name in walk(paths, without):
        if isinstance(name, InputError):
            yield name
        else:
            yield from read_file(name, config)


def read_file(name: str, config: Config) -> Iterator[Article | InputError]:
    """Yield the articles of one file, or the error that says why it, or one of them, cannot be read."""
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "backslashreplace").decode()
        yield InputError("has a name that is not UTF-8", path=shown, hint="rename it")
        return
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


NAMING = ("guid", "slug", "version", "versioncreated", "status", "day")
"""Metadata that tells a story from its other versions."""


def digest(article: Article) -> str:
    """Return the sha256 of what an article says, when, by whom and in which version, wherever it lies."""
    metadata = dict(article.metadata)
    told = (article.text, article.source or "", article.headline or "", str(article.published or ""))
    naming = (metadata.get(name, "") for name in NAMING)
    return hashlib.sha256("\0".join((*told, *naming)).encode("utf-8", "surrogatepass")).hexdigest()
