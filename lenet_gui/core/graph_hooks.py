"""The hooks that are registered on the edges of a graph, as PyTorch's own objects show them."""

from collections.abc import Mapping

from torch import Tensor

from lenet_gui.core.graph import Hook
from lenet_gui.core.graph_walk import Node, Walk
from lenet_gui.core.ledger_capture import Stash
from lenet_gui.core.leftovers import times_ten


def hooks_into(
    walk: Walk,
    parameters: Mapping[str, Tensor],
    results: Mapping[str, Tensor],
    ours: frozenset[str],
) -> dict[Node, tuple[Hook, ...]]:
    """What is registered on the edge into each node; nodes without hooks are left out.

    Args:
        walk: the graph.
        parameters: the parameters by name.
        results: the layers' results, by the layer's name; those of another graph are passed by.
        ours: the layers whose results are to keep their gradient for who looks on.
    """
    found: dict[Node, tuple[Hook, ...]] = {}
    names = {id(tensor): name for name, tensor in parameters.items()}
    for node in walk.nodes:
        variable = getattr(node, "variable", None)
        if variable is not None and (hooks := _hooks(variable, names.get(id(variable), ""))):
            found[node] = hooks
    for name, tensor in results.items():
        if tensor.grad_fn not in walk.places:
            continue
        hooks = _hooks(tensor, name)
        if tensor.retains_grad:
            of = "retain_grad" if name in ours else "experiment"
            hooks += (Hook("retain_grad", of, name),)
        if hooks:
            found[tensor.grad_fn] = hooks
    return found


def _hooks(tensor: Tensor, name: str) -> tuple[Hook, ...]:
    called = tensor._backward_hooks or {}
    # It has its dictionary only once a hook has been registered.
    after = getattr(tensor, "_post_accumulate_grad_hooks", None) or {}
    return (
        *(Hook("register_hook", _owner(hook), name) for hook in called.values()),
        *(Hook("register_post_accumulate_grad_hook", _owner(h), name) for h in after.values()),
    )


def _owner(hook: object) -> str:
    if isinstance(hook, Stash):
        return "ledger"
    return "experiment" if hook is times_ten else ""
