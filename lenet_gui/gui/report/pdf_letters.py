"""Letters in a PDF that mean what they look like, so that its text can be found and copied.

Qt names each glyph by the first code point that the font has for it (6.11): a space is a tab then,
and U+65E5, the sun of "Sunday", is U+2F47, a radical for dictionaries that looks the same.
"""

import re
import unicodedata

_RADICALS = dict(
    zip(
        "⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "见角贝车长门青韦页风飞食马鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
"""Radicals of simplified Chinese that normalising leaves alone, and the characters that they are:
from Unicode's EquivalentUnifiedIdeograph.txt."""

_RANGES = re.compile(rb"beginbfrange.*?endbfrange", re.DOTALL)
_LIST = re.compile(rb"\[[^\]]*\]")
_SINGLE = re.compile(rb"(?<=> )<[0-9A-F]{4}>(?= *\n)")
_CODE = re.compile(rb"<([0-9A-F]{4})>")


def with_readable_letters(pdf: bytes) -> bytes:
    """The PDF with the usual code points in its ``ToUnicode`` maps; no length changes."""
    return _RANGES.sub(_usual_map, pdf)


def _usual_map(found: re.Match[bytes]) -> bytes:
    # After the numbers of two glyphs there is a list, or the code point of the first one, from
    # which the others count on.
    return _SINGLE.sub(_usual_codes, _LIST.sub(_usual_codes, found[0]))


def _usual_codes(found: re.Match[bytes]) -> bytes:
    return _CODE.sub(lambda code: b"<%04X>" % _usual(int(code[1], 16)), found[0])


def _usual(code: int) -> int:
    if code == ord("\t"):
        return ord(" ")
    if 0x2E80 <= code < 0x2FE0:  # CJK and Kangxi radicals
        return ord(unicodedata.normalize("NFKC", _RADICALS.get(chr(code), chr(code))))
    return code
