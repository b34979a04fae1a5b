"""What PyTorch makes of the sample Shakespeare: the same layers, windows, rates and number of updates.

    /usr/bin/python3 samples/src/test/python/shakespeare.py DIR [EPOCHS]

DIR holds input.txt. Prints the bits that a character of the last tenth takes, read as one sequence.
"""
import math
import pathlib
import sys
import torch
from torch import nn
from torch.nn import functional as F

BATCH, LENGTH, FEATURES, UNITS = 32, 64, 64, 128


class Model(nn.Module):
    def __init__(self, characters):
        super().__init__()
        self.characters = nn.Embedding(characters, FEATURES)
        self.state = nn.LSTM(FEATURES, UNITS, batch_first=True)
        self.scores = nn.Linear(UNITS, characters)

    def forward(self, text, state=None):
        y, state = self.state(self.characters(text), state)
        return self.scores(y), state


def train(model, text, epochs, rate):
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    size = (len(text) - 1) // BATCH
    rows = torch.stack([text[b * size : b * size + size + 1] for b in range(BATCH)])
    for epoch in range(epochs):
        state, total, windows = None, 0.0, size // LENGTH
        for w in range(windows):
            part = rows[:, w * LENGTH : (w + 1) * LENGTH + 1]
            scores, state = model(part[:, :-1], state)
            state = tuple(s.detach() for s in state)
            loss = F.cross_entropy(scores.flatten(0, 1), part[:, 1:].flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        print(f"rate {rate} epoch {epoch + 1}: loss {total / windows:.4f}", flush=True)


def bits(model, text):
    with torch.no_grad():
        scores, _ = model(text[None, :-1])
        return F.cross_entropy(scores[0], text[1:]).item() / math.log(2)


if __name__ == "__main__":
    whole = pathlib.Path(sys.argv[1], "input.txt").read_text()
    epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    alphabet = {c: i for i, c in enumerate(sorted(set(whole)))}
    text = torch.tensor([alphabet[c] for c in whole])
    known = len(text) * 9 // 10
    torch.manual_seed(1)
    model = Model(len(alphabet))
    fine = epochs // 5
    train(model, text[:known], epochs - fine, 4e-3)
    train(model, text[:known], fine, 8e-4)
    print(f"bits a character: {bits(model, text[known:]):.3f}")
