"""Writes sample.safetensors, one tensor of each type that can be loaded, and their values as sample.csv;
and affine.safetensors, with a count of batches as PyTorch's batch norm keeps it.

Run from runtime/ with PyTorch (made with Debian's python3-torch, 1.13):
    python3 src/test/python/safetensors_sample.py src/test/resources/dev/lanewise/runtime
"""

import ctypes
import json
import pathlib
import struct
import sys

import torch

TYPES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
}
OUT = pathlib.Path(sys.argv[1])


def write(file, tensors):
    header, data = {"__metadata__": {"format": "pt", "made by": "PyTorch \"1.13\""}}, b""
    for name in sorted(tensors, key=lambda n: -tensors[n].element_size()):
        tensor = tensors[name].contiguous()
        size = tensor.numel() * tensor.element_size()
        header[name] = {
            "dtype": TYPES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [len(data), len(data) + size],
        }
        data += ctypes.string_at(tensor.data_ptr(), size)  # numpy has no bfloat16
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (OUT / file).write_bytes(struct.pack("<Q", len(text)) + text + data)


torch.manual_seed(7)
sample = {
    "first.weight": torch.randn(2, 3).to(torch.float16),
    "first.bias": torch.randn(2).to(torch.bfloat16),
    "second.weight": torch.randn(3, 2, dtype=torch.float64),
    "second.bias": torch.randn(3),
}
# Values at the edges of float16: the largest, the least normal, the least subnormal.
sample["first.weight"][0] = torch.tensor([65504.0, -(2.0**-14), 2.0**-24])
write("sample.safetensors", sample)
with open(OUT / "sample.csv", "w") as csv:
    for name, tensor in sample.items():
        print(",".join([name] + [repr(v) for v in tensor.double().flatten().tolist()]), file=csv)

affine = {
    "z.weight": torch.tensor([[1, 2, 3], [4, 5, 6]], dtype=torch.bfloat16),
    "z.bias": torch.tensor([-1, 0.5], dtype=torch.float64),
    "norm.num_batches_tracked": torch.nn.BatchNorm1d(1).num_batches_tracked,
}
write("affine.safetensors", affine)
