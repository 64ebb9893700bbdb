"""Make an fp32 BERT in ONNX a quarter of its size and about twice as fast, one token at a time.

    python training/quantise.py model-fp32.onnx model-int8.onnx

onnxruntime's own dynamic quantiser scales a layer's activations by the largest one *in the whole batch*, so the answer
for one text depends on the texts beside it (vectors moved by up to 0.06 in cosine). Here every token's row gets a scale
of its own, made of ordinary graph operators:

    scale = max(|row|) / 127      row -> round(row / scale) + 128 as uint8      integer matrix product      * scale

A row then depends on nothing but itself, and the error is about half as large, since one outlier no longer sets the
step for all tokens. Weights are int8 with one scale an output column; embedding tables are int8 with one scale a row.
Measured figures: docs/adr/0004-batch-invariant-int8.md.

Weights use all 8 bits. On x86 without VNNI the fast kernel's 16-bit sums can overflow with those; there, whoever runs
the file must set the session option ``session.x64quantprecision`` to ``1`` (``checker.models`` does; the answer is then
the same to the last bit).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import helper, numpy_helper

CONTRIB = "com.microsoft"
SMALL = 64
"""Tables and weights with a side below this stay fp32: heads, token types."""


def quantise(fp32_path: str | Path, out_path: str | Path) -> None:
    """Write the int8 form of an fp32 ONNX model: same inputs, same outputs, the same answer in any batch."""
    model = _fused(Path(fp32_path))
    graph = model.graph
    weights = {i.name: i for i in graph.initializer}
    made = [
        numpy_helper.from_array(np.array(128, np.uint8), "middle"),
        numpy_helper.from_array(np.array(1, np.float32), "one"),
        numpy_helper.from_array(np.array(1 / 127, np.float32), "step"),
        numpy_helper.from_array(np.array(1e-9, np.float32), "tiny"),
    ]
    nodes: list[onnx.NodeProto] = []
    replaced: set[str] = set()
    rows: set[str] = set()
    for node in graph.node:
        if node.op_type == "Gather" and _large(weights.get(node.input[0])):
            name = node.input[0]
            if name not in replaced:
                made += _quantised(name, numpy_helper.to_array(weights[name]), axis=1)
            replaced.add(name)
            nodes += _look_up(node)
        elif node.op_type == "MatMul" and _large(weights.get(node.input[1])):
            x, name = node.input
            if name not in replaced:
                made += _quantised(name, numpy_helper.to_array(weights[name]), axis=0)
            replaced.add(name)
            # query, key and value read the same rows: they are quantised once
            nodes += () if x in rows else _quantise_rows(x)
            rows.add(x)
            nodes += _multiply(node)
        else:
            nodes.append(node)
    kept = [i for i in graph.initializer if i.name not in replaced]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept + made)
    if not any(o.domain == CONTRIB for o in model.opset_import):
        model.opset_import.append(helper.make_opsetid(CONTRIB, 1))
    onnx.save(model, str(out_path))


def _fused(path: Path) -> onnx.ModelProto:
    """Fold constants and fuse what needs no knowledge of the machine, once here and not at every start."""
    with tempfile.TemporaryDirectory() as folder:
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(Path(folder) / "fused.onnx")
        options.log_severity_level = 3
        ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return onnx.load(options.optimized_model_filepath)


def _large(tensor: onnx.TensorProto | None) -> bool:
    return tensor is not None and len(tensor.dims) == 2 and min(tensor.dims) >= SMALL


def _quantised(name: str, values: np.ndarray, *, axis: int) -> Iterator[onnx.TensorProto]:
    scale = np.abs(values).max(axis, keepdims=True) / 127
    scale[scale == 0] = 1
    yield numpy_helper.from_array(np.round(values / scale).astype(np.int8), f"{name}.int8")
    # embedding tables keep a column (rows, 1) to multiply with; matrices want a plain list of their columns
    yield numpy_helper.from_array((scale if axis else scale[0]).astype(np.float32), f"{name}.scale")


def _look_up(node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
    (table, index), (out,) = node.input, node.output
    yield helper.make_node("Gather", [f"{table}.int8", index], [f"{out}.int8"], axis=0)
    yield helper.make_node("Cast", [f"{out}.int8"], [f"{out}.whole"], to=onnx.TensorProto.FLOAT)
    yield helper.make_node("Gather", [f"{table}.scale", index], [f"{out}.scale"], axis=0)
    yield helper.make_node("Mul", [f"{out}.whole", f"{out}.scale"], [out])


def _quantise_rows(x: str) -> Iterator[onnx.NodeProto]:
    yield helper.make_node("Abs", [x], [f"{x}.abs"])
    yield helper.make_node("ReduceMax", [f"{x}.abs"], [f"{x}.max"], axes=[-1], keepdims=1)
    yield helper.make_node("Mul", [f"{x}.max", "step"], [f"{x}.near"])
    yield helper.make_node("Max", [f"{x}.near", "tiny"], [f"{x}.scale"])
    yield helper.make_node("Div", [x, f"{x}.scale"], [f"{x}.unit"])
    yield helper.make_node("QuantizeLinear", [f"{x}.unit", "one", "middle"], [f"{x}.int8"])


def _multiply(node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
    (x, weight), (out,) = node.input, node.output
    inputs = [f"{x}.int8", f"{weight}.int8", "one", f"{weight}.scale", "middle"]
    yield helper.make_node("MatMulIntegerToFloat", inputs, [f"{out}.unit"], name=node.name, domain=CONTRIB)
    yield helper.make_node("Mul", [f"{out}.unit", f"{x}.scale"], [out])


if __name__ == "__main__":
    quantise(*sys.argv[1:3])
