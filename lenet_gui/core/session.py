"""A session as data: all that is needed to make every call of it again. Nothing imports torch."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from lenet_gui.core.commands import Command
from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.timeline import Moment


@dataclass(frozen=True, slots=True)
class SaveSession(Command):
    """Write the session to a file.

    Attributes:
        path: the file.
        backup: it is the program's own copy, beside whatever a person saves.
    """

    path: str
    backup: bool = False


@dataclass(frozen=True, slots=True)
class OpenSession(Command):
    """Read a session from a file, make its calls again, and go on with it.

    Attributes:
        path: the file.
        name: where it is to be saved again, as for a copy that was found after a crash;
            ``None``: at `path`; empty: nowhere yet.
    """

    path: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Environment:
    """Where numbers were computed: their bits depend on it.

    Attributes:
        torch: PyTorch's version.
        python: Python's version.
        system: the operating system, such as ``Linux``.
        machine: the processor's architecture, such as ``x86_64``.
        processor: what torch makes of the processor, such as ``AVX2``.
    """

    torch: str
    python: str
    system: str
    machine: str
    processor: str


@dataclass(frozen=True, slots=True, eq=False)
class SessionBranch:
    """One branch.

    Attributes:
        number: as in `timeline.Branch`.
        name: as there.
        parent: as there.
        fork: as there.
        calls: index of each call into `Session.commands`, uint32.
        losses: the loss that each call computed, float64; NaN: it computed none.
    """

    number: int
    name: str
    parent: int | None
    fork: int
    calls: npt.NDArray[np.uint32]
    losses: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Digest:
    """SHA-256 of the state at a moment: parameters, gradients, optimizer, generators, cursor.

    Attributes:
        moment: when.
        value: 64 hexadecimal digits.
    """

    moment: Moment
    value: str


@dataclass(frozen=True, slots=True, eq=False)
class SavedState:
    """The state at a moment, to start from without making the calls before it.

    Attributes:
        moment: when.
        facts: numbers and texts, as JSON has them.
        tensors: arrays by name.
    """

    moment: Moment
    facts: Mapping[str, "Fact"]
    tensors: Mapping[str, npt.NDArray[np.generic]]


Fact = str | int | float | bool | None | list["Fact"] | dict[str, "Fact"]
"""What JSON can hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """All that a file holds.

    Attributes:
        seed: seed of the start.
        source: the input at the start.
        device: where the network computes at the start.
        threads: torch's threads at the start.
        environment: where the numbers were computed.
        commands: each different command once.
        branches: in the order of their numbers; the first has no parent.
        now: the present moment.
        digests: of some moments; the present one is among them.
        states: some moments' states, or none.
    """

    seed: int
    device: str
    threads: int
    environment: Environment
    commands: tuple[Command, ...]
    branches: tuple[SessionBranch, ...]
    now: Moment
    source: InputSource = field(default_factory=RandomImage)
    digests: tuple[Digest, ...] = ()
    states: tuple[SavedState, ...] = ()


@dataclass(frozen=True, slots=True)
class Deviation:
    """The first call at which a replay came out otherwise.

    Attributes:
        moment: after that call; the last moment before which all agreed is the one before it
            where the losses tell, else it is the next one with a digest.
        line: the call's line of PyTorch.
        recorded: the loss as it was; ``None``: the call computes none.
        found: the loss as it is now; ``None``: as above.
        largest: largest absolute difference of a parameter at the next saved state; ``None``:
            no state was saved to compare with.
    """

    moment: Moment
    line: str
    recorded: float | None
    found: float | None
    largest: float | None


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What came of replaying a session.

    Attributes:
        calls: calls of the session.
        replayed: how many of them were made again.
        digests: states compared by their SHA-256.
        losses: losses compared, bit by bit.
        deviation: the first difference; ``None``: there was none.
        loss: the last loss at the present moment; ``None``: there is none.
        saved_on: where it was saved.
        replayed_on: where it was replayed.
    """

    calls: int
    replayed: int
    digests: int
    losses: int
    deviation: Deviation | None
    loss: float | None
    saved_on: Environment
    replayed_on: Environment

    @property
    def verified(self) -> bool:
        """Every call was made again, and every bit that was compared is the same."""
        return self.deviation is None and self.replayed == self.calls


@dataclass(frozen=True, slots=True)
class SessionView:
    """What the window needs to know of the session's file.

    Attributes:
        path: where it was saved or opened; empty: nowhere yet.
        changed: calls were made since then.
        revision: counts whatever would be saved otherwise, such as calls and names of branches.
        backed_up: the revision that the last `SaveSession.backup` has written; -1: none.
        report: of the last `OpenSession`; ``None``: there was none.
    """

    path: str = ""
    changed: bool = False
    revision: int = 0
    backed_up: int = -1
    report: ReplayReport | None = None
