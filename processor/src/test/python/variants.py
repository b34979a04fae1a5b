"""Writes what PyTorch makes of recurrent layers that it does not have, from their formulas, for VariantPytorchTest.

Run from processor/:

    /usr/bin/python3 src/test/python/variants.py
"""
import recurrent
import reference
import torch
from torch import nn
from torch.nn import functional as F

KEY = 12345


def hard_sigmoid(x):
    """F.hardsigmoid's gradient holds 1/6 as a float, in double too."""
    return F.hardtanh(x + 3, 0, 6) / 6


class Gates(nn.Module):
    """The weights of a layer's gates, one behind the other, named as in PyTorch."""

    gates = 1
    states = 1

    def __init__(self, features, units, suffix="_l0"):
        super().__init__()
        self.units, self.suffix = units, suffix
        self.add("weight_ih", self.gates * units, features)
        self.add("weight_hh", self.gates * units, self.outputs())
        self.add("bias_ih", self.gates * units)
        self.add("bias_hh", self.gates * units)

    def outputs(self):
        return self.units

    def add(self, name, *shape):
        self.register_parameter(name + self.suffix, nn.Parameter(torch.empty(shape)))

    def __getitem__(self, name):
        return getattr(self, name + self.suffix)

    def inputs(self, x):
        return F.linear(x, self["weight_ih"], self["bias_ih"])

    def recurrent(self, h):
        return F.linear(h, self["weight_hh"], self["bias_hh"])


class Elman(Gates):
    def forward(self, x, h, mask=1):
        h = torch.tanh(self.inputs(x) + self.recurrent(h * mask))
        return h, h


class Independent(Gates):
    """Li et al. 2018: each unit sees itself alone."""

    def __init__(self, features, units, suffix="_l0"):
        nn.Module.__init__(self)
        self.units, self.suffix = units, suffix
        self.add("weight_ih", units, features)
        self.add("weight_hh", units)
        self.add("bias_ih", units)

    def forward(self, x, h, mask=1):
        h = torch.relu(self.inputs(x) + self["weight_hh"] * (h * mask))
        return h, h


class Jordan(Gates):
    """Jordan 1986: the context is what came out."""

    def __init__(self, features, units, outputs):
        self.count = outputs
        super().__init__(features, units)
        self.add("weight_ho", outputs, units)
        self.add("bias_ho", outputs)

    def outputs(self):
        return self.count

    def forward(self, x, y):
        h = torch.tanh(self.inputs(x) + self.recurrent(y))
        y = torch.sigmoid(F.linear(h, self["weight_ho"], self["bias_ho"]))
        return y, y


class Lstm(Gates):
    gates = 4
    states = 2
    coupled = peephole = False
    gate, squash = staticmethod(torch.sigmoid), staticmethod(torch.tanh)

    def __init__(self, *arguments):
        super().__init__(*arguments)
        for gate in ("f", "o") if self.coupled else ("i", "f", "o"):
            if self.peephole:
                self.add("weight_c" + gate, self.units)

    def seen(self, gate, c):
        return self["weight_c" + gate] * c if self.peephole else 0

    def forward(self, x, h, c, mask=1):
        """Gers and Schmidhuber 2000: i and f see the old c, o the new one; coupled, i is 1 - f."""
        z = self.inputs(x) + self.recurrent(h * mask)
        *i, f, g, o = z.chunk(self.gates, 1)
        f = self.gate(f + self.seen("f", c))
        i = 1 - f if self.coupled else self.gate(i[0] + self.seen("i", c))
        c = f * c + i * self.squash(g)
        h = self.gate(o + self.seen("o", c)) * self.squash(c)
        return h, h, c


class Peephole(Lstm):
    peephole = True


class Coupled(Lstm):
    gates, coupled = 3, True


class CoupledPeephole(Coupled):
    peephole = True


class OtherLstm(Lstm):
    gate, squash = staticmethod(hard_sigmoid), staticmethod(F.softsign)


class Gru(Gates):
    gates = 3
    after = keeps = True
    gate, squash = staticmethod(torch.sigmoid), staticmethod(torch.tanh)

    def forward(self, x, h, mask=1):
        """Cho et al. 2014 reset before the product; PyTorch's z keeps, Chung's et al. replaces."""
        read = h * mask
        xr, xz, xn = self.inputs(x).chunk(3, 1)
        hr, hz, hn = self.recurrent(read).chunk(3, 1)
        r, z = self.gate(xr + hr), self.gate(xz + hz)
        if not self.after:
            weight, bias = (self[name].chunk(3)[2] for name in ("weight_hh", "bias_hh"))
            hn = F.linear(r * read, weight, bias)
        n = self.squash(xn + (r * hn if self.after else hn))
        h = (1 - z) * n + z * h if self.keeps else (1 - z) * h + z * n
        return h, h


class GruBefore(Gru):
    after = False


class GruReplace(Gru):
    keeps = False


class GruBeforeReplace(Gru):
    after = keeps = False


class OtherGru(Gru):
    gate, squash = staticmethod(hard_sigmoid), staticmethod(torch.relu)


class Loop(recurrent.Cell):
    """A step over a sequence."""

    def __init__(self, step, features):
        nn.Module.__init__(self)
        self.reverse = False
        self.units = step.outputs()
        self.a = nn.Linear(features, features)
        self.h = nn.Linear(self.units, self.units)
        self.c = nn.Linear(self.units, self.units) if step.states == 2 else None
        self.y = step


class Merged(recurrent.Recurrent):
    """Both directions put together, element by element."""

    def __init__(self, merge, kind, features, units, **options):
        super().__init__(kind, features, units, bidirectional=True, **options)
        self.merge = merge

    def last(self, state):
        return self.merge(state[-2], state[-1])

    def over(self, x, steps):
        y, last = super().over(x, steps)
        return self.merge(*y.chunk(2, 2)), last


def kept(name, count, p):
    """The runtime's counter-based random numbers, 0 where an element is dropped, else 1 / (1 - p)."""

    def bits(x):
        return x & 0xFFFFFFFF

    salt = 0
    for letter in name:
        salt = bits(salt * 31 + ord(letter))
    salt = bits((salt ^ (salt >> 16)) * 0x7FEB352D)
    salt = bits((salt ^ (salt >> 15)) * 0x846CA68B)
    salt ^= salt >> 16
    numbers = []
    for element in range(count):
        x = bits(element * 0x9E3779B9 + KEY)
        x = bits((x ^ (x >> 16)) * 0x7FEB352D + salt)
        x = bits((x ^ (x >> 15)) * 0x846CA68B)
        x ^= x >> 16
        u = torch.tensor((x >> 9) / 2**23, dtype=torch.float32)
        limit = torch.tensor(1 + p, dtype=torch.float32) - 1
        numbers.append(1 / (1 - p) if u >= limit else 0)
    return torch.tensor(numbers, dtype=torch.float64)


class Stack(nn.Module):
    """Two layers in both directions, of which training drops elements: of the first one's input and
    between both at each step by itself, of states the same at all steps."""

    def __init__(self, step, features, units):
        super().__init__()
        self.a = nn.Linear(features, features)
        self.y = nn.Module()
        self.steps = []
        for layer, read in enumerate((features, 2 * units)):
            for back in ("", "_reverse"):
                own = step(read, units, f"_l{layer}{back}")
                self.steps.append(own)
                for name, parameter in own.named_parameters():
                    self.y.register_parameter(name, parameter)

    def run(self, step, name, x, back):
        rows, length, _ = x.shape
        mask = self.dropped(torch.ones(rows, step.units, dtype=x.dtype), name + "StateDropped", 0.4)
        states = [torch.zeros(rows, step.units, dtype=x.dtype) for _ in range(step.states)]
        outputs = [None] * length
        for t in reversed(range(length)) if back else range(length):
            outputs[t], *states = step(x[:, t], *states, mask=mask)
        return torch.stack(outputs, 1)

    def dropped(self, x, name, p):
        return x * kept(name, x.numel(), p).reshape(x.shape) if self.training else x

    def forward(self, x, steps):
        x = self.a(x)
        for layer, (name, p) in enumerate((("y", 0.2), ("y.l1", 0.3))):
            x = self.dropped(x, name + "Dropped", p)
            forward, back = self.steps[2 * layer : 2 * layer + 2]
            x = torch.cat((self.run(forward, name, x, False), self.run(back, name + ".reverse", x, True)), 2)
        return {"y": x}, F.mse_loss(x, reference.pattern(2, 1, *x.shape))


def write():
    whole, ends = (5, 5, 5), (5, 3, 1)
    models = {}
    lstms, grus = (Peephole, Coupled, CoupledPeephole, OtherLstm), (GruBefore, GruReplace, GruBeforeReplace, OtherGru)
    for step in *lstms, *grus, Independent:
        name = step.__name__
        models[name] = Loop(step(7, 5), 7), whole
        models[name + "Ends"] = Loop(step(7, 5), 7), ends
    for step in CoupledPeephole, GruBefore, Independent:
        models[step.__name__ + "Wide"] = Loop(step(17, 19), 17), whole
    models["Jordan"] = Loop(Jordan(7, 5, 4), 7), whole
    models["JordanWide"] = Loop(Jordan(17, 33, 19), 17), whole
    models["JordanEnds"] = Loop(Jordan(7, 5, 4), 7), ends
    models["LstmSum"] = Merged(torch.add, "Lstm", 7, 5), whole
    models["GruAverage"] = Merged(lambda a, b: (a + b) / 2, "Gru", 7, 5), whole
    models["RnnMultiply"] = Merged(torch.mul, "Rnn", 7, 5), whole
    models["LstmMultiplyEnds"] = Merged(torch.mul, "Lstm", 17, 19), ends
    for step in Elman, Lstm, Peephole, Gru, GruBefore, Independent:
        models[step.__name__ + "Dropout"] = Stack(step, 7, 5), whole
    for name, (model, steps) in models.items():
        net = reference.initialize(model, torch.float64)
        x = reference.pattern(1, 1, 3, 5, net.a.in_features)
        outputs, _ = net.eval()(x, steps)
        _, loss = net.train()(x, steps)
        loss.backward()
        reference.write(name, net, outputs, loss)


if __name__ == "__main__":
    write()
