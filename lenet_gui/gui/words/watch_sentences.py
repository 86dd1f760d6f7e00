"""What is wrong with a watch expression, in one sentence in the reader's language."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.watch_problems import Construct, WatchError, WatchProblem
from lenet_gui.gui.words.explanations import one_line

translate = QCoreApplication.translate


def explain_watch(error: WatchError) -> str:
    """One sentence; with where it stands, for what was found in the text."""
    facts: dict[str, object] = dict(error.facts)
    if error.problem is WatchProblem.NOT_ALLOWED:
        return _constructs()[Construct(str(facts["construct"]))].format(**facts)
    if error.problem is WatchProblem.CHARACTER and facts.get("meant"):
        return translate(
            "watches", "“{character}” is not the plain character: type {meant}."
        ).format(**facts)
    sentence = _problems()[error.problem].format(**facts)
    nearest = facts.get("nearest")
    if nearest:
        hint = translate("watches", "Did you mean {nearest}?")
        return one_line(sentence, hint.format(nearest=nearest))
    return sentence


def why_no_number(text: str) -> str:
    """Why the Inspector cannot explain an expression that has a value."""
    return translate(
        "watches",
        "{expression} names no single number of a parameter, a .grad, a layer's result or the "
        "loss. An index picks one out, such as conv1.bias.grad[0].",
    ).format(expression=text)


def _problems() -> dict[WatchProblem, str]:
    return {
        WatchProblem.EMPTY: translate("watches", "Type an expression, such as conv1.bias.grad[0]."),
        WatchProblem.TOO_LONG: translate(
            "watches", "Too long: {length} characters; {limit} are allowed."
        ),
        WatchProblem.TOO_COMPLEX: translate(
            "watches", "Too many parts; {limit} are allowed. Make two watches of it."
        ),
        WatchProblem.CHARACTER: translate("watches", "“{character}” has no meaning here."),
        WatchProblem.SYNTAX: translate("watches", "Python cannot read this: {python}."),
        WatchProblem.BAD_NUMBER: translate("watches", "“{text}” is not a number."),
        WatchProblem.UNKNOWN_NAME: translate("watches", "There is no {name}."),
        WatchProblem.UNKNOWN_FUNCTION: translate("watches", "There is no function {name}."),
        WatchProblem.NOT_CALLED: translate(
            "watches", "{name} is a function: write it with its parentheses."
        ),
        WatchProblem.ARGUMENT_COUNT: translate(
            "watches", "{name} takes {expected} arguments, not {actual}."
        ),
        WatchProblem.NOT_A_NAME: translate(
            "watches", "version() takes the name of a tensor, not {text}."
        ),
        WatchProblem.NUMBER_TOO_LARGE: translate("watches", "A whole number above {limit}."),
        WatchProblem.SLICE_STEP: translate("watches", "A slice goes forward, not by {step}."),
        WatchProblem.EXPONENT_TOO_LARGE: translate(
            "watches", "Exponents go from -{limit} to {limit}."
        ),
        WatchProblem.IS_NONE: translate("watches", "{text} is None now."),
        WatchProblem.NO_VERSION: translate(
            "watches", "{name} has no version: it is not a tensor that is kept."
        ),
        WatchProblem.OUT_OF_RANGE: translate(
            "watches", "{text} has {size} entries in dimension {dimension}: there is no [{index}]."
        ),
        WatchProblem.TOO_MANY_INDICES: translate(
            "watches", "{text} has {dimensions} dimensions, not {given}."
        ),
        WatchProblem.SHAPES_DIFFER: translate(
            "watches", "The shapes {left} and {right} do not go together."
        ),
        WatchProblem.TOO_LARGE: translate(
            "watches", "{text} would have {entries} entries; {limit} are allowed."
        ),
        WatchProblem.NO_ENTRIES: translate("watches", "{text} has no entries."),
        WatchProblem.AMBIGUOUS: translate(
            "watches",
            "{text} has {entries} entries: neither true nor false. Take norm, min or max of it.",
        ),
        WatchProblem.NOT_ONE_ENTRY: translate("watches", "{text} has {entries} entries, not one."),
    }


def _constructs() -> dict[Construct, str]:
    plain = translate("watches", "“{text}” is Python, but no part of a watch.")
    return dict.fromkeys(Construct, plain) | {
        Construct.STRING: translate("watches", "A watch has no strings."),
        Construct.ATTRIBUTE: translate(
            "watches", "“{text}”: a watch reads the listed names, and no attributes beyond them."
        ),
        Construct.ASSIGNMENT: translate("watches", "A watch looks and changes nothing."),
        Construct.COMPREHENSION: translate(
            "watches", "A watch has no loops; sum, min and max go over all entries."
        ),
        Construct.IDENTITY: translate("watches", "is goes with None only; compare numbers by ==."),
        Construct.INDEX: translate("watches", "An index is a whole number or a slice of them."),
        Construct.LIST: translate("watches", "A watch has no lists."),
        Construct.CONDITIONAL: translate("watches", "A watch has no if; use and, or."),
    }
