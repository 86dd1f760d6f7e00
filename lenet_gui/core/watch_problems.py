"""What can be wrong with a watch expression, as facts: the window makes sentences of them."""

from enum import StrEnum


class WatchProblem(StrEnum):
    """Why a watch expression was refused, or has no value now."""

    # Found in the text.
    EMPTY = "empty"  # nothing but spaces
    TOO_LONG = "too_long"  # facts: length, limit
    TOO_COMPLEX = "too_complex"  # too many or too deeply nested parts; facts: limit
    CHARACTER = "character"  # facts: character, code, meant (what to type for it, or empty)
    SYNTAX = "syntax"  # facts: python (its own words, in English)
    BAD_NUMBER = "bad_number"  # such as 1.2.3, 0x10, 1or; facts: text
    NOT_ALLOWED = "not_allowed"  # facts: construct (a `Construct`), text
    UNKNOWN_NAME = "unknown_name"  # facts: name, nearest (up to three, parted by ", ", or empty)
    UNKNOWN_FUNCTION = "unknown_function"  # or method; facts: name, nearest
    NOT_CALLED = "not_called"  # a function or method without its parentheses; facts: name
    ARGUMENT_COUNT = "argument_count"  # facts: name, expected, actual
    NOT_A_NAME = "not_a_name"  # version() of something computed; facts: text
    NUMBER_TOO_LARGE = "number_too_large"  # an integer; facts: limit
    SLICE_STEP = "slice_step"  # below 1, as torch refuses it; facts: step
    # Found in the text, or when evaluated.
    EXPONENT_TOO_LARGE = "exponent_too_large"  # facts: limit
    # Found when evaluated.
    IS_NONE = "is_none"  # facts: text (what is None)
    NO_VERSION = "no_version"  # facts: name
    OUT_OF_RANGE = "out_of_range"  # facts: text, index, dimension (from 0), size
    TOO_MANY_INDICES = "too_many_indices"  # facts: text, given, dimensions
    SHAPES_DIFFER = "shapes_differ"  # and do not broadcast; facts: text, left, right
    TOO_LARGE = "too_large"  # facts: text, entries, limit
    NO_ENTRIES = "no_entries"  # of an empty slice; facts: text
    AMBIGUOUS = "ambiguous"  # many entries as true or false; facts: text, entries
    NOT_ONE_ENTRY = "not_one_entry"  # item() of many or none; facts: text, entries


class Construct(StrEnum):
    """Parts of Python that a watch expression may not have."""

    STRING = "string"
    COMPREHENSION = "comprehension"
    LAMBDA = "lambda"
    ASSIGNMENT = "assignment"
    KEYWORD_ARGUMENT = "keyword_argument"
    STARRED = "starred"
    DICT = "dict"
    LIST = "list"
    SET = "set"
    TUPLE = "tuple"
    CONDITIONAL = "conditional"
    IMAGINARY = "imaginary"
    ATTRIBUTE = "attribute"  # of something computed
    OPERATOR = "operator"  # @ & | ^ ~ << >>
    MEMBERSHIP = "membership"  # in, not in
    IDENTITY = "identity"  # `is` with anything but None
    INDEX = "index"  # by anything but integers and slices of them
    CALL = "call"  # of something that is no name
    OTHER = "other"


class WatchError(ValueError):
    """A watch expression was refused, or cannot be evaluated now.

    Attributes:
        problem: what is wrong.
        position: offset in the text, in characters from 0; inside the text unless it is empty.
        facts: details for the sentence, by the names listed at `WatchProblem`.
    """

    def __init__(self, problem: WatchProblem, position: int, **facts: str | int) -> None:
        # As repr, so that a lone surrogate in the text cannot break whoever prints the error.
        details = ", ".join(f"{key}={value!r}" for key, value in facts.items())
        super().__init__(f"{problem} at {position}" + (f" ({details})" if details else ""))
        self.problem = problem
        self.position = position
        self.facts = facts
