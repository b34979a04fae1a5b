"""Writes what PyTorch makes of the models in RecurrentPytorchTest, beside what reference.py writes.

Run from processor/:

    /usr/bin/python3 src/test/python/recurrent.py
"""
import reference
import torch
from torch import nn
from torch.nn import functional as F


class Recurrent(nn.Module):
    """A recurrent layer; its input and first states are dense layers, to have their gradients."""

    ROWS = 3
    LAYERS = {
        "Rnn": lambda *sizes, **options: nn.RNN(*sizes, **options),
        "ReluRnn": lambda *sizes, **options: nn.RNN(*sizes, nonlinearity="relu", **options),
        "Lstm": lambda *sizes, **options: nn.LSTM(*sizes, **options),
        "Gru": lambda *sizes, **options: nn.GRU(*sizes, **options),
    }

    def __init__(self, kind, features, units, **options):
        super().__init__()
        y = self.LAYERS[kind](features, units, batch_first=True, **options)
        self.units, self.directions = units, 2 if y.bidirectional else 1
        self.a = nn.Linear(features, features)
        if y.num_layers * self.directions == 1:
            self.h = nn.Linear(units, units)
            self.c = nn.Linear(units, units) if kind == "Lstm" else None
        self.y = y

    def first(self):
        if not hasattr(self, "h"):
            return None
        layers = (self.h, self.c) if self.c else (self.h,)
        inputs = [reference.pattern(4 + i, 1, self.ROWS, self.units) for i in range(len(layers))]
        states = [layer(x)[None] for layer, x in zip(layers, inputs)]
        return tuple(states) if self.c else states[0]

    def last(self, state):
        """Of the last layer, directions side by side."""
        return torch.cat(tuple(state[-self.directions :]), 1)

    def forward(self, x, steps):
        """Samples that end early, by a packed sequence, are 0 behind their ends."""
        length = x.shape[1]
        packed = nn.utils.rnn.pack_padded_sequence(self.a(x), steps, batch_first=True)
        y, last = self.y(packed, self.first())
        y, _ = nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=length)
        last = [self.last(state) for state in (last if isinstance(last, tuple) else (last,))]
        valid = (torch.arange(length) < torch.tensor(steps)[:, None])[:, :, None]
        miss = (y - reference.pattern(2, 1, *y.shape)) * valid
        loss = miss.pow(2).sum() / (sum(steps) * y.shape[2])
        for state, weight in zip(last, (2, 0.5)):
            loss = loss + weight * F.mse_loss(state, reference.pattern(3, 1, *state.shape))
        return dict(zip(("y", "last", "cell"), (y, *last))), loss


def write():
    models = {}
    both = {"num_layers": 2, "bidirectional": True}
    for kind in Recurrent.LAYERS:
        models[kind] = Recurrent(kind, 7, 5), 5, (5, 5, 5)
        models[kind + "2Both"] = Recurrent(kind, 7, 5, **both), 5, (5, 5, 5)
    for kind in "Rnn", "Lstm", "Gru":
        models[kind + "2"] = Recurrent(kind, 7, 5, num_layers=2), 5, (5, 5, 5)
        models[kind + "Both"] = Recurrent(kind, 7, 5, bidirectional=True), 5, (5, 5, 5)
        models[kind + "NoBias"] = Recurrent(kind, 7, 5, bias=False), 5, (5, 5, 5)
        models[kind + "Ends"] = Recurrent(kind, 7, 5), 5, (5, 3, 1)
        models[kind + "BothEnds"] = Recurrent(kind, 7, 5, bidirectional=True), 5, (5, 3, 1)
    models["LstmWide"] = Recurrent("Lstm", 17, 19), 7, (7, 7, 7)
    for name, (model, length, steps) in models.items():
        net = reference.initialize(model, torch.float64)
        x = reference.pattern(1, 1, net.ROWS, length, net.a.in_features)
        outputs, loss = net(x, steps)
        loss.backward()
        reference.write(name, net, outputs, loss)


if __name__ == "__main__":
    write()
