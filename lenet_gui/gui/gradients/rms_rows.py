"""The size of each gradient, and what it is measured against, before anything is painted."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.core.snapshot import GradientState, ParameterRow, Snapshot


@dataclass(frozen=True, slots=True)
class RmsRow:
    """One parameter. What there is none of is ``None``.

    Attributes:
        name: the parameter's name.
        state: None, zeros or values.
        now: root mean square of the gradient's entries; NaN or infinite where an entry is.
        previous: the same before the gradient was last written to.
        first: the same after the first backward.
        to_weight: the gradient's RMS over that of the parameter's entries.
        update_to_weight: the last update's RMS over that of the parameter's entries.
        previous_call: the call after which it was `previous`.
        first_call: the same for `first`.
    """

    name: str
    state: GradientState
    now: float | None
    previous: float | None
    first: float | None
    to_weight: float | None
    update_to_weight: float | None
    previous_call: int | None = None
    first_call: int | None = None

    @property
    def marks(self) -> tuple[float, ...]:
        """What can be drawn on a logarithmic scale."""
        sizes = (self.now, self.previous, self.first)
        return tuple(s for s in sizes if s is not None and 0 < s < math.inf)


def rms_rows(snapshot: Snapshot) -> tuple[RmsRow, ...]:
    """One row a parameter."""
    history = snapshot.gradient_history
    rows = []
    for row in snapshot.rows:
        index = history.names.index(row.name) if row.name in history.names else None
        previous = None if index is None else _previous(history, index, row)
        first = None if index is None else _known(history, index, 0)
        rows.append(
            RmsRow(
                name=row.name,
                state=row.gradient_state,
                now=_over(row.gradient_norm, math.sqrt(row.count)),
                previous=_size(history, index, previous),
                first=_size(history, index, first),
                to_weight=_over(row.gradient_norm, row.norm),
                update_to_weight=_over(row.update_norm, row.norm),
                previous_call=_call(history, previous),
                first_call=_call(history, first),
            )
        )
    return tuple(rows)


def decades(rows: Iterable[RmsRow]) -> tuple[int, int]:
    """The powers of ten between which all marks lie; 1e-3 to 1 where there are none."""
    marks = [mark for row in rows for mark in row.marks]
    if not marks:
        return -3, 0
    low, high = math.floor(math.log10(min(marks))), math.ceil(math.log10(max(marks)))
    return low, max(high, low + 1)


def _over(value: float | None, other: float) -> float | None:
    return None if value is None or other == 0 else value / other


def _previous(history: GradientHistory, index: int, row: ParameterRow) -> int | None:
    """The newest moment whose gradient is not the present one itself."""
    if not len(history):
        return None
    newest = float(history.moments["norm"][-1, index])
    # As text, because a norm that is NaN differs from itself.
    same = row.gradient_norm is not None and repr(newest) == repr(row.gradient_norm)
    return _known(history, index, len(history) - (2 if same else 1))


def _known(history: GradientHistory, index: int, moment: int) -> int | None:
    """The moment, if there is one and the parameter had a gradient then."""
    if not 0 <= moment < len(history) or not history.moments["known"][moment, index]:
        return None
    return moment


def _size(history: GradientHistory, index: int | None, moment: int | None) -> float | None:
    if index is None or moment is None:
        return None
    return float(history.gradient_rms(index)[moment])


def _call(history: GradientHistory, moment: int | None) -> int | None:
    return None if moment is None else int(history.moments["call"][moment])
