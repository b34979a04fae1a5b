"""Writes src/test/resources/pytorch/*.txt, what PyTorch makes of the models in PytorchTest.

Run from processor/ with PyTorch (made with Debian's python3-torch, 1.13):

    /usr/bin/python3 src/test/python/reference.py

Data and first weights follow from a formula, the same in PytorchTest; a line holds a name and values.
"""
import pathlib
import torch
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path("src/test/resources/pytorch")
ROWS = 5


def pattern(seed, scale, *shape):
    """Values from -scale to scale that look random."""
    size = torch.Size(shape).numel()
    values = [((i * 7919 + seed * 104729) % 2001 - 1000) / 1000 * scale for i in range(size)]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def labels(seed, classes, rows):
    return torch.tensor([(i * 7 + seed) % classes for i in range(rows)])


def initialize(net, dtype):
    """Parameters in the order of PyTorch's own list, then buffers."""
    net.to(dtype)
    with torch.no_grad():
        index = 0
        for parameter in net.parameters():
            scale = 1 / parameter.shape[-1] ** 0.5 if parameter.dim() > 1 else 0.1
            parameter.copy_(pattern(101 + index, scale, *parameter.shape))
            index += 1
        for _, buffer in statistics(net):
            buffer.copy_(0.2 + pattern(101 + index, 0.1, *buffer.shape))
            index += 1
    return net


def statistics(net):
    return [(n, b) for n, b in net.named_buffers() if not n.endswith("num_batches_tracked")]


class Lines:
    def __init__(self, name):
        self.path = FOLDER / (name + ".txt")
        self.lines = []

    def add(self, name, tensor, step=1):
        values = tensor.detach().flatten()[::step]
        digits = 9 if values.dtype == torch.float32 else 17
        self.lines.append(name + " " + " ".join(f"{v:.{digits}g}" for v in values.tolist()))

    def write(self):
        self.path.write_text("\n".join(self.lines) + "\n")


class Dense(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(7, 17)
        self.y = nn.Linear(17, 5, bias=False)

    def forward(self, x):
        y = self.y(self.a(x))
        return {"y": y}, F.mse_loss(y, pattern(2, 1, ROWS, 5))


class Activations(nn.Module):
    def __init__(self):
        super().__init__()
        self.h = nn.Linear(3, 9)

    def forward(self, x):
        h, t = self.h(x), pattern(2, 1, ROWS, 9)
        r, s, u = torch.relu(h), torch.sigmoid(h), torch.tanh(h)
        loss = F.mse_loss(r, t) + 2 * F.mse_loss(s, t) + 0.5 * F.mse_loss(u, t)
        return {"r": r, "s": s, "u": u}, loss


class Softmax(nn.Module):
    def __init__(self):
        super().__init__()
        self.h = nn.Linear(6, 33)

    def forward(self, x):
        p = torch.softmax(self.h(x), 1)
        return {"p": p}, F.mse_loss(p, pattern(2, 1, ROWS, 33))


class Joins(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 5)
        self.b = nn.Linear(4, 5)
        self.scores = nn.Linear(14, 3)

    def forward(self, x):
        a, b = torch.tanh(self.a(x)), torch.sigmoid(self.b(x))
        both = torch.cat([a + b, x, a], 1)
        scores = self.scores(both)
        return {"scores": scores}, 0.75 * F.cross_entropy(scores, labels(2, 3, ROWS))


class Stretched(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 24)
        self.b = nn.Linear(3, 3)

    def forward(self, x):
        t = pattern(2, 1, ROWS, 2, 3, 4)
        a = self.a(x).reshape(ROWS, 2, 3, 4)
        b = F.softplus(self.b(x)).reshape(ROWS, 1, 3, 1)
        results = {"sum": a + b, "difference": b - a, "product": a * b, "quotient": a / b}
        return results, sum(F.mse_loss(y, t) for y in results.values())


class Reductions(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 24)

    def forward(self, x):
        h = self.a(x).reshape(ROWS, 2, 3, 4)
        results = {
            "sum": h.sum((1, 3), keepdim=True),
            "mean": h.mean(2, keepdim=True),
            "max": h.amax((2, 3), keepdim=True),
            "ties": torch.cat([h, h], 1).amax(1),
        }
        y = results["sum"] + results["mean"] + results["max"] + results["ties"].unsqueeze(1)
        return results, F.mse_loss(y, pattern(2, 1, ROWS, 2, 3, 4))


class Moves(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 24)

    def forward(self, x):
        permuted = self.a(x).reshape(ROWS, 2, 3, 4).permute(0, 3, 1, 2)
        sliced = permuted[:, 1:4:2]
        results = {
            "sliced": sliced,
            "reflected": F.pad(permuted, (2, 1, 1, 0), mode="reflect"),
            "repeated": F.pad(sliced, (2, 1, 1, 3), mode="replicate"),
            "framed": F.pad(sliced, (2, 0, 0, 1, 1, 0), value=0.5),
            "joined": torch.cat([permuted, permuted], 2),
        }
        y = torch.cat([value.flatten(1) for value in results.values()], 1)
        return {"permuted": permuted, **results}, F.mse_loss(y, pattern(2, 1, *y.shape))


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q = nn.Linear(6, 24)
        self.k = nn.Linear(6, 24)

    def forward(self, x):
        t = pattern(2, 1, ROWS, 2, 3, 4)
        q, k = (layer(x).reshape(ROWS, 2, 3, 4) for layer in (self.q, self.k))
        weights = torch.softmax(q @ k.transpose(2, 3), 3)
        logs = torch.log_softmax(k, 2)
        heads = weights @ k
        mixed = heads @ (q.transpose(2, 3) @ k)
        loss = F.mse_loss(mixed, t) + 0.5 * F.mse_loss(logs, t)
        return {"weights": weights, "logs": logs, "heads": heads, "mixed": mixed}, loss


class Functions(nn.Module):
    def __init__(self):
        super().__init__()
        self.h = nn.Linear(3, 9)

    def forward(self, x):
        h, t = self.h(x), pattern(2, 1, ROWS, 9)
        h = h + h + h + h
        functions = {
            # F.hardsigmoid's gradient holds 1/6 as a float, in double too.
            "hardSigmoid": lambda x: F.hardtanh(x + 3, 0, 6) / 6,
            "softsign": F.softsign,
            "softplus": F.softplus,
            "selu": F.selu,
            "gelu": F.gelu,
            "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
            "silu": F.silu,
            "hardSwish": F.hardswish,
            "step": lambda x: torch.heaviside(x.detach(), torch.zeros((), dtype=x.dtype)),
            "leaky": lambda x: F.leaky_relu(x, 0.2),
            "elu": lambda x: F.elu(x, 1.5),
        }
        results = {name: function(h) for name, function in functions.items()}
        return results, sum(0.1 * F.mse_loss(y, t) for y in results.values())


class Slopes(nn.Module):
    def __init__(self):
        super().__init__()
        self.h = nn.Linear(3, 17)
        self.one = nn.PReLU()
        self.many = nn.PReLU(17)

    def forward(self, x):
        one = self.one(self.h(x))
        many = self.many(one)
        return {"one": one, "many": many}, F.mse_loss(many, pattern(2, 1, ROWS, 17))


class ClassLosses(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 7)
        self.b = nn.Linear(4, 7)
        self.c = nn.Linear(4, 7)
        self.d = nn.Linear(4, 7)

    def forward(self, x):
        t = labels(2, 7, ROWS)
        w = torch.tensor([1, 2, 0.5, 1, 3, 0, 1], dtype=torch.float64)
        logs = F.log_softmax(self.d(x), 1)
        loss = (
            F.cross_entropy(self.a(x), t, label_smoothing=0.1)
            + 2 * F.cross_entropy(self.b(x), t, weight=w)
            + F.cross_entropy(self.c(x), t, weight=w, label_smoothing=0.3)
            + F.nll_loss(logs, t)
            + 0.5 * F.nll_loss(logs, t, weight=w)
        )
        return {"logs": logs}, loss


class PairLosses(nn.Module):
    def __init__(self):
        super().__init__()
        for name in "abcdefg":
            setattr(self, name, nn.Linear(4, 9))

    def forward(self, x):
        t = pattern(2, 1, ROWS, 9)
        p = torch.sigmoid(self.d(x))
        f, g = self.f(x), self.g(x)
        loss = (
            F.l1_loss(self.a(x), t)
            + 2 * F.huber_loss(self.b(x), t, delta=0.4)
            + torch.clamp(1 - t * self.c(x), min=0).mean()
            + F.binary_cross_entropy(p, t)
            + 0.5 * F.binary_cross_entropy_with_logits(self.e(x), t)
            + F.cosine_embedding_loss(f, t, torch.ones(ROWS))
            + 3 * (torch.relu(g) - t * g).mean()
        )
        return {"p": p}, loss


class Normalizes(nn.Module):
    def __init__(self):
        super().__init__()
        self.h = nn.Linear(30, 9)

    def forward(self, x):
        mean = torch.tensor([0.485, 0.456, 0.406], dtype=torch.float64).view(3, 1, 1)
        deviation = torch.tensor([0.229, 0.224, 0.225], dtype=torch.float64).view(3, 1, 1)
        image = (x.view(ROWS, 3, 2, 5) - mean) / deviation
        y = (self.h(image.flatten(1)) - 0.286) / 0.353
        return {"image": image, "y": y}, 0.1 * F.mse_loss(y, pattern(2, 1, ROWS, 9))


class Convolutions(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 7, 3, padding=1)
        self.b = nn.Conv2d(7, 17, (2, 3), stride=(2, 1), padding=(0, 1), dilation=(1, 2), bias=False)
        self.c = nn.Conv1d(17, 5, 3, stride=2)
        self.y = nn.Linear(35, 3)

    def forward(self, x):
        a = torch.relu(self.a(x.view(ROWS, 3, 6, 7)))
        b = torch.tanh(self.b(a))
        c = self.c(b.flatten(2))
        y = self.y(c.flatten(1))
        return {"a": a, "b": b, "c": c, "y": y}, F.cross_entropy(y, labels(2, 3, ROWS))


class Transposed(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.ConvTranspose2d(3, 7, 3, stride=2, padding=1, output_padding=1)
        self.b = nn.ConvTranspose2d(
            7, 5, (2, 3), stride=(3, 1), padding=(1, 2), dilation=(1, 2), bias=False
        )
        self.c = nn.ConvTranspose1d(14, 4, 4, stride=2, padding=3, groups=2)
        self.y = nn.Linear(584, 3)

    def forward(self, x):
        a = torch.tanh(self.a(x.view(ROWS, 3, 4, 5)))
        b = torch.relu(self.b(a))
        c = self.c(b.reshape(ROWS, 14, 75))
        y = self.y(c.flatten(1))
        return {"a": a, "b": b, "c": c, "y": y}, F.cross_entropy(y, labels(2, 3, ROWS))


class Pools(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 7, 3, padding=1)
        self.y1 = nn.Linear(63, 3)
        self.y2 = nn.Linear(63, 3)
        self.y3 = nn.Linear(56, 3)
        self.y4 = nn.Linear(7, 3)
        self.y5 = nn.Linear(7, 3)

    def forward(self, x):
        # ReLU makes windows whose maximum, zero, stands in several places.
        a = torch.relu(self.a(x.view(ROWS, 3, 9, 7)))
        m = F.max_pool2d(a, 3, 2, padding=1)
        b = F.avg_pool2d(m, 3, 2, padding=1, ceil_mode=True)
        c = F.avg_pool2d(m, 3, 2, padding=1, ceil_mode=True, count_include_pad=False)
        d = F.max_pool1d(m.flatten(2), 3, 2, dilation=2)
        e, f = F.adaptive_max_pool2d(a, 1).flatten(1), F.adaptive_avg_pool2d(a, 1).flatten(1)
        flat = (self.y1, b), (self.y2, c), (self.y3, d), (self.y4, e), (self.y5, f)
        heads = [head(values.flatten(1)) for head, values in flat]
        loss = sum(F.cross_entropy(y, labels(2, 3, ROWS)) for y in heads)
        return {"m": m, "b": b, "c": c, "d": d, "e": e, "f": f}, loss


class Groups(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(6, 6, 3, groups=6, padding=1)
        self.b = nn.Conv2d(6, 18, (2, 3), groups=6, stride=(2, 1), padding=(0, 1), bias=False)
        self.c = nn.Conv2d(18, 9, 2, groups=3)
        self.y = nn.Linear(45, 3)

    def forward(self, x):
        a = torch.tanh(self.a(x.view(ROWS, 6, 5, 6)))
        b = torch.relu(self.b(a))
        c = self.c(b)
        y = self.y(c.flatten(1))
        return {"a": a, "b": b, "c": c, "y": y}, F.cross_entropy(y, labels(2, 3, ROWS))


class Separable(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.ModuleDict(
            {
                "depthwise": nn.Conv2d(3, 6, 3, groups=3, stride=2, padding=1, bias=False),
                "pointwise": nn.Conv2d(6, 7, 1),
            }
        )
        self.b = nn.Conv2d(7, 21, 2, groups=7)
        self.y = nn.Linear(84, 3)

    def forward(self, x):
        a = self.a["depthwise"](x.view(ROWS, 3, 5, 6))
        a = torch.tanh(self.a["pointwise"](a))
        b = torch.relu(self.b(a))
        y = self.y(b.flatten(1))
        return {"a": a, "b": b, "y": y}, F.cross_entropy(y, labels(2, 3, ROWS))
class Upsamples(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 7, 2)
        self.y1 = nn.Linear(168, 3)
        self.y2 = nn.Linear(168, 3)
        self.y3 = nn.Linear(168, 3)
        self.y4 = nn.Linear(84, 3)

    def forward(self, x):
        a = self.a(x.view(ROWS, 3, 3, 5))
        b = nn.Upsample(scale_factor=(3, 1))(a)
        c = nn.Upsample(scale_factor=(3, 1), mode="bilinear")(a)
        d = nn.Upsample(scale_factor=(1, 3), mode="bilinear", align_corners=True)(a)
        e = nn.Upsample(scale_factor=3, mode="linear")(a[:, :, 0])
        flat = (self.y1, b), (self.y2, c), (self.y3, d), (self.y4, e)
        heads = [head(values.flatten(1)) for head, values in flat]
        loss = sum(F.cross_entropy(y, labels(2, 3, ROWS)) for y in heads)
        return {"b": b, "c": c, "d": d, "e": e}, loss


class Penalties(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(7, 17)
        self.b = nn.Linear(17, 9)
        self.y = nn.Linear(9, 5)

    def forward(self, x):
        y = self.y(torch.tanh(self.b(torch.tanh(self.a(x)))))
        loss = (
            2 * F.mse_loss(y, pattern(2, 1, ROWS, 5))
            + 0.01 * self.a.weight.pow(2).sum()
            + 0.02 * (self.b.weight.abs().sum() + self.b.bias.abs().sum())
            + 0.005 * self.y.weight.abs().sum()
            + 0.03 * self.y.weight.pow(2).sum()
        )
        return {"y": y}, loss


class BatchNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.h = nn.Linear(4, 9)
        self.a = nn.BatchNorm1d(9)
        self.c = nn.Linear(9, 9, bias=False)
        self.y = nn.BatchNorm1d(9, eps=0.01, affine=False)

    def forward(self, x):
        b = torch.tanh(self.a(self.h(x)))
        c = self.c(b)
        y = self.y(c)
        return {"b": b, "c": c, "y": y}, F.mse_loss(y, pattern(2, 1, ROWS, 9))


class ImageNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 7, 3, padding=1, bias=False)
        self.b = nn.BatchNorm2d(7)
        self.d = nn.Conv1d(7, 5, 3)
        self.e = nn.BatchNorm1d(5, eps=0.01, affine=False)
        self.f = nn.Conv3d(5, 9, 2)
        self.g = nn.BatchNorm3d(9, momentum=0.5)
        self.y = nn.Linear(36, 3)

    def forward(self, x):
        b = self.b(self.a(x.view(-1, 3, 4, 5)))
        e = self.e(self.d(torch.tanh(b).view(-1, 7, 20)))
        g = self.g(self.f(e.view(-1, 5, 2, 3, 3)))
        y = self.y(g.flatten(1))
        return {"b": b, "e": e, "g": g, "y": y}, F.cross_entropy(y, labels(2, 3, ROWS))


class RmsNorm(nn.Module):
    """torch.nn.RMSNorm, which came with PyTorch 2.4, by its documented formula."""

    def __init__(self, features, eps):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(features))
        self.eps = eps

    def forward(self, x):
        return x / torch.sqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


class SampleNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.h = nn.Linear(4, 30)
        self.a = nn.LayerNorm(30)
        self.b = RmsNorm(30, torch.finfo(torch.float64).eps)
        self.d = nn.LayerNorm((3, 5), eps=0.01)
        self.e = RmsNorm(5, 0.1)

    def forward(self, x):
        a = self.a(self.h(x))
        b = self.b(a)
        d = self.d(b.view(-1, 2, 3, 5))
        y = self.e(d).flatten(1)
        return {"a": a, "b": b, "d": d, "y": y}, F.mse_loss(y, pattern(2, 1, ROWS, 30))


class Responses(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 7, 3)
        self.y = nn.Linear(42, 3)

    def forward(self, x):
        b = F.local_response_norm(self.a(x.view(-1, 3, 4, 5)), 5)
        c = F.local_response_norm(b, 4, alpha=2, beta=0.6, k=0.5)
        y = self.y(c.flatten(1))
        return {"b": b, "c": c, "y": y}, F.cross_entropy(y, labels(2, 3, ROWS))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(6, 9)
        self.change = nn.Linear(9, 6)

    def forward(self, x):
        return x + self.change(torch.tanh(self.hidden(x)))


class Gate(nn.Module):
    def __init__(self):
        super().__init__()
        self.gate = nn.Linear(6, 6)
        self.after = Residual()

    def forward(self, a, b):
        return self.after(torch.sigmoid(self.gate(a)) * b)


class Blocks(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Residual()
        self.both = Gate()

    def forward(self, x):
        first = self.first(x)
        y = self.both(self.both(x, first), x)
        return {"y": y}, F.mse_loss(y, pattern(2, 1, ROWS, 6))


class Steps(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 17)
        self.norm = nn.LayerNorm(17)
        self.b = nn.Linear(17, 5)

    def forward(self, x):
        x = x.reshape(ROWS, 6, 4)
        y = torch.softmax(self.b(self.norm(torch.tanh(self.a(x)))), 2)
        return {"y": y}, F.mse_loss(y, pattern(2, 1, ROWS, 6, 5))


class Tokens(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = nn.Embedding(9, 17, padding_idx=2)
        self.y = nn.Linear(17, 5)

    def forward(self, words):
        e = self.e(words.reshape(ROWS, 6))
        y = self.y(torch.tanh(e))
        return {"e": e, "y": y}, F.mse_loss(y, pattern(2, 1, ROWS, 6, 5))


class StepLabels(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 7)
        self.b = nn.Linear(4, 7)

    def forward(self, x):
        x = x.reshape(ROWS, 6, 4)
        a, b = self.a(x).flatten(0, 1), self.b(x).flatten(0, 1)
        t = labels(2, 7, ROWS * 6)
        weights = torch.tensor([1, 2, 0.5, 1, 3, 0, 1], dtype=torch.float64)
        loss = F.cross_entropy(a, t, ignore_index=3)
        loss = loss + F.cross_entropy(b, t, weights, ignore_index=3, label_smoothing=0.1)
        return {}, loss + F.nll_loss(F.log_softmax(a, 1), t, weights, ignore_index=3)


class OverTime(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv1d(4, 7, 3, dilation=2)
        self.norm = nn.BatchNorm1d(7, eps=0.1)
        self.b = nn.Linear(7, 5)
        self.c = nn.Conv1d(5, 6, 2, stride=2)
        self.y = nn.Linear(6, 3)

    def forward(self, x):
        x = x.reshape(ROWS, 6, 4).transpose(1, 2)
        a = torch.relu(self.norm(self.a(F.pad(x, (4, 0)))))
        pooled = F.max_pool1d(F.pad(a, (1, 0), value=float("-inf")), 2, 1).transpose(1, 2)
        b = torch.tanh(self.b(pooled))
        c = self.c(F.pad(b.transpose(1, 2), (1, 0))).transpose(1, 2)
        y = self.y(c)
        outputs = {"pooled": pooled, "b": b, "c": c, "y": y}
        return outputs, F.mse_loss(y, pattern(2, 1, ROWS, 3, 3))


class VaryingOverTime(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv1d(4, 5, 3)
        self.b = nn.Conv1d(5, 5, 2, groups=5)

    def forward(self, x):
        x, steps = x.reshape(ROWS, 6, 4).transpose(1, 2), 1 + labels(2, 6, ROWS)
        samples = [x[b : b + 1, :, :n] for b, n in enumerate(steps)]
        samples = [torch.tanh(self.a(F.pad(s, (2, 0)))) for s in samples]
        samples = [self.b(F.pad(s, (1, 0)))[0].transpose(0, 1) for s in samples]
        last, t = torch.stack([s[-1] for s in samples]), pattern(3, 1, ROWS, 6, 5)
        loss = F.mse_loss(torch.cat(samples), torch.cat([t[b, :n] for b, n in enumerate(steps)]))
        return {"last": last}, loss


class Varying(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 5)

    def forward(self, x):
        a, steps = torch.tanh(self.a(x.reshape(ROWS, 6, 4))), 1 + labels(2, 6, ROWS)
        samples = [a[b, :n] for b, n in enumerate(steps)]
        mean = torch.stack([s.mean(0) for s in samples])
        most = torch.stack([s.amax(0) for s in samples])
        last = torch.stack([s[-1] for s in samples])
        back = torch.stack([torch.cat([a[b, :n].flip(0), a[b, n:]]) for b, n in enumerate(steps)])
        y, t = back + (mean + most + last)[:, None], pattern(3, 1, ROWS, 6, 5)
        loss = F.mse_loss(*(torch.cat([v[b, :n] for b, n in enumerate(steps)]) for v in (y, t)))
        return {"a": a, "mean": mean, "max": most, "last": last, "y": y}, loss


def ops():
    models = (
        (Dense, 7),
        (Activations, 3),
        (Softmax, 6),
        (Joins, 4),
        (Stretched, 3),
        (Reductions, 3),
        (Moves, 3),
        (Attention, 6),
        (Functions, 3),
        (Slopes, 3),
        (ClassLosses, 4),
        (PairLosses, 4),
        (Penalties, 7),
        (Normalizes, 30),
        (Convolutions, 126),
        (BatchNorms, 4),
        (ImageNorms, 60),
        (SampleNorms, 4),
        (Responses, 60),
        (Transposed, 60),
        (Blocks, 6),
        (Pools, 189),
        (Groups, 180),
        (Separable, 90),
        (Upsamples, 45),
        (Steps, 24),
        (Tokens, 6),
        (StepLabels, 24),
        (Varying, 24),
        (OverTime, 24),
        (VaryingOverTime, 24),
    )
    for model, features in models:
        net = initialize(model(), torch.float64)
        x = labels(1, 9, ROWS * features) if model is Tokens else pattern(1, 1, ROWS, features)
        outputs, _ = net.eval()(x)
        _, loss = net.train()(x)
        loss.backward()
        write(model.__name__, net, outputs, loss)


def write(file, net, outputs, loss):
    out = Lines(file)
    for name, value in outputs.items():
        out.add(name, value)
    out.add("loss", loss)
    for name, parameter in net.named_parameters():
        out.add(name, parameter.grad)
    for name, buffer in statistics(net):
        out.add(name, buffer)
    out.write()


class Classifier(nn.Module):
    rows = 12

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(17, 36)
        self.scores = nn.Linear(36, 7)

    def loss(self, dtype):
        scores = self.scores(torch.relu(self.hidden(pattern(1, 1, self.rows, 17).to(dtype))))
        return F.cross_entropy(scores, labels(2, 7, self.rows))


class Regressor(nn.Module):
    rows = 5

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 7)
        self.y = nn.Linear(7, 2)

    def loss(self, dtype):
        y = torch.sigmoid(self.hidden(pattern(1, 1, self.rows, 3).to(dtype)))
        return F.mse_loss(torch.sigmoid(self.y(y)), pattern(2, 1, self.rows, 2).to(dtype))


class Normalized(nn.Module):
    rows = 5

    def __init__(self):
        super().__init__()
        # A bias before it has a gradient of 0 but for rounding, which Adam would magnify.
        self.hidden = nn.Linear(3, 7, bias=False)
        self.norm = nn.BatchNorm1d(7, momentum=0.2)
        self.y = nn.Linear(7, 2)

    def loss(self, dtype):
        bent = torch.tanh(self.norm(self.hidden(pattern(1, 1, self.rows, 3).to(dtype))))
        return F.mse_loss(self.y(bent), pattern(2, 1, self.rows, 2).to(dtype))


class NormalizedImages(nn.Module):
    rows = 5

    def __init__(self):
        super().__init__()
        self.filtered = nn.Conv2d(2, 7, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(7, momentum=0.2)
        self.y = nn.Linear(84, 2)

    def loss(self, dtype):
        filtered = self.filtered(pattern(1, 1, self.rows, 2, 3, 4).to(dtype))
        y = self.y(torch.tanh(self.norm(filtered)).flatten(1))
        return F.mse_loss(y, pattern(2, 1, self.rows, 2).to(dtype))


def training():
    optimizers = {
        "Sgd": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
        "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
    }
    for model in Classifier, Regressor, Normalized, NormalizedImages:
        for rule, optimizer in optimizers.items():
            for dtype, kind in ((torch.float64, "Double"), (torch.float32, "Float")):
                net = initialize(model(), dtype)
                steps = optimizer(net.parameters())
                losses = []
                for _ in range(20):
                    steps.zero_grad()
                    loss = net.loss(dtype)
                    loss.backward()
                    steps.step()
                    losses.append(loss.detach())
                out = Lines(model.__name__ + rule + kind)
                out.add("losses", torch.stack(losses))
                for name, parameter in [*net.named_parameters(), *statistics(net)]:
                    out.add(name, parameter, step=5)
                out.write()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    ops()
    training()
