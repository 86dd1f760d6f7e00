"""Products and lengths of long vectors in float64.

Not by ``np.dot``: for tens of thousands of numbers it starts threads, and beside the training,
which has its own, they take ten and more times as long as they save.
"""

import math

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def product(a: Vector, b: Vector) -> float:
    """The inner product of two vectors of shape ``(n,)``."""
    return float(np.einsum("i,i->", a, b))


def length(vector: Vector) -> float:
    """The Euclidean norm of a vector of shape ``(n,)``."""
    return math.sqrt(product(vector, vector))
