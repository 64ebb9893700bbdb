"""The judge: one BERT trunk over `[CLS] a [SEP] b [SEP]`, three heads on it, and how pairs become tensors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

MAX_TOKENS = 128
HEADS = {"same": 1, "nli": 3, "relation": 3, "kind": 20}  # nli: entailment, neutral, contradiction; kind: data.KINDS


class Judge(nn.Module):
    """Heads over CLS, the mean of all tokens, and how the means of the two statements differ and agree.

    The base was trained to compare mean-pooled sentences, so the difference of the means is a feature it
    already knows; `pooling="plain"` leaves it out.
    """

    def __init__(
        self, base: str | Path, pooling: str = "compare", dropout: float = 0.1, attention: str = "sdpa"
    ) -> None:
        super().__init__()
        # with any dropout attention runs in plain matrix products: in training twice as fast on a CPU as the
        # fused kernel in bfloat16
        self.trunk = AutoModel.from_pretrained(
            base,
            add_pooling_layer=False,
            attention_probs_dropout_prob=dropout,
            hidden_dropout_prob=dropout,
            attn_implementation=attention,
        )
        self.pooling = pooling
        width = self.trunk.config.hidden_size * (4 if pooling == "compare" else 2)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in HEADS.items()})

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, ...]:
        hidden = self.trunk(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state.float()
        seen = attention_mask.unsqueeze(-1).float()
        second = token_type_ids.unsqueeze(-1).float() * seen
        first = seen - second

        def mean(mask: Tensor) -> Tensor:
            return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1.0)

        parts = [hidden[:, 0], mean(seen)]
        if self.pooling == "compare":
            a, b = mean(first), mean(second)
            # the product is scaled up: its entries are far smaller than those of the other parts
            parts += [(a - b).abs(), a * b * 4.0]
        pooled = self.drop(torch.cat(parts, dim=-1))
        return tuple(self.heads[name](pooled) for name in HEADS)


class Pairs:
    """Token ids of texts, each encoded once; pairs are put together, and cut (longer text first), on demand."""

    def __init__(self, tokenizer: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cls, self.sep, self.pad = (self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[PAD]"))
        self.known: dict[str, list[int]] = {}

    def learn(self, texts: Sequence[str]) -> None:
        new = sorted({t for t in texts if t not in self.known})
        for text, coded in zip(new, self.tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
            self.known[text] = coded.ids[:MAX_TOKENS]

    def ids(self, a: str, b: str) -> tuple[list[int], list[int]]:
        x, y = self.known[a], self.known[b]
        room = MAX_TOKENS - 3
        if len(x) + len(y) > room:
            if len(x) <= room // 2:
                y = y[: room - len(x)]
            elif len(y) <= room // 2:
                x = x[: room - len(y)]
            else:
                x, y = x[: room - room // 2], y[: room // 2]
        return [self.cls, *x, self.sep], [*y, self.sep]

    def length(self, a: str, b: str) -> int:
        return min(MAX_TOKENS, len(self.known[a]) + len(self.known[b]) + 3)

    def batch(self, pairs: Sequence[tuple[str, str]]) -> dict[str, Tensor]:
        coded = [self.ids(a, b) for a, b in pairs]
        width = max(len(x) + len(y) for x, y in coded)
        ids = torch.full((len(pairs), width), self.pad)
        mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
        for i, (x, y) in enumerate(coded):
            ids[i, : len(x) + len(y)] = torch.tensor(x + y)
            mask[i, : len(x) + len(y)] = 1
            types[i, len(x) : len(x) + len(y)] = 1
        return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
