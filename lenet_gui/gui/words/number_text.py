"""Numbers in words' company."""


def number(value: float | None) -> str:
    """Six significant digits, which is what a float32 can hold; a dash for none."""
    return "—" if value is None else f"{value:.6g}"


def count(value: int) -> str:
    """A whole number in groups of three."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
