"""Writes what PyTorch makes of the models in TruncatedPytorchTest, beside what reference.py writes.

Truncated backpropagation through time as one writes it by hand: windows, detach(), and an update behind each.
Run from processor/:

    /usr/bin/python3 src/test/python/truncated.py
"""
import reference
import torch
from torch import nn
from torch.nn import functional as F

ROWS, WINDOWS, FEATURES, UNITS, RATE = 3, 4, 4, 5, 0.5


class Net(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.a = nn.Linear(FEATURES, FEATURES)
        layers = {"Lstm": (nn.LSTM, 2), "Gru": (nn.GRU, 1)}
        layer, count = layers[kind]
        self.y = layer(FEATURES, UNITS, num_layers=count, batch_first=True)

    def forward(self, x, state):
        return self.y(self.a(x), state)


def detached(state):
    return tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()


def window(net, x, target, state, k1, k2):
    """The loss of a window, and the state with which the next one begins."""
    before = k1 - k2 if k1 > k2 else k1
    if k1 == k2:
        y, state = net(x, state)
        return F.mse_loss(y, target), detached(state)
    y1, middle = net(x[:, :before], state)
    if k1 > k2:
        y2, last = net(x[:, before:], detached(middle))
        return F.mse_loss(y2, target[:, before:]), detached(last)
    y2, _ = net(x[:, before:], middle)
    y = torch.cat((y1, y2), 1)
    return F.mse_loss(y[:, -k1:], target[:, -k1:]), detached(middle)


def write(kind, k1, k2):
    net = reference.initialize(Net(kind), torch.float64)
    steps = max(k1, k2)
    length = steps + (WINDOWS - 1) * k1
    x = reference.pattern(1, 1, ROWS, length, FEATURES)
    target = reference.pattern(2, 1, ROWS, length, UNITS)
    out = reference.Lines(f"{kind}Bptt{k1}x{k2}")
    state = None
    for w in range(WINDOWS):
        part = slice(w * k1, w * k1 + steps)
        net.zero_grad()
        loss, state = window(net, x[:, part], target[:, part], state, k1, k2)
        loss.backward()
        out.add(f"loss{w}", loss)
        with torch.no_grad():
            for name, parameter in net.named_parameters():
                parameter -= RATE * parameter.grad
    for name, parameter in net.named_parameters():
        out.add(name, parameter.grad)
    out.write()


if __name__ == "__main__":
    for k1, k2 in (1, 1), (3, 3), (1, 4), (2, 5), (5, 2), (4, 1):
        write("Lstm", k1, k2)
        write("Gru", k1, k2)
