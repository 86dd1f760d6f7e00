"""The history in words: a moment, a branch, how a moment was reached, what two differ in."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.commands import Command
from lenet_gui.core.timeline import (
    Arrival,
    Branch,
    Kind,
    Mark,
    Moment,
    MomentsCompared,
    TensorDifference,
    Timeline,
)
from lenet_gui.gui.words.number_text import count, exact
from lenet_gui.gui.words.shown_lines import shown_line

translate = QCoreApplication.translate


def branch_name(branch: Branch) -> str:
    """A branch as a person named it, or by its number."""
    if branch.name:
        return branch.name
    if branch.number == 0:
        return translate("timeline", "main")
    return translate("timeline", "branch {number}").format(number=branch.number)


def moment_words(timeline: Timeline, moment: Moment) -> str:
    """A moment by its call: number, updates, line of PyTorch, what came of it.

    Raises:
        KeyError: there is no such branch.
    """
    command = timeline.command(moment)
    if command is None:
        return translate("timeline", "the beginning, before any call")
    moment = timeline.owner(moment.branch, moment.call)
    branch = timeline.branch(moment.branch)
    place = moment.call - branch.fork - 1
    text = translate("timeline", "call {call}, updates {step}: {line}").format(
        call=count(moment.call), step=count(int(branch.steps[place])), line=shown_line(command)
    )
    return _listed([text, *_came_of(branch, place)])


def came_of_words(timeline: Timeline, moment: Moment) -> str:
    """What came of the call that led to a moment; empty: nothing that is marked."""
    owner = timeline.owner(moment.branch, moment.call)
    branch = timeline.branch(owner.branch)
    parts = _came_of(branch, owner.call - branch.fork - 1)
    return _listed(parts) if parts else ""


def _came_of(branch: Branch, place: int) -> list[str]:
    mark = Mark(int(branch.marks[place]))
    parts = []
    loss = float(branch.losses[place])
    failed = Mark.FAILED in mark
    if not math.isnan(loss) or (branch.kinds[place] == Kind.LOSS and not failed):
        parts.append(translate("timeline", "loss {loss}").format(loss=exact(loss)))
    if failed:
        parts.append(translate("timeline", "✖ it failed"))
    if Mark.NOTICE in mark:
        parts.append(translate("timeline", "▲ something happened silently"))
    if Mark.ALARM in mark:
        parts.append(translate("timeline", "◆ an alarm went off"))
    return parts


def _listed(parts: list[str]) -> str:
    """Parts of a sentence, with what the language puts between two of them."""
    pattern = translate("timeline", "{first}, {second}")
    text = parts[0]
    for part in parts[1:]:
        text = pattern.format(first=text, second=part)
    return text


@dataclass(frozen=True, slots=True)
class Visit:
    """That somebody went to a moment, with all that is said of it.

    Attributes:
        moment: where to.
        command: the call that led there; ``None``: it is the beginning.
        arrival: how it was reached.
    """

    moment: Moment
    command: Command | None
    arrival: Arrival

    @property
    def back(self) -> bool:
        """To earlier calls, not to later ones."""
        return self.moment.call <= self.arrival.origin.call

    def after(self, earlier: "Visit") -> "Visit":
        """The two as one: from where the earlier one began."""
        return replace(self, arrival=replace(self.arrival, origin=earlier.arrival.origin))


def visit(before: Timeline | None, after: Timeline) -> Visit | None:
    """How one came from one state to the next; ``None``: not by going to a moment."""
    arrival = after.arrival
    same = before is not None and (before.now, before.arrival) == (after.now, arrival)
    if arrival is None or same:
        return None
    return Visit(after.now, after.command(after.now), arrival)


def visit_line(going: Visit) -> str:
    """It as a comment in a script."""
    if not going.moment.call:
        return translate("timeline", "# back to the beginning")
    text = (
        translate("timeline", "# back to call {call}")
        if going.back
        else translate("timeline", "# forward to call {call}")
    )
    return text.format(call=going.moment.call)


def visit_sentences(going: Visit) -> tuple[str, ...]:
    """Where one is now, and what had to be done for it."""
    command = going.command
    if command is None:
        where = translate("timeline", "Back at the beginning, before any call.")
    elif going.back:
        where = translate("timeline", "Back to the moment after call {call}, {line}.")
    else:
        where = translate("timeline", "Forward to the moment after call {call}, {line}.")
    line = "" if command is None else shown_line(command)
    sentences = [where.format(call=count(going.moment.call), line=line)]
    replayed = going.arrival.replayed
    sentences.append(
        translate("timeline", "Calls made again to rebuild it: {count}.").format(
            count=count(replayed)
        )
        if replayed
        else translate("timeline", "It had been kept: no call was made again.")
    )
    if going.arrival.rebuilt:
        sentences.append(graph_rebuilt())
    return tuple(sentences)


def graph_rebuilt() -> str:
    """That the graph is not the one that there was."""
    return translate("timeline", "The graph was rebuilt by running forward again.")


def edited(before: Timeline, after: Timeline) -> str:
    """What was done to the history itself, without a call; empty: nothing."""
    known = {branch.number: branch for branch in after.branches}
    kept = [branch for branch in before.branches if branch.number in known]
    if before.now != after.now or any(b.end != known[b.number].end for b in kept):
        return ""  # a call was made, or another history was opened
    if after.compared is not None and after.compared is not before.compared:
        return _compared_sentence(after, after.compared)
    if after.budget != before.budget:
        return translate("timeline", "The history may now take {size} MiB.").format(
            size=count(after.budget // 2**20)
        )
    gone = [branch_name(branch) for branch in before.branches if branch.number not in known]
    if gone:
        return translate("timeline", "Forgotten: {names}.").format(names=", ".join(gone))
    for branch in kept:
        new = known[branch.number]
        if new.name != branch.name:
            return translate("timeline", "“{old}” is now called “{new}”.").format(
                old=branch_name(branch), new=branch_name(new)
            )
    return ""


def _compared_sentence(timeline: Timeline, compared: MomentsCompared) -> str:
    """What was compared, with the branches where the numbers of the calls do not tell."""
    one, other = (timeline.owner(m.branch, m.call) for m in (compared.one, compared.other))
    head = (
        translate("timeline", "Call {one} and call {other}: {difference}")
        if one.branch == other.branch
        else translate(
            "timeline",
            "Call {one} (branch “{here}”) and call {other} (branch “{there}”): {difference}",
        )
    )
    return head.format(
        one=count(one.call),
        other=count(other.call),
        here=branch_name(timeline.branch(one.branch)),
        there=branch_name(timeline.branch(other.branch)),
        difference=compared_words(compared),
    )


def compared_words(compared: MomentsCompared) -> str:
    """What two moments differ in, in a sentence."""
    rows = compared.rows
    if compared.identical:
        text = translate(
            "timeline",
            "Parameters, gradients and the optimizer's state are identical to the last bit: "
            "{numbers} numbers compared.",
        )
        return text.format(numbers=count(sum(row.count for row in rows)))
    most = next((row for row in by_size(rows) if row.largest), None)
    numbers = {"differing": sum(row.changed != 0 for row in rows), "all": len(rows)}
    if most is None or most.largest is None:
        return translate("timeline", "{differing} of {all} tensors differ.").format(**numbers)
    text = translate(
        "timeline",
        "{differing} of {all} tensors differ, most of all {part} {name}: by up to {largest}.",
    )
    return text.format(
        **numbers, part=part_words(most.part), name=most.name, largest=exact(most.largest)
    )


def part_words(part: str) -> str:
    """What a tensor is of its parameter; an optimizer's entry keeps PyTorch's name."""
    return {
        "parameter": translate("timeline", "parameter"),
        "grad": ".grad",
    }.get(part, part)


def fact_name(name: str) -> str:
    """What a fact of a comparison is called."""
    return {
        "step": translate("timeline", "updates"),
        "loss": translate("timeline", "loss"),
        "optimizer": translate("timeline", "optimizer"),
    }.get(name, name)


def by_size(rows: tuple[TensorDifference, ...]) -> list[TensorDifference]:
    """The rows, what differs most first.

    First what is not finite, then by the largest difference, then what is there at one moment
    only; what does not differ comes last.
    """

    def rank(row: TensorDifference) -> tuple[int, float]:
        if row.changed is None or row.largest is None:
            return 2, 0.0
        if row.changed == 0:
            return 3, 0.0
        return (1, -row.largest) if math.isfinite(row.largest) else (0, 0.0)

    return sorted(rows, key=rank)
