"""The data as CSV: every number with all of its digits, a row of names and units above.

The names are the same in every language, so that a script can rely on them; what a call changed
is told in the reader's.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from lenet_gui.core.gradient_history import Cause, GradientHistory
from lenet_gui.core.snapshot import Curve, ParameterRow, Snapshot
from lenet_gui.core.timeline import NO_TIMELINE, Branch, Timeline
from lenet_gui.gui.loss.branch_curves import losses_beside, plain_name
from lenet_gui.gui.words.log_row import LogRow

Cell = str | int


def data_tables(snapshot: Snapshot, log: Sequence[LogRow]) -> Mapping[str, bytes]:
    """A name for each table, and the table."""
    return {
        "losses": losses(snapshot.curve, snapshot.timeline),
        "gradient_norms": gradient_norms(snapshot.gradient_history),
        "parameters": parameters(snapshot.rows),
        "log": calls(log),
    }


def losses(curve: Curve, timeline: Timeline = NO_TIMELINE) -> bytes:
    """A row for each loss, and one for each test; what a row does not hold is empty.

    First come the losses since the last start that led to the present moment, ``up to now``; they
    are named by the branch that one is on, also where they were computed before it forked off, so
    that filtering by it gives the curve that the window draws. Below them come the others, each
    loss once: those that going forward leads to, ``later``, and those of every ``other branch``
    from its fork on. The history keeps no accuracies, so these rows have none. The call is the
    one that computed the loss, as the timeline counts them.
    """
    head = (
        "branch [number]", "branch name", "moment", "call [number]", "updates [count]", "loss",
        "batch accuracy [0 to 1]", "test accuracy [0 to 1]",
    )  # fmt: skip
    now = (*_named(timeline.branch(timeline.now.branch)), "up to now")
    rows: list[tuple[Cell, ...]] = [
        (*now, call, step, repr(loss), _known(share), "")
        for call, step, loss, share in zip(
            curve.calls.tolist(), curve.steps.tolist(), curve.losses.tolist(),
            curve.accuracies.tolist(), strict=True,
        )
    ]  # fmt: skip
    tests = zip(
        curve.test_calls.tolist(), curve.test_steps.tolist(), curve.test_accuracies.tolist(),
        strict=True,
    )  # fmt: skip
    rows += [(*now, call, step, "", "", repr(share)) for call, step, share in tests]
    for found in losses_beside(timeline):
        place = (*_named(found.branch), "later" if found.later else "other branch")
        rows += [
            (*place, call, step, repr(loss), "", "")
            for call, step, loss in zip(
                found.calls.tolist(), found.steps.tolist(), found.losses.tolist(), strict=True
            )
        ]
    return _table(head, rows)


def gradient_norms(history: GradientHistory) -> bytes:
    """A row for each recorded moment: Euclidean norm of each gradient, empty where it is None."""
    names = (f"{name}.grad [Euclidean norm]" for name in history.names)
    head = ("call [number]", "updates [count]", "deposits [count]", "after", *names)
    rows: list[tuple[Cell, ...]] = [
        (
            int(moment["call"]),
            int(moment["step"]),
            int(moment["deposits"]),
            Cause(int(moment["cause"])).name.lower(),
            *(
                repr(norm) if known else ""
                for norm, known in zip(moment["norm"].tolist(), moment["known"], strict=True)
            ),
        )
        for moment in history.moments
    ]
    return _table(head, rows)


def parameters(rows: Iterable[ParameterRow]) -> bytes:
    """A row for each parameter, as in the Parameters panel."""
    head = (
        "parameter", "shape", "numbers [count]", "norm [Euclidean]", ".grad",
        ".grad [Euclidean norm]", "deposits [count]", "last update [Euclidean norm]",
        "numbers changed by it [count]", "owner", "requires_grad",
    )  # fmt: skip
    return _table(
        head,
        (
            (
                row.name,
                " x ".join(map(str, row.shape)),
                row.count,
                repr(row.norm),
                row.gradient_state.value,
                "" if row.gradient_norm is None else repr(row.gradient_norm),
                row.deposits,
                "" if row.update_norm is None else repr(row.update_norm),
                "" if row.update_count is None else row.update_count,
                row.owner,
                str(row.requires_grad),
            )
            for row in rows
        ),
    )


def calls(log: Iterable[LogRow]) -> bytes:
    """A row for each call; one for all of the calls of a run."""
    head = ("call [number]", "last call [number]", "line", "level", "what it changed")
    return _table(
        head,
        (
            (row.first, row.last, row.line, row.message.level.value, row.message.headline)
            for row in log
        ),
    )


def _named(branch: Branch) -> tuple[int, str]:
    return branch.number, plain_name(branch)


def _known(value: float) -> str:
    """All digits; nothing for NaN, which stands for an accuracy that there is not."""
    return repr(value) if value == value else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
