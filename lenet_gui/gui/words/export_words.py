"""The sentences of an exported script or notebook, in the reader's language."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.export.words import Words

translate = QCoreApplication.translate


def export_words() -> Words:
    """The sentences of `Words`, translated; in English they are its defaults."""
    return Words(
        title=translate("export", "A training session of LeNet in plain PyTorch"),
        promise=translate(
            "export",
            "These are the calls that led to the moment that was shown, in their order. On the "
            "same machine, with the same version of PyTorch, each loss comes out the same to the "
            "last bit.",
        ),
        environment=translate(
            "export", "It ran with PyTorch {torch} and Python {python} on {system}, {machine}."
        ),
        recorded=translate(
            "export", "Losses that these calls computed: {count}. The last one: {last}."
        ),
        no_losses=translate("export", "These calls computed no loss."),
        imports=translate("export", "What is needed"),
        network=translate("export", "The network"),
        reading=translate("export", "Reading the images"),
        start=translate("export", "The start: seed, network, input, loss function, optimizer"),
        settings=translate("export", "From here on with another setting"),
        calls=translate("export", "Calls made one by one"),
        loop=translate("export", "The same calls, {count} times"),
        end=translate("export", "Every loss, in order"),
        digits_missing=translate(
            "export", "copy digits.npz from the program's folder resources/samples to this place"
        ),
        sharing=translate(
            "export",
            "Each process takes its share of every batch. DistributedDataParallel averages the "
            "gradients of the processes, so each sums the losses of its share, times the number "
            "of processes, divided by what the whole batch is divided by: then the average is "
            "the gradient of the whole batch, whatever the shares. It is equal up to rounding, as "
            "the sums are made in another order.",
        ),
        launch=translate(
            "export", "Start it with torchrun --nproc_per_node=2 and the name of this file."
        ),
        left_out=translate("export", "left out, as over several processes it is not the same:"),
    )
