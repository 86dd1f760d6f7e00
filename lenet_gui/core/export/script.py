"""A session as a script."""

import re
import textwrap

from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.story import Chapter, Part, result, story
from lenet_gui.core.export.words import ENGLISH, Words

BESIDE = "Path(__file__).parent"
"""The folder that a script lies in."""

_COLUMNS = 96


def script(history: LinearHistory, words: Words = ENGLISH) -> str:
    """A script that makes the same calls and computes the same losses, to the last bit.

    It imports nothing of the program, and prints the losses as JSON on its last line.

    Args:
        history: the calls.
        words: the sentences between the code.
    """
    chapters = story(history, words, BESIDE)
    return f"{comment(words.title, *result(history, words))}\n\n{below_one_another(chapters)}"


def below_one_another(chapters: list[Chapter]) -> str:
    """Chapters as the text of a file; what is plain without a sentence has none."""
    text = ""
    defining = False
    for chapter in chapters:
        defined, defining = defining, chapter.part in (Part.NETWORK, Part.READING)
        if text:
            text += "\n\n\n" if defined or defining else "\n\n"
        if chapter.part in _HEADED:
            text += f"{comment(chapter.text)}\n"
        text += "\n".join(chapter.code)
    return f"{text}\n"


def comment(*paragraphs: str) -> str:
    """Sentences as comments."""
    lines: list[str] = []
    for text in paragraphs:
        # A Chinese character is two columns wide.
        wrapped = "\n".join(textwrap.wrap(text, _COLUMNS if text.isascii() else _COLUMNS // 2))
        lines += re.sub("\n([，。：；、）])", "\\1\n", wrapped).splitlines()  # none begins a line
    return "\n".join(f"# {line}" for line in lines)


_HEADED = (Part.READING, Part.START, Part.SETTINGS, Part.END)
