"""Open models of sentence-transformers without letting it reach the network or write to the terminal."""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from pathlib import Path
from typing import Any

from checker.errors import ModelError

OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_PROGRESS_BARS")


def open_model(kind: str, name: str, *, threads: int | None = None) -> Any:
    """Open ``SentenceTransformer`` or ``CrossEncoder`` by folder or by the name of a model in the local cache.

    Raises ``ModelError`` where the extra ``st`` or the model is not there.
    """
    # Read by the libraries when they are imported: set before, and for good, since a check never downloads.
    os.environ.update(dict.fromkeys(OFFLINE, "1"))
    try:
        library = import_module("sentence_transformers")
    except ImportError as error:
        raise ModelError(
            f"the model {name!r} needs sentence-transformers", hint='install the extra: pip install "crosswire[st]"'
        ) from error
    _quieten()
    if threads:
        import_module("torch").set_num_threads(threads)
    try:
        return getattr(library, kind)(name, local_files_only=True)
    except Exception as error:  # whatever of four libraries failed, the reader needs one line
        if Path(name).is_dir():
            raise ModelError(f"the folder holds no {kind} model that can be opened", path=name) from error
        raise ModelError(
            f"the model {name!r} is not on this machine",
            hint="give its folder, or put it in the local cache first: a check never downloads",
        ) from error


def weights_digest(model: Any) -> str:
    """Return the sha256 over all weights by name, wherever the model was opened from."""
    total = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        total.update(name.encode())
        total.update(tensor.detach().cpu().float().contiguous().numpy().tobytes())
    return total.hexdigest()


def _quieten() -> None:
    try:
        logging = import_module("transformers.utils.logging")
    except ImportError:
        return
    logging.disable_progress_bar()
    logging.set_verbosity_error()
