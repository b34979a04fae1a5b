"""Writes arrays.npz, an array of each type and form that can be read, and matrix.npy.

Run from runtime/ with NumPy (made with Debian's python3-numpy, 1.24):
    python3 src/test/python/npy_sample.py src/test/resources/dev/lanewise/runtime
"""

import pathlib
import sys

import numpy as np

out = pathlib.Path(sys.argv[1])
matrix = np.array([[1, 2, 3], [4, 5, 6.5]], np.float32)
np.save(out / "matrix.npy", matrix)
np.savez_compressed(
    out / "arrays.npz",
    float32=matrix,
    float64=np.arange(24).reshape(2, 3, 4) / 8,
    fortran=np.asfortranarray(np.arange(24).reshape(2, 3, 4) / 8),
    int32=np.array([-1, 2**31 - 1], np.int32),
    int64=np.array([[-1], [2**40]]),
    uint8=np.array([[0, 51], [255, 128]], np.uint8),
    bigEndian=np.array([1.5, -2], ">f8"),
    scalar=np.float32(7),
)
