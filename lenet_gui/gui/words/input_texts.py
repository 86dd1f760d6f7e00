"""The input in words: where it comes from, and what it should be recognised as."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.inputs import Digits, IdxFolder, InputSource, Part, Picture, RandomImage
from lenet_gui.core.snapshot import InputView
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate

MOST_INDICES = 64
"""Image numbers listed; of a larger batch, the first so many."""


def input_facts(view: InputView) -> list[tuple[str, str]]:
    """What is fed in: headings with their words, as far as they apply."""
    facts = [
        (translate("InputFacts", "Source"), _source(view.source)),
        (translate("InputFacts", "Target"), _target(view)),
    ]
    if view.indices:
        place = view.indices[min(view.sample, len(view.indices) - 1)]
        facts.insert(1, (translate("InputFacts", "Image number"), count(place)))
    if view.batches:
        facts += [
            (translate("InputFacts", "Batch size"), count(view.batch_size)),
            (
                translate("InputFacts", "Place in the data"),
                translate("InputFacts", "epoch {epoch}, batch {batch} of {batches}").format(
                    epoch=count(view.epoch),
                    batch=count(view.batch),
                    batches=count(view.batches),
                ),
            ),
        ]
    if len(view.indices) > 1:
        facts.append((translate("InputFacts", "Image numbers of the batch"), _listed(view.indices)))
    if view.train_count or view.test_count:
        facts.append(
            (
                translate("InputFacts", "Data set"),
                translate(
                    "InputFacts", "images to train with: {train}, to test with: {test}"
                ).format(train=count(view.train_count), test=count(view.test_count)),
            )
        )
    return facts


def _source(source: InputSource) -> str:
    match source:
        case RandomImage(seed=None):
            return translate("InputFacts", "random numbers, drawn right after the network")
        case RandomImage(seed=seed):
            return translate("InputFacts", "random numbers from seed {seed}").format(seed=seed)
        case Digits(part=part):
            words = translate("InputFacts", "digits that come with the program, {part}")
            return words.format(part=_part(part))
        case IdxFolder(path=path, part=part):
            words = translate("InputFacts", "folder {path}, {part}")
            return words.format(path=path, part=_part(part))
        case Picture(name=name):
            if not name:
                return translate("InputFacts", "a drawing")
            return translate("InputFacts", "the picture {name}").format(name=name)
    return type(source).__name__


def _part(part: Part) -> str:
    return (
        translate("InputFacts", "training part")
        if part is Part.TRAIN
        else translate("InputFacts", "test part")
    )


def _target(view: InputView) -> str:
    if view.label is not None:
        words = translate(
            "InputFacts", "the digit {label}; as ten numbers: 1 at place {label}, 0 elsewhere"
        )
        return words.format(label=view.label)
    if view.target is None:
        return translate("InputFacts", "none, so there is no loss to compute")
    numbers = ", ".join(f"{float(number):.4f}" for number in view.target.reshape(-1))
    return translate("InputFacts", "no digit, but ten numbers: {numbers}").format(numbers=numbers)


def _listed(indices: tuple[int, ...]) -> str:
    text = ", ".join(str(index) for index in indices[:MOST_INDICES])
    return f"{text}, …" if len(indices) > MOST_INDICES else text
