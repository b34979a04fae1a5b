"""Writes what PyTorch makes of the models in MixturePytorchTest, beside what reference.py writes.

Run from processor/:

    /usr/bin/python3 src/test/python/mixtures.py
"""
import reference
import torch
from torch import nn
from torch.nn import functional as F

ROWS = 3

# Of the loss: gradients of early layers are small, and compared as they are.
WEIGHT = 20


class Mixture(nn.Module):
    """Its input is a dense layer, to have its gradient; sequences have features behind the steps."""

    length, features = 9, 5

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(self.features, self.features)

    def forward(self, x, steps):
        """Of samples that end early the steps behind do not count."""
        outputs = self.layers(torch.tanh(self.a(x)), steps)
        y = self.y(outputs.pop("read"))
        miss = y - reference.pattern(2, 1, *y.shape)
        if y.dim() == 2:
            return outputs, WEIGHT * miss.pow(2).mean()
        counts = (torch.arange(y.shape[1]) < torch.tensor(steps)[:, None])[:, :, None]
        return outputs, WEIGHT * (miss * counts).pow(2).sum() / (counts.sum() * y.shape[2])


def over_time(layer, x, before=0):
    """A convolution or pooling along the steps, with steps of zeros before the first."""
    return layer(F.pad(x.transpose(1, 2), (before, 0))).transpose(1, 2)


def most(x, size, stride, before=0):
    x = F.pad(x.transpose(1, 2), (before, 0), value=float("-inf"))
    return F.max_pool1d(x, size, stride).transpose(1, 2)


def packed(layer, x, steps):
    """Outputs, zero behind a sample's end, and the last states."""
    parts = nn.utils.rnn.pack_padded_sequence(x, steps, batch_first=True)
    y, last = layer(parts)
    y, _ = nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=x.shape[1])
    return y, last


class ConvLstm(Mixture):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(5, 7, 3, dilation=2)
        self.lstm = nn.LSTM(7, 6, batch_first=True)
        self.y = nn.Linear(6, 3)

    def layers(self, x, steps):
        conv = torch.tanh(over_time(self.conv, x, 4))
        lstm, (h, c) = self.lstm(conv)
        return {"conv": conv, "lstm": lstm, "cell": c[0], "read": lstm}


class ConvPoolGru(Mixture):
    length = 13

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(5, 17, 3, padding=1)
        self.gru = nn.GRU(17, 7, num_layers=2, bidirectional=True, batch_first=True)
        self.y = nn.Linear(14, 3)

    def layers(self, x, steps):
        pooled = most(torch.relu(over_time(self.conv, x)), 2, 2)
        gru, last = self.gru(pooled)
        return {"pooled": pooled, "gru": gru, "read": torch.cat((last[-2], last[-1]), 1)}


class LstmConv(Mixture):
    """Convolutions before, between and behind, pooled over all steps, and a way around."""

    def __init__(self):
        super().__init__()
        self.before = nn.Conv1d(5, 16, 2, stride=2)
        self.lstm = nn.LSTM(16, 6, bidirectional=True, batch_first=True)
        self.between = nn.Conv1d(12, 12, 3, groups=12)
        self.gru = nn.GRU(12, 5, batch_first=True)
        self.behind = nn.Conv1d(5, 4, 2, bias=False)
        self.y = nn.Linear(16, 3)

    def layers(self, x, steps):
        lstm, _ = self.lstm(over_time(self.before, x, 1))
        between = lstm + torch.relu(over_time(self.between, lstm, 2))
        gru, last = self.gru(between)
        behind = over_time(self.behind, gru, 1)
        read = torch.cat((last[0], behind.amax(1), behind.mean(1), between[:, -1, :3]), 1)
        return {"between": between, "behind": behind, "read": read}


class ConvLstmEnds(Mixture):
    """Each sample's convolutions see its own steps alone, since they see none that come later."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(5, 7, 3)
        self.lstm = nn.LSTM(7, 6, num_layers=2, bidirectional=True, batch_first=True)
        self.mix = nn.Conv1d(12, 4, 2)
        self.gru = nn.GRU(4, 3, batch_first=True)
        self.y = nn.Linear(3, 3)

    def layers(self, x, steps):
        pooled = most(torch.tanh(over_time(self.conv, x, 2)), 2, 1, 1)
        lstm, _ = packed(self.lstm, pooled, steps)
        mixed = torch.tanh(over_time(self.mix, lstm, 1))
        gru, last = packed(self.gru, mixed, steps)
        return {"lstm": lstm, "gru": gru, "last": last[0], "read": gru}


def write():
    ends = {"ConvLstmEnds": (9, 4, 1)}
    for model in ConvLstm, ConvPoolGru, LstmConv, ConvLstmEnds:
        name = model.__name__
        net = reference.initialize(model(), torch.float64)
        steps = ends.get(name, (net.length,) * ROWS)
        outputs, loss = net(reference.pattern(1, 1, ROWS, net.length, net.features), steps)
        loss.backward()
        reference.write(name, net, outputs, loss)


if __name__ == "__main__":
    write()
