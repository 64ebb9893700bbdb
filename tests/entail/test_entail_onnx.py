"""The built-in judge: labels and calibration from the manifest, both directions, the same reading in any company."""

import random
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from checker import models
from checker.entail import load
from checker.entail.onnx import FOLDER, OnnxJudge
from checker.errors import ModelError
from checker.models import Bundle

built_in = pytest.mark.skipif(not FOLDER.is_dir(), reason="no judge is built in yet")
PAIRS = [
    ("The mayor resigned on Monday.", "The mayor stepped down at the start of the week."),
    ("The mayor resigned on Monday.", "The mayor will stay in office."),
    ("Nobody was hurt in the fire.", "Rail fares rise in spring."),
    ("", "A bridge fell."),
    ("A bridge fell.", "A bridge fell."),
    ("long " * 200, "short"),
] + [(f"Unit {n} was sold.", f"Unit {n + n % 3} found a buyer{' after talks' * (n % 4)}.") for n in range(30)]


class FakeSession:
    """Answers from the words alone: logits are sums over the first and the second text."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> list[Any]:
        ids, types, mask = inputs["input_ids"], inputs["token_type_ids"], inputs["attention_mask"]
        self.sizes.append(len(ids))
        first = (ids * (1 - types) * mask).sum(1) % 7 / 3.0
        second = (ids * types * mask).sum(1) % 5 / 2.0
        heads = {
            "same": (first + second)[:, None],
            "nli": np.stack([first, second, first - second], 1),
            "relation": np.stack([second, first, 0 * first], 1),
        }
        return [heads[o] for o in outputs]


def fake(**manifest: Any) -> OnnxJudge:
    tokenizer = Tokenizer.from_file(str(models.FOLDER / "encoder" / models.TOKENIZER))
    tokenizer.enable_truncation(128)
    labels = {
        "nli": ("entailment", "neutral", "contradiction"),
        "relation": ("agree", "differ", "conflict"),
    } | manifest.pop("labels", {})
    bundle = Bundle({"name": "fake", "files": {models.MODEL: "0"}}, FakeSession(), tokenizer)  # type: ignore[arg-type]
    temperature = {"same": 1.0, "nli": 1.0, "relation": 1.0} | manifest.pop("temperature", {})
    bias = {"nli": (0.0,) * 3, "relation": (0.0,) * 3} | manifest.pop("bias", {})
    return OnnxJudge(bundle, labels, temperature, bias)


def test_a_swapped_pair_is_the_mirror_image() -> None:
    there, back = fake().read([PAIRS[0]])[0], fake().read([PAIRS[0][::-1]])[0]
    assert replace(there, entailment=there.entailment_back, entailment_back=there.entailment) == back
    assert there.entailment != there.entailment_back


def test_probabilities_add_up_over_both_directions() -> None:
    for r in fake().read(PAIRS):
        assert (r.entailment + r.entailment_back) / 2 + r.neutral + r.contradiction == pytest.approx(1)
        assert r.agree is not None and r.differ is not None and r.conflict is not None
        assert r.agree + r.differ + r.conflict == pytest.approx(1)
        assert r.same is not None and 0 <= r.same <= 1


def test_the_label_order_is_the_manifests() -> None:
    plain = fake().read(PAIRS[:1])[0]
    turned = fake(labels={"nli": ("contradiction", "neutral", "entailment")}).read(PAIRS[:1])[0]
    assert turned.contradiction == pytest.approx((plain.entailment + plain.entailment_back) / 2)


def test_temperature_makes_it_less_sure() -> None:
    sure = fake().read(PAIRS[:1])[0]
    calm = fake(temperature={"same": 4.0, "nli": 4.0}).read(PAIRS[:1])[0]
    assert abs(calm.same - 0.5) < abs(sure.same - 0.5)  # type: ignore[operator]
    assert abs(calm.neutral - 1 / 3) < abs(sure.neutral - 1 / 3)
    assert calm.agree == sure.agree


def test_a_bias_moves_the_outputs_it_is_given_for() -> None:
    bare = fake().read(PAIRS)
    moved = fake(bias={"relation": (0.0, -2.0, -2.0)}).read(PAIRS)
    assert all(m.agree > b.agree and m.differ < b.differ for m, b in zip(moved, bare, strict=True))
    assert [m.contradiction for m in moved] == [b.contradiction for b in bare]


def test_truncation_is_told() -> None:
    readings = fake().read(PAIRS)
    assert [r.truncated for r in readings] == [len(a.split()) > 100 for a, _ in PAIRS]


def test_order_is_kept_and_a_pair_is_read_once() -> None:
    judge = fake()
    order = list(range(len(PAIRS)))
    random.Random(3).shuffle(order)
    truth = judge.read(PAIRS)
    assert judge.read([PAIRS[n] for n in order]) == [truth[n] for n in order]
    judge.bundle.session.sizes.clear()
    judge.read([("a", "b"), ("b", "a"), ("a", "b")])
    assert sum(judge.bundle.session.sizes) == 2


def test_what_is_hardly_the_same_fact_is_read_one_way_whichever_text_is_first() -> None:
    judge = fake()
    whole = judge.read(PAIRS)
    limit = sorted(r.same for r in whole)[len(PAIRS) // 2]
    some = judge.read(PAIRS, both_from=limit)
    turned = judge.read([(b, a) for a, b in PAIRS], both_from=limit)
    assert [replace(r, entailment=r.entailment_back, entailment_back=r.entailment) for r in turned] == some
    one_way = [a for a, b in zip(some, whole, strict=True) if a != b]
    assert 0 < len(one_way) < len(PAIRS)
    assert all(r.same < limit and r.entailment == r.entailment_back for r in one_way)


def test_no_batch_has_one_row() -> None:
    judge = fake()
    judge.read(PAIRS)
    assert min(judge.bundle.session.sizes) >= 2


def test_nothing_to_read() -> None:
    assert fake().read([]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"labels": None},
        {"labels": {"nli": ["yes", "no", "maybe"], "relation": ["agree", "differ", "conflict"]}},
        {"temperature": {"same": 0}},
        {"bias": {"relation": [0.0, 1.0]}},
        {"bias": {"nli": "much"}},
        {"temperature": "hot"},
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]) -> None:
    manifest = {
        "name": "fake",
        "labels": {"nli": ["entailment", "neutral", "contradiction"], "relation": ["agree", "differ", "conflict"]},
    } | change
    session = SimpleNamespace(get_outputs=lambda: [SimpleNamespace(name=n) for n in ("same", "nli", "relation")])
    monkeypatch.setattr(models, "load", lambda folder, threads=None: Bundle(manifest, session, None))  # type: ignore[arg-type]
    with pytest.raises(ModelError):
        OnnxJudge.load(FOLDER)


def test_none_is_no_judge() -> None:
    assert load("none") is None


def test_no_judge_is_built_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("checker.entail.onnx.FOLDER", tmp_path / "judge")
    assert load("built-in") is None


@built_in
def test_a_pair_has_the_same_reading_alone_in_any_order_and_any_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = OnnxJudge.load()
    truth = judge.read(PAIRS)
    assert [judge.read([p])[0] for p in PAIRS[:8]] == truth[:8]
    assert OnnxJudge.load(threads=1).read(PAIRS[::-1]) == truth[::-1]
    for size in (1, 2, 5, 100):
        monkeypatch.setattr(models, "BATCH", size)
        assert judge.read(PAIRS) == truth


@built_in
def test_the_built_in_judge_is_verified_and_small(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / "judge"))
    assert (copy / models.MODEL).stat().st_size < 25_000_000
    with (copy / models.MODEL).open("ab") as f:
        f.write(b"x")
    with pytest.raises(ModelError, match="damaged"):
        OnnxJudge.load(copy)
