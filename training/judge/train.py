"""Train the judge in stages: general (public pairs), then domain (story sets and a share of public pairs).

    python train.py --stage general --data DIR --sets DIR --base DIR --out DIR
    python train.py --stage domain  --data DIR --sets DIR --base DIR --out DIR --start DIR/general.pt

A run that was cut off goes on from its last checkpoint in `--out` when the same command is given again.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from contrast import contrast_pairs, story_contrasts
from data import ANY, GROUPS, Example, StoryPairs, draw_negatives, fit_ids, general, groups, stories
from model import Judge, Pairs
from torch import Tensor, nn
from torch.nn import functional

RELATION_WEIGHT = torch.tensor([0.5, 1.6, 1.6])  # in stories agree is six times as frequent as either of the others


KIND_WEIGHT = 0.3  # what the kind of a difference costs beside whether there is one


def cosines(judge_base: Path, sets: list[StoryPairs], pairs: Pairs, cache: Path) -> dict[str, Tensor]:
    """The base's own sentence vectors of all story sentences, to choose negatives by."""
    if cache.exists():
        return torch.load(cache)
    texts = sorted({t for s in sets for p in s.unlinked for t in p}, key=len)
    model = Judge(judge_base).trunk.eval()
    pairs.learn(texts)
    vectors = {}
    with torch.inference_mode():
        for i in range(0, len(texts), 64):
            group = texts[i : i + 64]
            rows = [[pairs.cls, *pairs.known[t][:126], pairs.sep] for t in group]
            ids = nn.utils.rnn.pad_sequence([torch.tensor(r) for r in rows], batch_first=True)
            mask = (ids != pairs.pad).long()
            hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
            mean = (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
            vectors |= dict(zip(group, functional.normalize(mean, dim=-1), strict=True))
    torch.save(vectors, cache)
    return vectors


def domain_examples(args: argparse.Namespace, pairs: Pairs, seed: int) -> list[Example]:
    """One epoch of story pairs: all labelled ones, a new draw of negatives, edited agreeing pairs."""
    sets = stories(args.sets, set(fit_ids(args.sets)))
    vector = cosines(args.base, sets, pairs, args.out / "cosines.pt")
    pool = [(a, b, float(vector[a] @ vector[b])) for s in sets for a, b in s.unlinked]
    labelled = [e for s in sets for e in s.labelled]
    sentence_positives = sum(e.source == "story" for e in labelled)
    found = labelled + draw_negatives(pool, sentence_positives, seed)
    if args.edits:
        found += story_contrasts(labelled, seed)
    if args.groups:
        found += groups(args.groups, seed)
    return found


def epoch(args: argparse.Namespace, pairs: Pairs, number: int) -> list[Example]:
    dice = random.Random(args.seed * 1000 + number)
    if args.stage == "general":
        found = general(args.data, args.seed)
        found += contrast_pairs(args.data, args.sets, args.seed + number, args.contrast)
        swap = 0.2
    else:
        found = domain_examples(args, pairs, args.seed * 1000 + number)
        swap = 0.5
    mixed = [e.swapped() if dice.random() < swap else e for e in found]
    # a swapped row that says nothing any more is read in its own direction
    found = [m if m.nli != ANY or m.same is not None else e for m, e in zip(mixed, found, strict=True)]
    if args.stage == "domain" and args.general_share:
        public = general(args.data, args.seed)
        public += contrast_pairs(args.data, args.sets, args.seed + number, args.contrast)
        take = int(len(found) * args.general_share / (1 - args.general_share))
        found += dice.sample(public, min(take, len(public)))
    pairs.learn([t for e in found for t in (e.a, e.b)])
    dice.shuffle(found)
    return found


def batches(examples: list[Example], pairs: Pairs, size: int, seed: int) -> list[list[Example]]:
    """Batches of like length (little padding), in random order."""
    out = []
    for i in range(0, len(examples), size * 100):
        block = sorted(examples[i : i + size * 100], key=lambda e: pairs.length(e.a, e.b))
        out += [block[j : j + size] for j in range(0, len(block), size)]
    random.Random(seed).shuffle(out)
    return out


def loss_of(outputs: tuple[Tensor, ...], group: list[Example]) -> tuple[Tensor, dict[str, float]]:
    same, nli, relation, kind = outputs
    weight = torch.tensor([e.weight for e in group])
    total, parts = torch.zeros(()), {}

    known = torch.tensor([e.same is not None for e in group])
    if known.any():
        target = torch.tensor([float(e.same or 0.0) for e in group])
        each = functional.binary_cross_entropy_with_logits(same[:, 0], target, reduction="none") * weight
        parts["same"] = (each * known).sum() / known.sum()
        total = total + (each * known).sum() / len(group)
    # -log of the probability of the allowed classes: plain cross-entropy where one class is allowed
    allowed = torch.tensor([[bool(e.nli & bit) for bit in (1, 2, 4)] for e in group])
    asked = ~allowed.all(1)
    if asked.any():
        logp = functional.log_softmax(nli, -1)
        each = -torch.logsumexp(logp.masked_fill(~allowed, -1e4), -1) * weight
        parts["nli"] = (each * asked).sum() / asked.sum()
        total = total + (each * asked).sum() / len(group)
    told = torch.tensor([e.relation is not None for e in group])
    if told.any():
        target = torch.tensor([e.relation or 0 for e in group])
        each = functional.cross_entropy(relation, target, reduction="none") * weight * RELATION_WEIGHT[target]
        parts["relation"] = (each * told).sum() / told.sum()
        total = total + (each * told).sum() / len(group)
    named = torch.tensor([e.kind is not None for e in group])
    if named.any():
        target = torch.tensor([e.kind or 0 for e in group])
        each = functional.cross_entropy(kind, target, reduction="none")
        parts["kind"] = (each * named).sum() / named.sum()
        total = total + KIND_WEIGHT * (each * named).sum() / len(group)
    return total, {k: v.item() for k, v in parts.items()}


def steps(args: argparse.Namespace, pairs: Pairs) -> Iterator[tuple[int, list[Example], int]]:
    """(step, batch, batches of this epoch), the same ones in every run of the same command."""
    at = 0
    for number in range(args.epochs):
        grouped = batches(epoch(args, pairs, number), pairs, args.batch, args.seed * 1000 + number)
        for group in grouped:
            yield at, group, len(grouped)
            at += 1


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    pairs = Pairs(args.base / "tokenizer.json")
    model = Judge(args.base, args.pooling, args.dropout)
    if args.start:
        # weights from before the head for kinds start it afresh
        model.load_state_dict(torch.load(args.start)["model"], strict=False)
    # the 30k word vectors take half of the memory traffic of a step, and rare words learn little in one epoch
    model.trunk.embeddings.requires_grad_(False)
    kept = [p for n, p in model.named_parameters() if p.requires_grad and p.dim() < 2]
    decayed = [p for n, p in model.named_parameters() if p.requires_grad and p.dim() >= 2]
    groups = [{"params": decayed, "weight_decay": 0.01}, {"params": kept, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=args.lr, fused=True)
    name = args.name or args.stage
    part, first, before = args.out / f"{name}.part.pt", 0, 0.0
    if part.exists():
        state = torch.load(part)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        first, before = state["step"], state["seconds"]
        torch.manual_seed(args.seed + first)
    model.train()
    began, sums, counts, pairs_seen = time.perf_counter(), {}, {}, 0
    for step, group, an_epoch in steps(args, pairs):
        if step < first:
            continue
        seconds = before + time.perf_counter() - began
        done = step / (an_epoch * args.epochs)
        if args.minutes:  # a cap on wall time: the rate falls to nought when it is reached
            done = max(done, seconds / 60 / args.minutes)
        if done >= 1:
            break
        rate = args.lr * min(1.0, (step + 1) / args.warmup) * (1 - done)
        for g in optimiser.param_groups:
            g["lr"] = rate
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
            outputs = model(**pairs.batch([(e.a, e.b) for e in group]))
        loss, parts = loss_of(tuple(o.float() for o in outputs), group)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        pairs_seen += len(group)
        for k, v in parts.items():
            sums[k], counts[k] = sums.get(k, 0.0) + v, counts.get(k, 0) + 1
        if (step + 1) % 100 == 0:
            speed = pairs_seen / (time.perf_counter() - began)
            shown = {k: round(sums[k] / counts[k], 3) for k in sorted(sums)}
            line = {"step": step + 1, "of": an_epoch * args.epochs, "minutes": round(seconds / 60, 1)}
            print(json.dumps(line | {"pairs_s": round(speed, 1), "rate": f"{rate:.1e}"} | shown), flush=True)
            sums, counts = {}, {}
        if (step + 1) % args.save == 0:
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}
            torch.save(state | {"seconds": seconds}, part.with_suffix(".tmp"))
            part.with_suffix(".tmp").replace(part)
    torch.save({"model": model.state_dict(), "pooling": args.pooling}, args.out / f"{name}.pt")
    part.unlink(missing_ok=True)
    print(json.dumps({"done": name, "minutes": round((before + time.perf_counter() - began) / 60, 1)}))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--stage", choices=("general", "domain"), required=True)
    p.add_argument("--data", type=Path, required=True, help="folder with train/ and bench/ of public pairs")
    p.add_argument("--sets", type=Path, required=True, help="folder of story sets to train on")
    p.add_argument("--base", type=Path, required=True, help="folder of the base model")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--start", type=Path, help="weights to start from")
    p.add_argument("--name", help="name of the weights file (default: the stage)")
    p.add_argument("--epochs", type=int, default=1)
    p.add_argument("--lr", type=float, default=1.5e-4)
    p.add_argument("--batch", type=int, default=32)
    p.add_argument("--warmup", type=int, default=200)
    p.add_argument("--minutes", type=float, default=0.0, help="cap on wall time (0: none)")
    p.add_argument("--contrast", type=int, default=7000, help="contrast pairs made from free text, an epoch")
    p.add_argument("--edits", action=argparse.BooleanOptionalAction, default=True)
    p.add_argument("--groups", type=Path, default=GROUPS, help="folder of contrast groups")
    p.add_argument("--general-share", type=float, default=0.25)
    p.add_argument("--pooling", choices=("compare", "plain"), default="compare")
    p.add_argument("--dropout", type=float, default=0.1, help="between the layers of the trunk")
    p.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--save", type=int, default=500)
    train(p.parse_args())


if __name__ == "__main__":
    main()
