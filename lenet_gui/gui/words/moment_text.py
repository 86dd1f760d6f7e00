"""One entry of the log in full: the line, what it changed, and that moment's numbers."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.words.changes import changes, part_name
from lenet_gui.gui.words.number_text import number

translate = QCoreApplication.translate


def changes_text(before: Snapshot, after: Snapshot) -> str:
    """The four parts, a line each."""
    return "\n".join(
        f"{part_name(change.part)}: {change.text}" for change in changes(before, after)
    )


def numbers_text(moment: Snapshot) -> str:
    """That moment's loss and, for each parameter, norms and account, in columns."""
    head = (
        translate("moment", "loss {loss}, updates {step}, lr {lr}, norm of .grad {norm}")
    ).format(
        loss=number(moment.loss),
        step=moment.step,
        lr=number(moment.lr),
        norm=number(moment.gradient_norm),
    )
    titles = (
        "",
        translate("moment", "norm"),
        translate("moment", "norm of .grad"),
        translate("moment", "last update"),
    )
    rows = [titles] + [
        (
            row.name,
            number(row.norm),
            "None" if row.gradient_norm is None else number(row.gradient_norm),
            number(row.update_norm),
        )
        for row in moment.rows
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(titles))]
    lines = [
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join((head, "", *lines))
