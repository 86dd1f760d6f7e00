"""PyTorch's own graph, gone through with a stack and in another way than the program does it."""

import re

import torch

STEP = re.compile(r"\.next_functions\[(\d+)\]\[0\]")


def at(root, path):
    """The node at a path such as ``loss.grad_fn.next_functions[0][0]``, without `eval`."""
    name, _, rest = path.partition(".grad_fn")
    assert ".grad_fn" not in rest
    node = root.grad_fn
    steps = STEP.findall(rest)
    assert path == f"{name}.grad_fn" + "".join(f".next_functions[{s}][0]" for s in steps)
    for step in steps:
        node = node.next_functions[int(step)][0]
    return node


def reachable(root):
    """All nodes behind a tensor."""
    found, left = [], [root.grad_fn]
    while left:
        node = left.pop(0)
        if node is not None and not any(node is other for other in found):
            found.append(node)
            left += [other for other, _ in node.next_functions]
    return found


def saved(node):
    """What a node saved: by name a tensor, or PyTorch's words for why it does not give it out."""
    found = {}
    for key in dir(node):
        if key.startswith("_saved_") and f"_raw{key}" in dir(node):
            try:
                value = getattr(node, key)
            except RuntimeError as error:
                value = str(error)
            if value is not None:
                found[key.removeprefix("_saved_")] = value
    return found


def held_bytes(nodes, known):
    """Bytes of the memory that nodes hold, each storage once, `known` tensors' not counted."""
    storages = {}
    for node in nodes:
        for value in saved(node).values():
            if torch.is_tensor(value):
                storages[value.untyped_storage().data_ptr()] = value.untyped_storage().nbytes()
    for tensor in known:
        storages.pop(tensor.untyped_storage().data_ptr(), None)
    return sum(storages.values())
