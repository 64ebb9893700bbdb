"""Export trained weights to ONNX, quantise them to int8, and say how far the two are apart.

python export.py --weights DIR/domain.pt --base DIR --sets DIR --out DIR [--name judge-int8.onnx]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from data import stories
from model import HEADS, Judge, Pairs
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def to_onnx(model: Judge, path: Path) -> None:
    model.eval()
    ids = torch.randint(1000, 2000, (2, 12))
    types = torch.zeros_like(ids)
    types[:, 6:] = 1
    axes = {name: {0: "batch", 1: "tokens"} for name in INPUTS} | {name: {0: "batch"} for name in HEADS}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids), types),
        str(path),
        input_names=list(INPUTS),
        output_names=list(HEADS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def run(session: ort.InferenceSession, pairs: Pairs, texts: list[tuple[str, str]]) -> list[np.ndarray]:
    """Logits of each head, one pair a call: dynamic quantisation scales by the whole batch, so that a pair's
    figures would otherwise depend on its neighbours."""
    pairs.learn([t for p in texts for t in p])
    there = [o.name for o in session.get_outputs()]
    heads = [name for name in HEADS if name in there]
    found = [session.run(heads, {k: v.numpy() for k, v in pairs.batch([p]).items()}) for p in texts]
    return [np.concatenate([f[i] for f in found]) for i in range(len(heads))]


def session(path: Path, threads: int = 2) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--weights", type=Path, nargs="+", required=True, help="several: their mean is exported")
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--sets", type=Path, required=True, help="story sets to compare fp32 and int8 on")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--name", default="judge-int8.onnx")
    p.add_argument("--compare", type=int, default=1000)
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(w) for w in args.weights]
    model = Judge(args.base, states[0]["pooling"], attention="eager")
    # runs from the same start lie close enough together for their mean to be a model, and a steadier one
    every_key = {k: None for s in states for k in s["model"]}
    mean = {k: torch.stack([s["model"][k] for s in states if k in s["model"]]).mean(0) for k in every_key}
    model.load_state_dict(mean)
    plain, ready, small = (args.out / n for n in ("judge-fp32.onnx", "judge-ready.onnx", args.name))
    to_onnx(model, plain)
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    # 7 bits a weight (reduce_range): without VNNI, two 8-bit products overflow the 16-bit sums
    quantize_dynamic(str(ready), str(small), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    ready.unlink()
    shutil.copyfile(args.base / "tokenizer.json", args.out / "tokenizer.json")
    pairs = Pairs(args.base / "tokenizer.json")
    every = [(e.a, e.b) for s in stories(args.sets) for e in s.labelled]
    texts = random.Random(1).sample(every, min(args.compare, len(every)))
    full, less = (run(session(f), pairs, texts) for f in (plain, small))
    report = {
        "file": small.name,
        "bytes": small.stat().st_size,
        "sha256": hashlib.sha256(small.read_bytes()).hexdigest(),
        "pairs": len(texts),
    }
    for i, head in enumerate(HEADS):
        if HEADS[head] == 1:
            x, y = (1 / (1 + np.exp(-v[i][:, 0])) for v in (full, less))
            same = float(((x > 0.5) == (y > 0.5)).mean())
        else:
            x, y = (np.exp(v[i]) / np.exp(v[i]).sum(1, keepdims=True) for v in (full, less))
            same = float((x.argmax(1) == y.argmax(1)).mean())
        report[head] = {"same verdict": round(same, 4), "mean |dp|": round(float(np.abs(x - y).mean()), 4)}
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
