"""Writes sample.safetensors, one tensor of each type that can be loaded, and their values as sample.csv.

Run from runtime/ with PyTorch (made with Debian's python3-torch, 1.13):
    python3 src/test/python/safetensors_sample.py src/test/resources/dev/lanewise/runtime
"""

import ctypes
import json
import pathlib
import struct
import sys

import torch

TYPES = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}

torch.manual_seed(7)
tensors = {
    "first.weight": torch.randn(2, 3).to(torch.float16),
    "first.bias": torch.randn(2).to(torch.bfloat16),
    "second.weight": torch.randn(3, 2, dtype=torch.float64),
    "second.bias": torch.randn(3),
}
# Values at the edges of float16: the largest, the least normal, the least subnormal.
tensors["first.weight"][0] = torch.tensor([65504.0, -(2.0**-14), 2.0**-24])

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

out = pathlib.Path(sys.argv[1])
(out / "sample.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
with open(out / "sample.csv", "w") as csv:
    for name, tensor in tensors.items():
        print(",".join([name] + [repr(v) for v in tensor.double().flatten().tolist()]), file=csv)
