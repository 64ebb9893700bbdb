"""Word lists as data: one TOML file a subject, each with a comment that says where its words come from."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the word list ``name`` (without ``.toml``); callers must not change what they get."""
    return tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text("utf-8"))
