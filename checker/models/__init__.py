"""The built-in models: one folder each with its files and a manifest (sha256, licence, how it was made).

This module opens such a folder and runs the file in it. Its promise: **the answer for a text is the same to the last
bit, whatever stands beside it in a batch and however many threads there are** (docs/adr/0004-batch-invariant-int8.md).
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Encoding, Tokenizer

from checker.errors import ModelError

FOLDER = Path(__file__).parent
MANIFEST = "manifest.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"

WIDTH_STEP = 8
"""Texts are padded to a multiple of this many tokens, and only texts of one width share a batch: a text's padding then
depends on the text alone. Fewer steps mean larger batches and more padding; 8 was the fastest of 1, 8 and 16."""

BATCH = 32
"""Texts a batch; twice as many were no faster."""

Tensor = npt.NDArray[Any]


@dataclass(frozen=True)
class Bundle:
    """A verified model folder, ready to run."""

    manifest: dict[str, Any]
    session: ort.InferenceSession
    tokenizer: Tokenizer
    """Cuts at the manifest's ``max_tokens`` (of a pair the longer text first) and never pads."""

    @property
    def name(self) -> str:
        """The model's name and build, for the report."""
        return str(self.manifest["name"])

    @property
    def digest(self) -> str:
        """sha256 of the model file."""
        return str(self.manifest["files"][MODEL])

    def run(self, texts: Sequence[Encoding], outputs: Sequence[str]) -> Iterator[tuple[int, list[Tensor]]]:
        """Yield for each text its place in ``texts`` and its row of every output, shortest texts first."""
        order = sorted(range(len(texts)), key=lambda i: (_width(texts[i]), i))
        start = 0
        while start < len(order):
            width, end = _width(texts[order[start]]), start + 1
            while end < len(order) and end - start < BATCH and _width(texts[order[end]]) == width:
                end += 1
            places = order[start:end]
            found = self.session.run(list(outputs), _inputs([texts[i] for i in places], width))
            for row, place in enumerate(places):
                yield place, [values[row] for values in found]
            start = end


def load(folder: Path, *, threads: int | None = None) -> Bundle:
    """Open a model folder; raises ``ModelError`` where a file is missing, damaged or not what the manifest says."""
    manifest = verify(folder)
    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        tokenizer.no_padding()
        tokenizer.enable_truncation(int(manifest["max_tokens"]))
        session = _session(folder / MODEL, threads)
    except Exception as error:  # both libraries raise bare exceptions of their own kinds
        raise ModelError(f"the model cannot be opened ({_first_line(error)})", path=str(folder)) from error
    return Bundle(manifest, session, tokenizer)


def verify(folder: Path) -> dict[str, Any]:
    """Return the folder's manifest after checking every file's sha256 against it (about 20 ms for 23 MB)."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files, named = dict(manifest["files"]), str(manifest["name"])
        whole = {MODEL, TOKENIZER} <= files.keys() and int(manifest["max_tokens"]) > 0 and bool(named)
    except FileNotFoundError as error:
        raise ModelError("there is no model here", path=str(folder), hint=REPAIR) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError("the manifest cannot be read", path=str(folder / MANIFEST), hint=REPAIR) from error
    if not whole:
        raise ModelError("the manifest is not complete", path=str(folder / MANIFEST), hint=REPAIR)
    for name, expected in files.items():
        try:
            with (folder / name).open("rb") as f:
                found = hashlib.file_digest(f, "sha256").hexdigest()
        except OSError as error:
            raise ModelError("the model file is missing", path=str(folder / name), hint=REPAIR) from error
        if found != expected:
            raise ModelError("the model file is damaged (its sha256 differs)", path=str(folder / name), hint=REPAIR)
    return dict(manifest)


REPAIR = "install the package again"


def plain(text: str) -> str:
    """Replace what has no UTF-8 form (a lone surrogate), which the tokenizer refuses; all other text stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@lru_cache
def overflows() -> bool:
    """Tell whether the fast integer kernel may overflow on this processor, so that the exact one must be asked for.

    Weights use all 8 bits; on x86 without VNNI the fast kernel adds products in 16 bits. The exact kernel gives the
    same bits as VNNI at half the speed, so where the processor cannot be told, it is taken.
    """
    if platform.machine().casefold() not in ("x86_64", "amd64", "i686", "x86"):
        return False
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    return not ({"avx512_vnni", "avx_vnni"} & set(flags.split()))


def _session(path: Path, threads: int | None) -> ort.InferenceSession:
    ort.disable_telemetry_events()
    options = ort.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = threads or cores()
    options.inter_op_num_threads = 1
    # Threads that spin while they wait win little on an idle machine and lose a third on a busy one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if overflows():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _width(text: Encoding) -> int:
    return -(-len(text) // WIDTH_STEP) * WIDTH_STEP


def _inputs(texts: Sequence[Encoding], width: int) -> dict[str, Tensor]:
    # A batch of one goes through other kernels (matrix by vector), whose last bits differ: it is given a twin.
    rows = [*texts, texts[0]] if len(texts) == 1 else texts
    ids, mask, types = (np.zeros((len(rows), width), np.int64) for _ in range(3))
    for n, e in enumerate(rows):
        ids[n, : len(e)] = e.ids
        mask[n, : len(e)] = 1
        types[n, : len(e)] = e.type_ids
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]
