"""The sentences of a script: the caller passes them in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What stands between the code. In braces: what is filled in.

    Attributes:
        title: the heading.
        promise: what holds of the numbers.
        environment: where they come from: ``{torch}``, ``{python}``, ``{system}``, ``{machine}``.
        recorded: ``{count}``: how many losses there are; ``{last}``: the last one.
        no_losses: there are none.
        imports: before the imports.
        network: before the network's class.
        reading: before the functions that read images.
        start: before the seed, the network, the input and so on.
        settings: before other settings on the way.
        calls: before calls made one by one.
        loop: before a loop; ``{count}``: how often.
        end: before the line that prints the losses.
        digits_missing: where the file of the digits is to be had.
        sharing: how the loop is shared among processes.
        launch: how that script is started.
        left_out: before a call of the loop that it leaves out.
    """

    title: str = "A training session of LeNet in plain PyTorch"
    promise: str = (
        "These are the calls that led to the moment that was shown, in their order. On the same "
        "machine, with the same version of PyTorch, each loss comes out the same to the last bit."
    )
    environment: str = "It ran with PyTorch {torch} and Python {python} on {system}, {machine}."
    recorded: str = "Losses that these calls computed: {count}. The last one: {last}."
    no_losses: str = "These calls computed no loss."
    imports: str = "What is needed"
    network: str = "The network"
    reading: str = "Reading the images"
    start: str = "The start: seed, network, input, loss function, optimizer"
    settings: str = "From here on with another setting"
    calls: str = "Calls made one by one"
    loop: str = "The same calls, {count} times"
    end: str = "Every loss, in order"
    digits_missing: str = (
        "copy digits.npz from the program's folder resources/samples to this place"
    )
    sharing: str = (
        "Each process takes its share of every batch. DistributedDataParallel averages the "
        "gradients of the processes, so each sums the losses of its share, times the number of "
        "processes, divided by what the whole batch is divided by: then the average is the "
        "gradient of the whole batch, whatever the shares. It is equal up to rounding, as the "
        "sums are made in another order."
    )
    launch: str = "Start it with torchrun --nproc_per_node=2 and the name of this file."
    left_out: str = "left out, as over several processes it is not the same:"


ENGLISH = Words()
"""The sentences in English."""
