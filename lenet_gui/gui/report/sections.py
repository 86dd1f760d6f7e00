"""The sections of a report as HTML that both a browser and a `QTextDocument` can lay out."""

import base64
from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.listing import script, setting_of
from lenet_gui.core.snapshot import GradientState, ParameterRow
from lenet_gui.gui.report.answers import counted_from
from lenet_gui.gui.report.code_html import code_html
from lenet_gui.gui.report.facts import Fact, present_numbers, session_facts, training_facts
from lenet_gui.gui.report.report import Plot, Report
from lenet_gui.gui.widgets.row_table import NONE, figure
from lenet_gui.gui.words.log_row import LogRow
from lenet_gui.gui.words.messages import Level
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate

SCRIPT_STEPS = 10
"""Iterations of the printed script: the tutorial's."""

MARKS = {Level.DONE: "", Level.NOTICE: "⚠ ", Level.ERROR: "✖ "}
"""What stands before an entry of the log, as in the Log panel."""


def title() -> str:
    """What the report is called."""
    return translate("report", "A training session of LeNet")


def body(report: Report, width: int) -> str:
    """All sections, one after the other.

    Args:
        report: what is said.
        width: of the widest plot, in pixels.
    """
    sections = (
        f"<h1>{escape(title())}</h1>{_facts(session_facts(report.snapshot, report.made))}",
        _section(translate("report", "What is trained"), _facts(training_facts(report.snapshot))),
        _section(translate("report", "Where it stands"), _facts(present_numbers(report.snapshot))),
        _parameters(report.snapshot.rows),
        _answers(report),
        _plots(report.plots, width),
        _program(report),
        _log(report.log),
    )
    return "\n".join(filter(None, sections))


def _section(heading: str, content: str) -> str:
    return f"<h2>{escape(heading)}</h2>\n{content}"


def _facts(facts: Iterable[Fact]) -> str:
    rows = (
        f'<tr><td class="name">{escape(name)}</td><td>{escape(value)}</td></tr>'
        for name, value in facts
    )
    return f'<table class="facts" cellspacing="0">{"".join(rows)}</table>'


def _answers(report: Report) -> str:
    note = f'<p class="note">{escape(counted_from(report.snapshot))}</p>'
    parts = (
        f"<h3>{escape(each.question)}</h3>\n<p>{escape(each.answer)}</p>\n"
        for each in report.answers
    )
    return _section(translate("report", "Answers"), note + "".join(parts))


def _plots(plots: Sequence[Plot], width: int) -> str:
    if not plots:
        nothing = translate("report", "There was nothing to draw yet: no loss, no gradient.")
        return _section(translate("report", "Plots"), f"<p>{escape(nothing)}</p>")
    drawn = "\n".join(_plot(plot, width) for plot in plots)
    return _section(translate("report", "Plots"), drawn)


def _plot(plot: Plot, width: int) -> str:
    shown = min(width, plot.width)
    height = round(plot.height * shown / plot.width)
    data = base64.b64encode(plot.png).decode("ascii")
    name = escape(plot.title, quote=True)
    image = f'<img src="data:image/png;base64,{data}" width="{shown}" height="{height}" '
    return f'<h3>{name}</h3>\n<p>{image}alt="{name}"></p>\n{plot.caption}'


def _parameters(rows: Sequence[ParameterRow]) -> str:
    heads = (
        translate("ParametersPanel", "Parameter"),
        translate("ParametersPanel", "Shape"),
        ".grad",
        translate("ParametersPanel", "Norm of .grad"),
        translate("ParametersPanel", "Deposits"),
        translate("ParametersPanel", "Norm"),
        translate("ParametersPanel", "Norm of update"),
        translate("ParametersPanel", "Numbers"),
    )
    states = {
        GradientState.NONE: "None",
        GradientState.ZEROS: translate("report", "zeros"),
        GradientState.VALUES: translate("report", "values"),
    }
    cells = (
        (
            row.name,
            str(row.shape),
            states[row.gradient_state],
            figure(row.gradient_norm),
            str(row.deposits),
            figure(row.norm),
            figure(row.update_norm) if row.update_norm is not None else NONE,
            count(row.count),
        )
        for row in rows
    )
    note = translate(
        "report",
        "Euclidean norms, in six significant digits. Update: the change at the last step.",
    )
    figures = range(3, len(heads))
    content = _table(heads, cells, figures) + f'<p class="note">{escape(note)}</p>'
    return _section(translate("report", "Parameters and their gradients"), content)


def _program(report: Report) -> str:
    snapshot = report.snapshot
    note = translate(
        "report",
        "The loop as it stands now, as a script of {steps} iterations. The calls that were really "
        "made are in the log below.",
    ).format(steps=SCRIPT_STEPS)
    code = script(snapshot.program, setting_of(snapshot), SCRIPT_STEPS)
    content = f'<p class="note">{escape(note)}</p>{code_html(code)}'
    return _section(translate("report", "The program"), content)


def _log(rows: Sequence[LogRow]) -> str:
    heading = translate("report", "The log")
    if not rows:
        nothing = translate("report", "No call has been made yet.")
        return _section(heading, f"<p>{escape(nothing)}</p>")
    heads = (
        translate("report", "Number"),
        translate("LogPanel", "Call"),
        translate("LogPanel", "What it changed"),
    )
    widths = ("11%", "34%", "55%")
    head = "".join(
        f'<th width="{width}">{escape(text)}</th>'
        for width, text in zip(widths, heads, strict=True)
    )
    entries = "\n".join(_entry(row) for row in rows)
    return _section(heading, f"{_forgotten(rows)}{_framed('log', head, entries)}")


def _forgotten(rows: Sequence[LogRow]) -> str:
    """That the log does not begin at the beginning, if so."""
    if rows[0].first <= 1:
        return ""
    text = translate("report", "The log begins with call {call}; it keeps no older ones.")
    return f'<p class="note">{escape(text.format(call=count(rows[0].first)))}</p>'


def _entry(row: LogRow) -> str:
    message = row.message
    said = escape(MARKS[message.level] + message.headline)
    if message.level is Level.ERROR and message.details:
        said += f"<br><code>{escape(message.details[0])}</code>"  # PyTorch's own words
    return (
        f'<tr class="{message.level.value}"><td align="right">{escape(row.calls)}</td>'
        f"<td><code>{escape(row.line)}</code></td><td>{said}</td></tr>"
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], figures: Iterable[int]) -> str:
    aligned = dict.fromkeys(figures, ' align="right"')

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{aligned.get(index, '')}>{escape(text)}</{tag}>"
            for index, text in enumerate(row)
        )

    lines = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return _framed("figures", cells("th", heads), lines)


def _framed(kind: str, head: str, rows: str) -> str:
    """A table whose head is repeated on every page; in a narrow window it scrolls by itself."""
    return (
        f'<div class="wide"><table class="grid {kind}" width="100%" cellspacing="0">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
