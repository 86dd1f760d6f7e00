"""What the actions that drive the training are called, and what each of them does."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def command_texts() -> dict[str, tuple[str, str]]:
    """The text of each action by its object name, and a sentence about it."""
    return _of_calls() | _of_runs() | _of_choices()


def _of_calls() -> dict[str, tuple[str, str]]:
    return {
        "zero_grad": ("zero_grad", translate("CommandActions", "Clear the gradient accounts")),
        "forward": (
            "forward",
            translate("CommandActions", "Compute the output and record a graph"),
        ),
        "loss": ("loss", translate("CommandActions", "Compare the output with the target")),
        "backward": (
            "backward",
            translate(
                "CommandActions", "Go back through the graph and add a gradient to each account"
            ),
        ),
        "backward_output": (
            translate("CommandActions", "backward from the output, with a random vector"),
            translate(
                "CommandActions",
                "A vector-Jacobian product of the ten outputs, as the tutorial does first",
            ),
        ),
        "step": (
            "step",
            translate("CommandActions", "Change the parameters by their gradients"),
        ),
        "next_batch": (
            translate("CommandActions", "Next batch"),
            translate("CommandActions", "Take the next batch of the input source"),
        ),
        "reset": (
            translate("CommandActions", "Reset"),
            translate(
                "CommandActions",
                "Start again from the seed, with the chosen input, loss and optimizer",
            ),
        ),
        "compare": (
            translate("CommandActions", "The tutorial's question: with and without zero_grad"),
            translate(
                "CommandActions", "Train copies from the same start with and without zero_grad"
            ),
        ),
    }


def _of_runs() -> dict[str, tuple[str, str]]:
    return {
        "run_line": (
            translate("CommandActions", "Next line"),
            translate("CommandActions", "Make the call of the marked line of the program"),
        ),
        "run_update": (
            translate("CommandActions", "Run to the next update"),
            translate("CommandActions", "Run until the optimizer has made a step"),
        ),
        "run_one": (
            translate("CommandActions", "Run 1"),
            translate("CommandActions", "Run to the end of this iteration"),
        ),
        "run_many": (
            translate("CommandActions", "Run N"),
            translate("CommandActions", "Run N iterations, calls or updates"),
        ),
        "run": (
            translate("CommandActions", "Run"),
            translate("CommandActions", "Run the loop until you pause it"),
        ),
        "pause": (
            translate("CommandActions", "Pause"),
            translate("CommandActions", "Stop after the iteration that is running"),
        ),
    }


def _of_choices() -> dict[str, tuple[str, str]]:
    return {
        "to_zeros": (
            "set_to_none=False",
            translate("CommandActions", "Fill .grad with zeros, not with None"),
        ),
        "of_optimizer": (
            "optimizer.zero_grad()",
            translate("CommandActions", "Instead of net.zero_grad()"),
        ),
        "retain_graph": (
            "retain_graph=True",
            translate("CommandActions", "Keep the graph, so that backward can be pressed again"),
        ),
        "loop_zero_grad": (
            translate("CommandActions", "zero_grad in the loop"),
            translate(
                "CommandActions",
                "Off: the runs leave zero_grad out, as the tutorial's first method does",
            ),
        ),
        "manual": (
            "weight = weight - learning_rate * gradient",
            translate("CommandActions", "By hand"),
        ),
        "by_optimizer": ("optimizer.step()", translate("CommandActions", "By torch.optim")),
        "unit_call": (
            translate("CommandActions", "Run N counts calls"),
            translate("CommandActions", "Each line of the program that is called counts"),
        ),
        "unit_iteration": (
            translate("CommandActions", "Run N counts iterations"),
            translate("CommandActions", "Each passage through the whole loop counts"),
        ),
        "unit_update": (
            translate("CommandActions", "Run N counts updates"),
            translate(
                "CommandActions",
                "Each step of the optimizer counts, however many micro-batches it has",
            ),
        ),
    }
