"""The present input in words."""

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from lenet_gui.core.inputs import Digits, IdxFolder, InputSource, Part, Picture, RandomImage
from lenet_gui.core.snapshot import InputView
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.words.number_text import count

MOST_INDICES = 64
"""Image numbers listed; of a larger batch, the first so many."""


class InputFacts(QLabel):
    """Headings and what stands under them; it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("input_facts")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_input(self, view: InputView) -> None:
        """Describe another input."""
        muted = colours(self.palette()).muted
        text = "".join(
            f'<p style="margin:0 0 5px 0"><span style="color:{muted}">{html.escape(heading)}'
            f"</span><br>{html.escape(words)}</p>"
            for heading, words in self.facts(view)
        )
        if text != self.text():
            self.setText(text)

    def facts(self, view: InputView) -> list[tuple[str, str]]:
        """Headings with their words, as far as they apply."""
        facts = [
            (self.tr("Source"), self._source(view.source)),
            (self.tr("Target"), self._target(view)),
        ]
        if view.indices:
            place = view.indices[min(view.sample, len(view.indices) - 1)]
            facts.insert(1, (self.tr("Image number"), count(place)))
        if view.batches:
            facts += [
                (self.tr("Batch size"), count(view.batch_size)),
                (
                    self.tr("Place in the data"),
                    self.tr("epoch {epoch}, batch {batch} of {batches}").format(
                        epoch=count(view.epoch),
                        batch=count(view.batch),
                        batches=count(view.batches),
                    ),
                ),
            ]
        if len(view.indices) > 1:
            facts.append((self.tr("Image numbers of the batch"), _listed(view.indices)))
        if view.train_count or view.test_count:
            facts.append(
                (
                    self.tr("Data set"),
                    self.tr("images to train with: {train}, to test with: {test}").format(
                        train=count(view.train_count), test=count(view.test_count)
                    ),
                )
            )
        return facts

    def _source(self, source: InputSource) -> str:
        match source:
            case RandomImage(seed=None):
                return self.tr("random numbers, drawn right after the network")
            case RandomImage(seed=seed):
                return self.tr("random numbers from seed {seed}").format(seed=seed)
            case Digits(part=part):
                words = self.tr("digits that come with the program, {part}")
                return words.format(part=self._part(part))
            case IdxFolder(path=path, part=part):
                words = self.tr("folder {path}, {part}")
                return words.format(path=path, part=self._part(part))
            case Picture(name=name):
                if not name:
                    return self.tr("a drawing")
                return self.tr("the picture {name}").format(name=name)
        return type(source).__name__

    def _part(self, part: Part) -> str:
        return self.tr("training part") if part is Part.TRAIN else self.tr("test part")

    def _target(self, view: InputView) -> str:
        if view.label is not None:
            words = self.tr("the digit {label}; as ten numbers: 1 at place {label}, 0 elsewhere")
            return words.format(label=view.label)
        if view.target is None:
            return self.tr("none, so there is no loss to compute")
        numbers = ", ".join(f"{float(number):.4f}" for number in view.target.reshape(-1))
        return self.tr("no digit, but ten numbers: {numbers}").format(numbers=numbers)


def _listed(indices: tuple[int, ...]) -> str:
    text = ", ".join(str(index) for index in indices[:MOST_INDICES])
    return f"{text}, …" if len(indices) > MOST_INDICES else text
