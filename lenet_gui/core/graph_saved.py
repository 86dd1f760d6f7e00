"""What a node saved for backward, and what has become of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto

import torch
from torch import Tensor

from lenet_gui.core.graph import SavedStatus, SavedTensor
from lenet_gui.core.graph_lines import LOSS, Made
from lenet_gui.core.graph_walk import Node, Walk
from lenet_gui.core.snapshot import Layer

_OUT_OF_DATE = re.compile(r"is at version (\d+); expected version (\d+)")

_UNKNOWN = (None, -1, -1)

_HELD = 64
"""Nodes whose tensors are held, at most: of one forward. The graphs of losses that were added up
over iterations are as long as the training."""

_names: dict[type, tuple[str, ...]] = {}


class _Role(Enum):
    """What a saved tensor is in the forward."""

    BEFORE = auto()  # what went in
    WEIGHT = auto()
    RESULT = auto()
    INDICES = auto()  # the places of the largest numbers: as many as the result has
    TARGET = auto()


_ALWAYS = -1
_OWN = -1

_ROLES: Mapping[tuple[str, str], tuple[_Role, int, int]] = {
    ("AddmmBackward0", "mat1"): (_Role.BEFORE, 1, 2),
    ("AddmmBackward0", "mat2"): (_Role.WEIGHT, 2, 1),
    ("ConvolutionBackward0", "input"): (_Role.BEFORE, 0, _ALWAYS),
    ("ConvolutionBackward0", "weight"): (_Role.WEIGHT, 1, _ALWAYS),
    ("MaxPool2DWithIndicesBackward0", "self"): (_Role.BEFORE, 0, _ALWAYS),
    ("MaxPool2DWithIndicesBackward0", "result1"): (_Role.INDICES, _OWN, _ALWAYS),
    ("ReluBackward0", "result"): (_Role.RESULT, _OWN, _ALWAYS),
    ("MseLossBackward0", "self"): (_Role.BEFORE, 0, _ALWAYS),
    ("MseLossBackward0", "target"): (_Role.TARGET, 1, _ALWAYS),
    ("NllLossBackward0", "self"): (_Role.BEFORE, 0, _ALWAYS),
    ("NllLossBackward0", "target"): (_Role.TARGET, _OWN, _ALWAYS),
    ("LogSoftmaxBackward0", "result"): (_Role.RESULT, _OWN, _ALWAYS),
    ("SoftmaxBackward0", "result"): (_Role.RESULT, _OWN, _ALWAYS),
}
"""By class and name: what it is; which of ``next_functions`` leads to what made it; and for which
of them it was saved, which it was not where that one is None.

From PyTorch's derivatives.yaml, where the arguments that can require a gradient are the
``next_functions``, in order. So what a tensor is can be told when it has been freed, too.
"""


def saved_tensors(node: Node) -> Iterator[tuple[str, Tensor | None, tuple[int, int] | None]]:
    """What `node` saved for backward: tensors that must not outlive the look at them.

    Yields:
        PyTorch's name without ``_saved_``; the tensor, or ``None`` if it was freed; and, where it
        was changed in place since, its version now and when it was saved, in PyTorch's words.
    """
    for key in _names_of(type(node)):
        name = key.removeprefix("_saved_")
        tensor = getattr(node, f"_raw{key}").data  # without a look at its version
        if tensor is None:
            if _was_saved(node, key, name):
                yield name, None, None
            continue
        try:
            tensor = getattr(node, key)
        except RuntimeError as error:
            found = _OUT_OF_DATE.search(str(error))
            if found is None:
                raise
            yield name, tensor, (int(found[1]), int(found[2]))
        else:
            yield name, tensor, None


def hold_saved(root: Tensor) -> object:
    """Hold what the graph behind `root` has saved, so that backward frees it without a wait.

    A tensor that nobody but the graph holds is freed together with its Python object. For that,
    PyTorch's engine takes the interpreter's lock, at node after node, and so waits for each other
    thread that has it. It does not where C++ holds the tensor once more, as this list of C++ does.

    Args:
        root: where the backward will start.

    Returns:
        What holds them: to be dropped after the backward.
    """
    nodes: list[Node] = [root.grad_fn]
    saved: list[Tensor] = []
    for node in nodes:  # which grows meanwhile
        for key in _names_of(type(node)):
            tensor = getattr(node, f"_raw{key}").data
            if tensor is not None:
                saved.append(tensor)
        if len(nodes) < _HELD:
            nodes += [other for other, _ in node.next_functions if other is not None]
    return torch._C.ScriptList(saved) if saved else None


def _names_of(kind: type) -> tuple[str, ...]:
    names = _names.get(kind)
    if names is None:
        # What else it saved, numbers and shapes, has no raw form.
        keys = set(dir(kind))
        names = tuple(sorted(key for key in keys if f"_raw{key}" in keys))
        _names[kind] = names
    return names


def _was_saved(node: Node, key: str, name: str) -> bool:
    """Whether a tensor that is not there has been freed, or was never saved."""
    role = _ROLES.get((type(node).__name__, name))
    if role is not None:
        return role[2] == _ALWAYS or node.next_functions[role[2]][0] is not None
    try:
        getattr(node, key)
    except RuntimeError:  # which takes 15 us, a hundred times as long as a look
        return True
    return False


def storage(tensor: Tensor) -> int:
    """Where a tensor's numbers lie: the same for a view of it."""
    return tensor.untyped_storage().data_ptr()


def size(tensor: Tensor) -> int:
    """Bytes of the memory in which its numbers lie; an expanded tensor has more numbers."""
    return tensor.untyped_storage().nbytes()


class SavedReader:
    """Reads what the nodes of one walk saved, each tensor's memory counted once."""

    __slots__ = ("_before", "_counted", "_made", "_parameters", "_shapes", "_variables", "_walk")

    def __init__(
        self,
        walk: Walk,
        made: Made,
        layers: Sequence[Layer],
        parameters: Mapping[str, Tensor],
        counted: set[int],
    ) -> None:
        """Prepare.

        Args:
            walk: the graph.
            made: which line made each node.
            layers: the rows of the network's summary, the input first.
            parameters: the parameters by name.
            counted: storages that have been counted; those that are found are added.
        """
        self._walk = walk
        self._made = made
        names = [layer.name for layer in layers]
        self._before = dict(zip(names[1:], names, strict=False))
        self._shapes = {layer.name: layer.output_shape for layer in layers}
        self._parameters = parameters
        self._variables = {id(tensor): name for name, tensor in parameters.items()}
        self._counted = counted

    def variable(self, node: Node) -> str:
        """The parameter whose gradient an AccumulateGrad adds to; empty: none of the network's."""
        return self._variables.get(id(getattr(node, "variable", None)), "")

    def read(self, node: Node) -> tuple[SavedTensor, ...]:
        """What a node saved."""
        found = []
        name = type(node).__name__
        for key, tensor, versions in saved_tensors(node):
            role, edge, _ = _ROLES.get((name, key), _UNKNOWN)
            of, transposed = self._of(node, role, edge)
            if tensor is None:
                shape = self._shape(node, role, edge)
                saved = SavedTensor(key, of, transposed, shape, 0, None, None, SavedStatus.FREED)
            else:
                now, then = versions or (tensor._version, tensor._version)
                status = SavedStatus.ALIVE if versions is None else SavedStatus.OUT_OF_DATE
                shape, more = tuple(tensor.shape), 0
                if (where := storage(tensor)) not in self._counted:
                    self._counted.add(where)
                    more = size(tensor)
                saved = SavedTensor(key, of, transposed, shape, more, then, now, status)
            found.append(saved)
        return tuple(found)

    def _of(self, node: Node, role: _Role | None, edge: int) -> tuple[str, bool]:
        stage = self._made.get(node, ("", ""))[0]
        if role is _Role.TARGET:
            return "target", False
        if not stage or role is None or role is _Role.INDICES:
            return "", False
        if role is _Role.WEIGHT:
            return self._weight(node, stage, edge)
        if stage != LOSS:
            return (stage if role is _Role.RESULT else self._before.get(stage, "")), False
        if role is _Role.BEFORE:  # the output, or what the loss made of it
            before = self._made.get(self._unexpanded(node, edge), ("", ""))[0]
            return ("" if before == LOSS else before), False
        return "", False

    def _unexpanded(self, node: Node, edge: int) -> Node | None:
        """What an edge leads to, past the broadcasting of it to the target's shape."""
        other = self._walk.followers[node][edge]
        while type(other).__name__ == "ExpandBackward0":
            other = self._walk.followers[other][0]
        return other

    def _weight(self, node: Node, stage: str, edge: int) -> tuple[str, bool]:
        transposed = type(node).__name__ == "AddmmBackward0"
        other = self._walk.followers[node][edge]
        if other is None:  # it was frozen at the forward
            return f"{stage}.weight", transposed
        if transposed:
            other = self._walk.followers[other][0]
        name = self.variable(other)
        return name, transposed and bool(name)

    def _shape(self, node: Node, role: _Role | None, edge: int) -> tuple[int, ...]:
        """The shape of what was freed, as far as it follows from what is left."""
        if role is None:
            return ()
        if edge < 0:
            return () if role is _Role.TARGET else result_shape(node)
        other = self._walk.followers[node][edge]
        if other is not None:
            return result_shape(other)
        stage = self._made.get(node, ("", ""))[0]
        if role is _Role.BEFORE and stage in self._before:
            return (result_shape(node)[0], *self._shapes[self._before[stage]])
        weight = self._parameters.get(f"{stage}.weight")
        if role is _Role.WEIGHT and weight is not None:
            shape = tuple(weight.shape)
            return shape[::-1] if type(node).__name__ == "AddmmBackward0" else shape
        return ()


def result_shape(node: Node) -> tuple[int, ...]:
    """The shape of the gradient that flows into a node."""
    return tuple(node._input_metadata[0].shape)
