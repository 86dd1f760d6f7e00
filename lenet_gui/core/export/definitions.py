"""What a script defines before its first statement: the network, and how images are read.

The functions do in a few lines what `core.digits`, `core.idx`, `core.image_set` and the trainer's
``evaluate`` do, to the last bit; tests compare them.
"""

from collections.abc import Iterable

from lenet_gui.core import digits
from lenet_gui.core.export.statements import names_read
from lenet_gui.core.listing import NET

_AS_INPUT = '''\
def as_input(images):
    """Bytes of shape (n, 32, 32) as the network takes them: (n, 1, 32, 32), in [0, 1]."""
    return torch.from_numpy(images[:, None].astype(np.float32) / 255)
'''

_PICK = '''\
def pick(part, indices):
    """Some images of a part, and their classes."""
    images, labels = part
    return as_input(images[indices]), torch.from_numpy(labels[indices])
'''

_SHUFFLED = '''\
def shuffled(part, batch_size, seed):
    """Batches for ever: each epoch in an order of its own, its last batch perhaps smaller."""
    rng = np.random.Generator(np.random.PCG64(seed))
    while True:
        order = rng.permutation(len(part[1])).astype(np.int64)
        for first in range(0, len(order), batch_size):
            yield pick(part, order[first : first + batch_size])
'''

_ACCURACY = '''\
def accuracy(net, part, limit=None):
    """The share of the images, from the front, that the network classifies rightly."""
    device = net.fc3.weight.device
    images, labels = pick(part, slice(limit))
    right = 0
    with torch.no_grad():
        for x, y in zip(images.split(256), labels.split(256)):
            right += (net(x.to(device)).argmax(1) == y.to(device)).sum().item()
    return right / len(labels)
'''

_READ_DIGITS = f'''\
def read_digits(path):
    """UCI's handwritten digits (CC BY 4.0): {digits.TRAIN_COUNT} to train with, the rest to test.

    Of each 32 x 32 bitmap the file has the number of ink pixels in each block of 4 x 4; bilinear
    interpolation between the blocks' centres brings it back to 32 x 32 bytes.
    """
    if not path.exists():
        raise FileNotFoundError(f"{{path}}: {{DIGITS_MISSING}}")
    with np.load(path) as file:
        counts, labels = file["x"], file["y"].astype(np.int64)
    pixels = np.arange(32)
    centres = np.clip(2 * pixels - 3, 0, 56)  # in eighths of a block
    before = np.minimum(centres // 8, 6)
    weights = np.zeros((32, 8), np.float32)
    weights[pixels, before] = 8 * (before + 1) - centres
    weights[pixels, before + 1] = centres - 8 * before
    sums = weights @ counts.astype(np.float32) @ weights.T
    images = ((sums.astype(np.int32) * 255 + 512) >> 10).astype(np.uint8)
    order = np.random.Generator(np.random.PCG64({digits.SPLIT_SEED})).permutation(len(labels))
    train, test = order[:{digits.TRAIN_COUNT}], order[{digits.TRAIN_COUNT}:]
    return {{"train": (images[train], labels[train]), "test": (images[test], labels[test])}}
'''

_READ_IDX = '''\
def read_idx(folder, stem, dimensions):
    """The numbers of an IDX file, plain or gzipped: a header of the dimensions, then bytes."""
    names = [f"{stem}{mark}idx{dimensions}-ubyte" for mark in "-."]
    files = [folder / (name + suffix) for suffix in ("", ".gz") for name in names]
    path = next((file for file in files if file.is_file()), files[0])
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    end = 4 + 4 * dimensions
    shape = [int.from_bytes(data[at : at + 4], "big") for at in range(4, end, 4)]
    return np.frombuffer(data, np.uint8, offset=end).reshape(shape)
'''

_READ_MNIST = '''\
def read_mnist(folder):
    """MNIST, or a set of its form, from a folder of four IDX files; 28 x 28 is padded to 32."""
    parts = {}
    for part, prefix in (("train", "train"), ("test", "t10k")):
        images = read_idx(folder, f"{prefix}-images", 3)
        labels = read_idx(folder, f"{prefix}-labels", 1).astype(np.int64)
        margin = (32 - images.shape[1]) // 2
        parts[part] = (np.pad(images, ((0, 0), (margin, margin), (margin, margin))), labels)
    return parts
'''

_SHARE = '''\
def share(batch):
    """This process's part of a batch. Parts differ by one sample at most; some may be empty."""
    return batch.tensor_split(world)[rank]
'''

_FUNCTIONS = {
    "Net": NET,
    "as_input": _AS_INPUT,
    "pick": _PICK,
    "shuffled": _SHUFFLED,
    "accuracy": _ACCURACY,
    "read_digits": _READ_DIGITS,
    "read_idx": _READ_IDX,
    "read_mnist": _READ_MNIST,
    "share": _SHARE,
}

_IMPORTS = {
    "base64": "import base64",
    "contextlib": "import contextlib",
    "copy": "import copy",
    "gzip": "import gzip",
    "json": "import json",
    "Path": "from pathlib import Path",
    "np": "import numpy as np",
    "torch": "import torch",
    "dist": "import torch.distributed as dist",
    "F": "import torch.nn.functional as F",
    "nn": "from torch import nn",
    "optim": "from torch import optim",
    "DistributedDataParallel": "from torch.nn.parallel import DistributedDataParallel",
}
_STANDARD = ("base64", "contextlib", "copy", "gzip", "json", "Path")


def functions(read: Iterable[str]) -> tuple[str, ...]:
    """The definitions that code needs, in an order in which they can stand.

    Args:
        read: the names that the code reads.
    """
    needed: set[str] = set()
    fresh = set(read) & _FUNCTIONS.keys()
    while fresh:
        needed |= fresh
        inner = {name for function in fresh for name in names_read(_FUNCTIONS[function])}
        fresh = (inner & _FUNCTIONS.keys()) - needed
    return tuple(code for name, code in _FUNCTIONS.items() if name in needed)


def imports(read: Iterable[str]) -> tuple[str, ...]:
    """The import lines that code needs: Python's own, a blank line, the others.

    Args:
        read: the names that the code reads.
    """
    wanted = set(read)
    own = [_IMPORTS[name] for name in _STANDARD if name in wanted]
    others = [line for name, line in _IMPORTS.items() if name in wanted - set(_STANDARD)]
    if "nn" in wanted and "optim" in wanted:
        others[others.index(_IMPORTS["nn"])] = "from torch import nn, optim"
        others.remove(_IMPORTS["optim"])
    return (*own, *[""] * bool(own and others), *others)
