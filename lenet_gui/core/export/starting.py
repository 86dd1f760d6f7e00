"""The statements before the calls: seed, network, input, loss function, optimizer."""

from collections.abc import Iterator

from lenet_gui.core.commands import SetLoss
from lenet_gui.core.export.feeding import load_input
from lenet_gui.core.export.scope import Scope
from lenet_gui.core.export.statements import Role, Statement, wrapped
from lenet_gui.core.lines import pytorch_line


def start(scope: Scope) -> Iterator[Statement]:
    """A new network, and all that begins anew with it."""
    network = f"net = Net(){scope.to_device}"
    yield Statement((f"torch.manual_seed({scope.seed})", network), Role.START)
    yield from load_input(scope, Role.START, follows_network=True)
    yield criterion(scope, Role.START)
    yield from optimizer(scope, Role.START)
    # Not the network's own seed: the vectors would follow the weights' random numbers.
    vectors = f"torch.Generator().manual_seed({scope.seed + 1})"
    yield _set("vectors", vectors, Role.START)
    yield _set("scaler", f'torch.amp.GradScaler("{scope.device}")', Role.START)
    yield _set("history", "[]", Role.START)
    yield _set("kept_losses", "[]", Role.START)


def criterion(scope: Scope, role: Role) -> Statement:
    """The loss function."""
    return Statement((pytorch_line(SetLoss(scope.loss)),), role, optional=True)


def optimizer(scope: Scope, role: Role) -> Iterator[Statement]:
    """The optimizer, the learning rate of the rule by hand, and the scheduler."""
    spec = scope.optimizer
    yield Statement(wrapped(spec.line()), role, optional=True)
    yield _set("learning_rate", repr(spec.lr), role)
    yield scheduler(scope, role)


def scheduler(scope: Scope, role: Role) -> Statement:
    """The scheduler of the training loop; None where it has none.

    The trainer builds it when it is first needed. As building it leaves the learning rate as it
    is, it makes no difference when that is.
    """
    chosen = scope.program.scheduler
    if chosen is None:
        return _set("scheduler", "None", role)
    return Statement((chosen.line(),), role, optional=True)


def _set(name: str, value: str, role: Role) -> Statement:
    return Statement((f"{name} = {value}",), role, optional=True)
