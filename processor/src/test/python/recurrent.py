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

    def over(self, x, steps):
        """Outputs, and the last states."""
        packed = nn.utils.rnn.pack_padded_sequence(x, steps, batch_first=True)
        y, last = self.y(packed, self.first())
        y, _ = nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=x.shape[1])
        return y, [self.last(state) for state in (last if isinstance(last, tuple) else (last,))]

    def forward(self, x, steps):
        """Samples that end early, by a packed sequence, are 0 behind their ends."""
        length = x.shape[1]
        y, last = self.over(self.a(x), steps)
        valid = (torch.arange(length) < torch.tensor(steps)[:, None])[:, :, None]
        miss = (y - reference.pattern(2, 1, *y.shape)) * valid
        loss = miss.pow(2).sum() / (sum(steps) * y.shape[2])
        for state, weight in zip(last, (2, 0.5)):
            loss = loss + weight * F.mse_loss(state, reference.pattern(3, 1, *state.shape))
        return dict(zip(("y", "last", "cell"), (y, *last))), loss


class Minimal(nn.Module):
    """A step of the minimal gated unit (Zhou et al. 2016), with an output beside its state."""

    def __init__(self, features, units, outputs):
        super().__init__()
        self.f = nn.Linear(units + features, units)
        self.n = nn.Linear(units + features, units)
        self.o = nn.Linear(units + features, outputs)

    def forward(self, x, h):
        f = torch.sigmoid(self.f(torch.cat((h, x), 1)))
        n = torch.tanh(self.n(torch.cat((f * h, x), 1)))
        h = h + f * (n - h)
        return self.o(torch.cat((h, x), 1)), h


class Cell(Recurrent):
    """That step over a sequence, forwards or backwards."""

    def __init__(self, features, units, outputs, reverse=False):
        nn.Module.__init__(self)
        self.units, self.reverse = units, reverse
        self.a = nn.Linear(features, features)
        self.h = nn.Linear(units, units)
        self.c = None
        self.y = Minimal(features, units, outputs)

    def over(self, x, steps):
        """Behind a sample's end its states stay, and the output is zero."""
        first = self.first()
        states = [state[0] for state in (first if self.c else (first,))]
        length = x.shape[1]
        outputs = [None] * length
        for t in reversed(range(length)) if self.reverse else range(length):
            there = (torch.tensor(steps) > t)[:, None]
            o, *after = self.y(x[:, t], *states)
            states = [torch.where(there, *pair) for pair in zip(after, states)]
            outputs[t] = torch.where(there, o, torch.zeros_like(o))
        return torch.stack(outputs, 1), states


class Last(Recurrent):
    """Of the same the last states alone: those of both directions side by side."""

    def first(self):
        return None

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if hasattr(self, "h"):
            del self.h, self.c

    def forward(self, x, steps):
        _, (y, *_) = self.over(self.a(x), steps)
        return {"y": y}, F.mse_loss(y, reference.pattern(2, 1, *y.shape))


class Tagger(nn.Module):
    """A class of each word, but for those that are padding or whose class is ignored."""

    def __init__(self):
        super().__init__()
        self.a = nn.Embedding(9, 7, padding_idx=0)
        self.b = nn.LSTM(7, 5, num_layers=2, bidirectional=True, batch_first=True)
        self.y = nn.Linear(10, 4)

    def forward(self, words, steps):
        packed = nn.utils.rnn.pack_padded_sequence(self.a(words), steps, batch_first=True)
        b, _ = self.b(packed)
        b, _ = nn.utils.rnn.pad_packed_sequence(b, batch_first=True, total_length=words.shape[1])
        tags = reference.labels(2, 4, words.numel()).reshape(words.shape)
        behind = torch.arange(words.shape[1]) >= torch.tensor(steps)[:, None]
        tags = tags.masked_fill(behind, 1)
        loss = F.cross_entropy(self.y(b).flatten(0, 1), tags.flatten(), ignore_index=1)
        return {"b": b}, 4 * loss


class Translator(nn.Module):
    """An encoder, and a step that looks at all that it read (Bahdanau et al. 2015, with a product
    for the score): what it has said before is given to it."""

    length = 5

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(7, 7)
        self.code = nn.GRU(7, 6, batch_first=True)
        self.y = nn.Module()
        self.y.query = nn.Linear(6, 6, bias=False)
        self.y.next = nn.Linear(4 + 6 + 6, 6)
        self.y.o = nn.Linear(6 + 6, 3)

    def step(self, said, h, code):
        weights = torch.softmax((code @ self.y.query(h)[:, :, None])[:, :, 0], 1)
        context = (weights[:, None, :] @ code)[:, 0]
        h = torch.tanh(self.y.next(torch.cat((said, context, h), 1)))
        return self.y.o(torch.cat((h, context), 1)), h

    def forward(self, x, steps):
        code, last = self.code(self.a(x))
        said = reference.pattern(2, 1, len(x), 3, 4)
        h, outputs = last[0], []
        for t in range(3):
            o, h = self.step(said[:, t], h, code)
            outputs.append(o)
        y = torch.stack(outputs, 1)
        return {"y": y, "h": h}, 5 * F.mse_loss(y, reference.pattern(3, 1, *y.shape))


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
        models[kind + "2BothEnds"] = Recurrent(kind, 7, 5, **both), 5, (5, 3, 1)
        models[kind + "2BothLast"] = Last(kind, 7, 5, **both), 5, (5, 5, 5)
        models[kind + "LastEnds"] = Last(kind, 7, 5), 5, (5, 3, 1)
        models[kind + "2BothLastEnds"] = Last(kind, 7, 5, **both), 5, (5, 3, 1)
    models["ReluRnnBothEnds"] = Recurrent("ReluRnn", 7, 5, bidirectional=True), 5, (5, 3, 1)
    models["ReluRnnNoBias"] = Recurrent("ReluRnn", 7, 5, bias=False), 5, (5, 5, 5)
    models["Lstm2BothNoBias"] = Recurrent("Lstm", 7, 5, bias=False, **both), 5, (5, 5, 5)
    models["Gru2BothNoBias"] = Recurrent("Gru", 7, 5, bias=False, **both), 5, (5, 5, 5)
    models["GruWide"] = Recurrent("Gru", 17, 33, bidirectional=True), 5, (5, 5, 5)
    models["TaggerEnds"] = Tagger(), 5, (5, 3, 1)
    models["Translator"] = Translator(), 5, (5, 5, 5)
    models["LstmWide"] = Recurrent("Lstm", 17, 19), 7, (7, 7, 7)
    models["OwnCell"] = Cell(7, 5, 4), 5, (5, 5, 5)
    models["OwnCellBack"] = Cell(7, 5, 4, reverse=True), 5, (5, 5, 5)
    models["OwnCellEnds"] = Cell(7, 5, 4), 5, (5, 3, 1)
    models["OwnCellBackEnds"] = Cell(17, 19, 16, reverse=True), 5, (5, 3, 1)
    for name, (model, length, steps) in models.items():
        net = reference.initialize(model, torch.float64)
        words = isinstance(net.a, nn.Embedding)
        x = (
            reference.labels(1, 9, 3 * length).reshape(3, length)
            if words
            else reference.pattern(1, 1, 3, length, net.a.in_features)
        )
        outputs, loss = net(x, steps)
        loss.backward()
        reference.write(name, net, outputs, loss)


if __name__ == "__main__":
    write()
