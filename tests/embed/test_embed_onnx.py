"""The built-in encoder: verified, unit rows, and the same vector for a text in any company."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from checker import models
from checker.embed import load
from checker.embed.onnx import OnnxEncoder
from checker.errors import ModelError

FOLDER = models.FOLDER / "encoder"
TEXTS = [
    "The harbour master closed the eastern quay at noon.",
    "At noon the eastern quay was shut by the harbour master.",
    "Rice prices rose 4 percent in the third quarter.",
    "No.",
    "The committee, which met behind closed doors for most of Tuesday and again on Wednesday morning, said that it "
    "would publish neither the minutes nor the names of the members who voted against the plan to merge both clinics.",
    "",
    "Ünïcode — “quotes”, 12\u202f000 €, and a broken half \ud83d of a pair.",
    "word " * 600,
] + [f"Village number {n} lost power for {n} hours{' and more' * (n % 7)}." for n in range(40)]


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder.load()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "encoder"))


def resign(folder: Path, name: str) -> None:
    """Make the manifest fit a changed file."""
    path = folder / models.MANIFEST
    manifest = json.loads(path.read_text())
    manifest["files"][name] = models.hashlib.sha256((folder / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest))


def test_manifest_fits_the_files_and_names_origin_and_licence() -> None:
    manifest = models.verify(FOLDER)
    assert manifest["role"] == "encoder"
    assert manifest["licence"] == "Apache-2.0"
    assert manifest["source"]["model.safetensors"].startswith("53aa51172d14")
    assert manifest["parity"]["fp32_vs_sentence_transformers"]["min"] >= 0.999
    assert manifest["parity"]["int8_vs_fp32"]["min"] >= 0.98
    assert (FOLDER / models.MODEL).stat().st_size < 25_000_000


def test_rows_are_unit_vectors_in_the_order_given(encoder: OnnxEncoder) -> None:
    found = encoder.encode(TEXTS)
    assert found.shape == (len(TEXTS), 384)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    assert found[0] @ found[1] > 0.8
    assert found[0] @ found[2] < 0.4


def test_nothing_to_encode(encoder: OnnxEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_a_text_has_the_same_vector_alone_in_any_order_and_any_batch(
    encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = encoder.encode(TEXTS)
    for n, text in enumerate(TEXTS[:12]):
        assert np.array_equal(encoder.encode([text])[0], truth[n])
    order = list(range(len(TEXTS)))
    random.Random(5).shuffle(order)
    assert np.array_equal(encoder.encode([TEXTS[n] for n in order]), truth[order])
    for size in (1, 2, 5, 100):
        monkeypatch.setattr(models, "BATCH", size)
        assert np.array_equal(encoder.encode(TEXTS), truth)


def test_vectors_do_not_depend_on_threads(encoder: OnnxEncoder) -> None:
    assert np.array_equal(OnnxEncoder.load(threads=1).encode(TEXTS), encoder.encode(TEXTS))


def test_the_exact_kernel_gives_the_same_bits(encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    if models.overflows():
        pytest.skip("this processor has only the exact kernel")
    monkeypatch.setattr(models, "overflows", lambda: True)
    assert np.array_equal(OnnxEncoder.load().encode(TEXTS[:8]), encoder.encode(TEXTS[:8]))


def test_a_text_that_stands_twice_is_run_once(encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    run = models.Bundle.run
    monkeypatch.setattr(models.Bundle, "run", lambda self, texts, out: seen.append(len(texts)) or run(self, texts, out))
    found = encoder.encode(["The ferry sank.", "Two ferries sank.", "The ferry sank."])
    assert seen == [2]
    assert np.array_equal(found[0], found[2])


@pytest.mark.parametrize("name", [models.MODEL, models.TOKENIZER])
def test_a_damaged_file_is_named(copy: Path, name: str) -> None:
    with (copy / name).open("r+b") as f:
        f.seek(2000)
        f.write(b"\x00\x01\x02")
    with pytest.raises(ModelError, match=rf"{name}: the model file is damaged"):
        OnnxEncoder.load(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / models.MODEL).unlink()
    with pytest.raises(ModelError, match=r"model\.onnx: the model file is missing"):
        OnnxEncoder.load(copy)


def test_a_file_that_is_no_model(copy: Path) -> None:
    (copy / models.MODEL).write_bytes(b"not a model")
    resign(copy, models.MODEL)
    with pytest.raises(ModelError, match="cannot be opened"):
        OnnxEncoder.load(copy)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": 3, "name": "x"}', '{"files": {}, "name": "x", "max_tokens": 8}']
)
def test_a_broken_manifest(copy: Path, text: str) -> None:
    (copy / models.MANIFEST).write_text(text)
    with pytest.raises(ModelError, match="the manifest"):
        OnnxEncoder.load(copy)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no model here"):
        OnnxEncoder.load(tmp_path)


def test_none_is_no_encoder() -> None:
    assert load("none") is None


def test_built_in_imports_no_torch() -> None:
    code = (
        "import sys; from checker.embed import load; from checker.entail import load as judge; load('built-in'); "
        "judge('built-in'); sys.exit(any(m in sys.modules for m in ('torch', 'transformers', 'sentence_transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_package_is_light_until_a_model_is_opened() -> None:
    code = "import sys, checker.embed, checker.entail; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
