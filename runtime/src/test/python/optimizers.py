"""Writes optimizers.csv: 20 steps of torch.optim from fixed weights over fixed gradients.

Run from runtime/ with PyTorch (made with Debian's python3-torch, 1.13):
    python3 src/test/python/optimizers.py > src/test/resources/dev/lanewise/runtime/optimizers.csv

Lines are `gradient,-,step,values` and `optimizer,dtype,step,weights after the step`, the latter for some steps. All gradients and
starting weights are floats, so that both precisions see the same numbers.
"""

import torch

WEIGHTS, STEPS, WRITTEN = 7, 20, (1, 2, 5, 10, 20)
OPTIM = torch.optim
OPTIMIZERS = {
    "sgd": lambda w: OPTIM.SGD(w, lr=0.1),
    "sgd-decay": lambda w: OPTIM.SGD(w, lr=0.1, weight_decay=0.02),
    "momentum": lambda w: OPTIM.SGD(w, lr=0.05, momentum=0.9),
    "dampened": lambda w: OPTIM.SGD(w, lr=0.05, momentum=0.9, dampening=0.3, weight_decay=0.01),
    "nesterov": lambda w: OPTIM.SGD(w, lr=0.05, momentum=0.9, weight_decay=0.01, nesterov=True),
    "adagrad": lambda w: OPTIM.Adagrad(w, lr=0.1),
    "adagrad-tuned": lambda w: OPTIM.Adagrad(
        w, lr=0.1, lr_decay=0.05, weight_decay=0.1, initial_accumulator_value=0.3, eps=1e-3
    ),
    "adadelta": lambda w: OPTIM.Adadelta(w),
    "adadelta-tuned": lambda w: OPTIM.Adadelta(w, lr=0.5, rho=0.8, eps=1e-4, weight_decay=0.1),
    "rmsprop": lambda w: OPTIM.RMSprop(w, lr=0.02),
    "rmsprop-momentum": lambda w: OPTIM.RMSprop(w, lr=0.02, momentum=0.7),
    "rmsprop-centered": lambda w: OPTIM.RMSprop(w, lr=0.02, alpha=0.9, centered=True, eps=1e-4),
    "rmsprop-tuned": lambda w: OPTIM.RMSprop(
        w, lr=0.02, alpha=0.8, eps=1e-3, weight_decay=0.1, momentum=0.5, centered=True
    ),
    "adam": lambda w: OPTIM.Adam(w, lr=0.01),
    "adam-tuned": lambda w: OPTIM.Adam(w, lr=0.02, betas=(0.8, 0.95), eps=1e-4),
    "adam-decay": lambda w: OPTIM.Adam(w, lr=0.02, weight_decay=0.1),
    "amsgrad": lambda w: OPTIM.Adam(w, lr=0.02, betas=(0.8, 0.9), amsgrad=True),
    "adamw": lambda w: OPTIM.AdamW(w, lr=0.02),
    "adamw-amsgrad": lambda w: OPTIM.AdamW(
        w, lr=0.02, betas=(0.8, 0.9), weight_decay=0.3, amsgrad=True
    ),
    # foreach: the default path of 1.13 multiplies one momentum too many, which 2.0 mended.
    "nadam": lambda w: OPTIM.NAdam(w, lr=0.02, foreach=True),
    "nadam-tuned": lambda w: OPTIM.NAdam(
        w, lr=0.01, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1, momentum_decay=0.1, foreach=True
    ),
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
        torch.set_default_dtype(dtype)  # NAdam's product of momenta has this type
        weights = torch.nn.Parameter(start.to(dtype, copy=True))
        torch_optimizer = optimizer([weights])
        for step in range(STEPS):
            weights.grad = gradients[step].to(dtype, copy=True)  # foreach changes it in place
            torch_optimizer.step()
            if step + 1 in WRITTEN:
                line(name, str(dtype).removeprefix("torch."), step + 1, *weights.tolist())
