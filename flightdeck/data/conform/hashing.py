"""References as keyed hashes, so that no reference of a record system is kept.

BLAKE2b with a secret key (RFC 7693), 64 bits: equal references give equal hashes in every frame, nobody
without the key can find the reference by trying, and among 20 million references two share a hash with a
chance of one in 90,000. Kept as unsigned integers while rows are conformed, written as 16 hexadecimal digits.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

MISSING = np.uint64(0)  # no reference hashes to it in practice; a reference that did would count as missing
DIGITS = 16
_LONGEST_KEY = 64  # bytes BLAKE2b takes; a longer key is hashed first

Hashes = npt.NDArray[np.uint64]


def hashed(references: Sequence[str], *, key: bytes) -> Hashes:
    """The keyed hash of each reference."""
    short = key if len(key) <= _LONGEST_KEY else blake2b(key).digest()
    digests = b"".join([blake2b(text.encode(), digest_size=8, key=short).digest() for text in references])
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def as_text(hashes: Hashes) -> pd.Series:
    """The hashes as 16 hexadecimal digits; the missing one as a missing value."""
    digits = hashes.astype(">u8").tobytes().hex().encode()
    offsets = np.arange(0, DIGITS * (len(hashes) + 1), DIGITS, dtype=np.int64)
    present = np.packbits(hashes != MISSING, bitorder="little").tobytes()
    buffers = [pa.py_buffer(present), pa.py_buffer(offsets.tobytes()), pa.py_buffer(digits)]
    texts = pa.LargeStringArray.from_buffers(len(hashes), buffers[1], buffers[2], buffers[0])
    return pd.Series(texts.to_pandas(), dtype="str")
