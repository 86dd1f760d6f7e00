"""The data as CSV: every number with all of its digits, a row of names and units above.

The names are the same in every language, so that a script can rely on them; what a call changed
is told in the reader's.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from lenet_gui.core.gradient_history import Cause, GradientHistory
from lenet_gui.core.snapshot import Curve, ParameterRow, Snapshot
from lenet_gui.gui.words.log_row import LogRow

Cell = str | int


def data_tables(snapshot: Snapshot, log: Sequence[LogRow]) -> Mapping[str, bytes]:
    """A name for each table, and the table."""
    return {
        "losses": losses(snapshot.curve),
        "gradient_norms": gradient_norms(snapshot.gradient_history),
        "parameters": parameters(snapshot.rows),
        "log": calls(log),
    }


def losses(curve: Curve) -> bytes:
    """A row for each loss, and one for each test; what a row does not hold is empty.

    The call is the one that computed it, as the timeline counts them.
    """
    head = (
        "call [number]", "updates [count]", "loss", "batch accuracy [0 to 1]",
        "test accuracy [0 to 1]",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (call, step, repr(loss), _known(share), "")
        for call, step, loss, share in zip(
            curve.calls.tolist(), curve.steps.tolist(), curve.losses.tolist(),
            curve.accuracies.tolist(), strict=True,
        )
    ]  # fmt: skip
    tests = zip(
        curve.test_calls.tolist(), curve.test_steps.tolist(), curve.test_accuracies.tolist(),
        strict=True,
    )  # fmt: skip
    rows += [(call, step, "", "", repr(share)) for call, step, share in tests]
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


def _known(value: float) -> str:
    """All digits; nothing for NaN, which stands for an accuracy that there is not."""
    return repr(value) if value == value else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
