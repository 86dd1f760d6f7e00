"""What is said of a session: its name, and what came of making its calls again."""

from datetime import datetime
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.session import Deviation, Environment, ReplayReport
from lenet_gui.gui.words.explanations import one_line
from lenet_gui.gui.words.messages import Level, Message
from lenet_gui.gui.words.number_text import count, number

translate = QCoreApplication.translate


def window_title(path: str) -> str:
    """The title of the window, with Qt's place for the mark of what is not saved."""
    if not path:
        return translate("sessions", "lenet_gui: one training step of LeNet, by hand") + "[*]"
    # Qt takes a doubled placeholder for the characters themselves.
    return PurePath(path).name.replace("[*]", "[*][*]") + "[*] – lenet_gui"


def time_text(seconds: float) -> str:
    """A time of day, with its date unless it is today's.

    Args:
        seconds: since 1970.
    """
    moment = datetime.fromtimestamp(seconds).astimezone()
    today = moment.date() == datetime.now().astimezone().date()
    return moment.strftime("%H:%M" if today else "%Y-%m-%d %H:%M")


def explain_several(files: int, session: PurePath | None) -> str:
    """Several files were dropped on the window: which of them is opened.

    Args:
        files: how many.
        session: the one that is opened; ``None``: none of them is a session.
    """
    if session is None:
        return translate(
            "sessions",
            "Only one file is opened at a time, and {count} were dropped: drop one picture or one "
            "folder on the Input panel, or one session anywhere.",
        ).format(count=count(files))
    return translate(
        "sessions",
        "Only one file is opened at a time, and {count} were dropped: of these, {name} is opened, "
        "the first session.",
    ).format(count=count(files), name=session.name)


def describe_saved(name: str) -> Message:
    """A session was saved."""
    return Message(Level.DONE, translate("sessions", "Saved as {name}.").format(name=name))


def describe_cancelled() -> Message:
    """A person did not want to wait for the opening."""
    text = translate("sessions", "The opening was cancelled. Nothing has changed.")
    return Message(Level.DONE, text)


def describe_opened(name: str, report: ReplayReport | None) -> Message:
    """A session was opened, and this came of it."""
    opened = translate("sessions", "{name} was opened.").format(name=name)
    if report is None:
        return Message(Level.DONE, opened)
    if report.deviation is not None:
        return Message(Level.NOTICE, one_line(opened, _first_difference(report.deviation)))
    same = report.saved_on == report.replayed_on
    words = (opened, _compared(report)) if same else (opened, _elsewhere(report), _compared(report))
    return Message(Level.DONE, one_line(*words))


def explain_deviation(report: ReplayReport, found: Deviation) -> str:
    """Where a replay came out otherwise, by how much, and what that means."""
    same = report.saved_on == report.replayed_on
    where = (
        translate("sessions", "Saved on the same system, and yet the numbers are not the same.")
        if same
        else _elsewhere(report)
    )
    advice = (
        translate(
            "sessions",
            "You see what was computed here, now. The same version on the same system should give "
            "the same bits: another processor may be the reason, or data that has changed.",
        )
        if same
        else translate(
            "sessions",
            "You see what was computed here, now. PyTorch promises the same bits only for the "
            "same version, system and number of threads: for the recorded numbers, open the file "
            "where it was saved.",
        )
    )
    return one_line(where, _first_difference(found), *_distance(found), advice)


def _compared(report: ReplayReport) -> str:
    """No difference was found: what was looked at."""
    if report.calls == 0:
        text = translate("sessions", "No call has been made in it yet.")
    elif not report.digests and not report.losses:
        text = translate(
            "sessions",
            "Calls made again: {replayed} of {calls}. The file holds nothing to compare them with.",
        )
    elif report.verified:
        text = translate(
            "sessions",
            "Replayed bit for bit. Calls: {calls}; states compared: {states}; losses compared: "
            "{losses}.",
        )
    else:
        text = translate(
            "sessions",
            "It goes on from a saved state, and every bit that was compared is the same. Calls "
            "made again: {replayed} of {calls}; states compared: {states}; losses compared: "
            "{losses}.",
        )
    return text.format(
        calls=count(report.calls),
        replayed=count(report.replayed),
        states=count(report.digests),
        losses=count(report.losses),
    )


def _elsewhere(report: ReplayReport) -> str:
    saved, here = _environments(report.saved_on, report.replayed_on)
    return translate("sessions", "Saved on {saved}; this is {here}.").format(saved=saved, here=here)


def _first_difference(found: Deviation) -> str:
    if found.recorded is None and found.found is None:
        return translate(
            "sessions", "By call {call} ({line}) at the latest, the state is another one."
        ).format(call=count(found.moment.call), line=found.line)
    recorded, now = _apart(found.recorded, found.found)
    return translate(
        "sessions",
        "From call {call} on ({line}) the numbers differ: loss {recorded} was recorded, {found} "
        "came out.",
    ).format(call=count(found.moment.call), line=found.line, recorded=recorded, found=now)


def _distance(found: Deviation) -> tuple[str, ...]:
    if found.largest is None:
        return ()
    text = translate("sessions", "At the next saved state, parameters differ by at most {largest}.")
    return (text.format(largest=number(found.largest)),)


def _apart(recorded: float | None, found: float | None) -> tuple[str, str]:
    """Two losses with as many digits as it takes to tell them apart, six at least."""
    if recorded is None or found is None:
        none = translate("sessions", "none")
        return (
            none if recorded is None else number(recorded),
            none if found is None else number(found),
        )
    for digits in range(6, 18):
        texts = f"{recorded:.{digits}g}", f"{found:.{digits}g}"
        if texts[0] != texts[1]:
            break
    return texts


def _environments(saved: Environment, here: Environment) -> tuple[str, str]:
    """Both in words: version and system always, the rest where it differs."""
    texts = []
    for one in (saved, here):
        parts = [f"torch {one.torch}", f"{one.system} {one.machine}"]
        parts += [f"Python {one.python}"] if saved.python != here.python else []
        parts += [one.processor] if saved.processor != here.processor else []
        texts.append(", ".join(parts))
    return texts[0], texts[1]
