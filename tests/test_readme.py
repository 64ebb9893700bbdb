"""What the README shows is what the command prints."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["help", "demo"])
def test_block_is_true(name: str) -> None:
    spec = importlib.util.spec_from_file_location("fill", ROOT / "docs" / "fill.py")
    fill = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fill)
    text = (ROOT / "README.md").read_text("utf-8")
    assert fill.filled(text, name) == text, "run `make docs`"


def test_files_that_the_pages_point_to_exist() -> None:
    import re

    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
