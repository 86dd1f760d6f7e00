"""Numbers in words' company."""

import numpy as np


def number(value: float | None) -> str:
    """Six significant digits, which is what a float32 can hold; a dash for none.

    A zero is written without the sign that float has for it.
    """
    return "—" if value is None else f"{value + 0.0:.6g}"


def count(value: int) -> str:
    """A whole number in groups of three."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def exact(value: float) -> str:
    """The shortest decimal number that is this one and no other; of a float32, as a float32."""
    with np.errstate(over="ignore"):
        short = np.float32(value)
    return str(short) if float(short) == value else repr(value)
