"""Writes optimizers.csv: 20 steps of torch.optim from fixed weights over fixed gradients.

Run from runtime/ with PyTorch (made with Debian's python3-torch, 1.13):
    python3 src/test/python/optimizers.py > src/test/resources/dev/lanewise/runtime/optimizers.csv

Lines are `gradient,step,values` and `optimizer,dtype,step,weights after the step`. All gradients and
starting weights are floats, so that both precisions see the same numbers.
"""

import torch

WEIGHTS, STEPS = 7, 20
OPTIMIZERS = {
    "sgd": lambda w: torch.optim.SGD(w, lr=0.1),
    "momentum": lambda w: torch.optim.SGD(w, lr=0.05, momentum=0.9),
    "adam": lambda w: torch.optim.Adam(w, lr=0.01),
    "adam-tuned": lambda w: torch.optim.Adam(w, lr=0.02, betas=(0.8, 0.95), eps=1e-4),
}


def line(*cells):
    print(",".join(str(c) for c in cells))


torch.manual_seed(20)
start = torch.randn(WEIGHTS)
gradients = torch.randn(STEPS, WEIGHTS) * torch.logspace(-3, 2, WEIGHTS)
line("start", "-", 0, *start.tolist())
for step in range(STEPS):
    line("gradient", "-", step + 1, *gradients[step].tolist())
for name, optimizer in OPTIMIZERS.items():
    for dtype in (torch.float32, torch.float64):
        weights = torch.nn.Parameter(start.to(dtype, copy=True))  # steps change it in place
        torch_optimizer = optimizer([weights])
        for step in range(STEPS):
            weights.grad = gradients[step].to(dtype)
            torch_optimizer.step()
            line(name, str(dtype).removeprefix("torch."), step + 1, *weights.tolist())
