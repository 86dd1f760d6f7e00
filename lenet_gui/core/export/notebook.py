"""A session as a Jupyter notebook."""

import json

from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.story import result, story
from lenet_gui.core.export.words import ENGLISH, Words

HERE = "Path()"
"""The folder that a notebook runs in."""

Cell = dict[str, object]


def notebook(history: LinearHistory, words: Words = ENGLISH) -> str:
    """The same as `script`, with a cell where the story has a seam, in nbformat 4.5.

    Args:
        history: the calls.
        words: the sentences between the code.
    """
    texts = [f"# {words.title}", *result(history, words)]
    cells: list[Cell] = [_cell("markdown", "\n\n".join(texts))]
    for chapter in story(history, words, HERE):
        cells += [
            _cell("markdown", f"## {chapter.text}"),
            _cell("code", "\n".join(chapter.code), execution_count=None, outputs=[]),
        ]
    numbered = [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells, 1)]
    content = {
        "cells": numbered,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _cell(kind: str, source: str, **more: object) -> Cell:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}
