"""What a call did silently, in one paragraph."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.snapshot import Notice

translate = QCoreApplication.translate


def notice_texts() -> dict[Notice, str]:
    """The paragraph of each notice, with gaps for the facts of the call."""
    return _of_steps() | _of_graphs() | _of_lines()


def _of_steps() -> dict[Notice, str]:
    return {
        Notice.STEP_WITHOUT_GRADIENTS: translate(
            "notices",
            "Every .grad is None, so the optimizer skipped every parameter: nothing moved, and "
            "PyTorch says nothing about it. Call backward before step.",
        ),
        Notice.STEP_ON_ZEROS: translate(
            "notices",
            "Every gradient is zero. Plain SGD stands still then; momentum, Adam and weight decay "
            "still move the parameters, which they would not do where .grad is None.",
        ),
        Notice.STEP_REPEATED: translate(
            "notices",
            "These gradients had already been used by a step: the same update was made again, "
            "with gradients of older weights.",
        ),
        Notice.STEP_ACCUMULATED: translate(
            "notices",
            ".grad still held the gradients of earlier iterations, because zero_grad was not "
            "called since the last step. The step followed their sum, as SGD with momentum 1 "
            "would: faster at first, then past the goal.",
        ),
        Notice.GRADIENTS_WIPED: translate(
            "notices",
            "These gradients had not been used by any step; they are lost. Between backward and "
            "step is the one place where zero_grad does harm.",
        ),
        Notice.DEPOSIT_ADDED: translate(
            "notices",
            "There was a gradient in .grad already; backward added to it. That is gradient "
            "accumulation: meant, or a forgotten zero_grad.",
        ),
        Notice.GRAPH_REPLACED: translate(
            "notices",
            "The output before this one was never used: its graph is dropped, together with the "
            "tensors it had saved.",
        ),
        Notice.LOSS_OF_OLD_OUTPUT: translate(
            "notices",
            "output is from before: the weights or the input have changed since forward. This "
            "loss compares the old output with the present target.",
        ),
        Notice.TARGET_NOT_CLASSES: translate(
            "notices",
            "Cross-entropy expects a class or a probability for each class. The tutorial's random "
            "target is neither, so this loss means little and may be negative. Choose digits in "
            "the Input panel.",
        ),
        Notice.STATE_LOST: translate(
            "notices",
            "The old optimizer's state, its momentum buffers or moments, is gone: the new one "
            "starts without.",
        ),
        Notice.NOTHING_TO_CLEAR: translate(
            "notices", "There was no deposit to clear, so it made no difference here."
        ),
    }


def _of_graphs() -> dict[Notice, str]:
    return {
        Notice.NOTHING_TO_CLIP: translate(
            "notices", "Every .grad is None: there was nothing to clip."
        ),
        Notice.DEPOSIT_REPEATED: translate(
            "notices",
            "The same graph was gone through again, and deposited the same gradient once more. "
            "retain_graph=True as a habit turns an error into this silent doubling.",
        ),
        Notice.LOSSES_ADDED: translate(
            "notices",
            "This loss is a sum of {losses} losses: each backward goes through all of them again, "
            "so older ones count again and again. Keep the sum as a number: total += loss.item().",
        ),
        Notice.STALE_DATA: translate(
            "notices",
            "{edited} was changed through .data after forward, which the version counter does not "
            "see. No error, and the gradients are wrong: by up to {difference} against those at "
            "the saved weights.",
        ),
        Notice.STALE_FROZEN: translate(
            "notices",
            "{frozen} is frozen, but an old gradient is still in its account, and step used it. "
            "Freezing stops new gradients; zero_grad removes the old one.",
        ),
        Notice.ZERO_GRADIENTS: translate(
            "notices",
            "Nothing but zeros was deposited in {zeros}. A relu passes no gradient where its "
            "output is 0, and in PyTorch none where its input is exactly 0 either.",
        ),
        Notice.FROZEN_SKIPPED: translate(
            "notices", "backward passed {frozen} by: requires_grad is False there."
        ),
        Notice.ORPHANS: translate(
            "notices",
            "No optimizer owns {orphans}: step left it as it was. The optimizer was built before "
            "the layer was replaced; build a new one.",
        ),
        Notice.ORPHANS_KEPT: translate(
            "notices",
            "The optimizer's zero_grad clears what it owns. {orphans} is not among it, so "
            "gradients pile up there. net.zero_grad() clears them.",
        ),
        Notice.WITHOUT_GRAPH: translate(
            "notices",
            "{root} has no graph behind it, so backward will find nothing. Numbers are the same; "
            "the way back is missing.",
        ),
        Notice.TARGET_BROADCAST: translate(
            "notices",
            "output has shape {output} and target {target}: every output was compared with every "
            "target, {terms} differences in all, and the loss means nothing. Give them one shape.",
        ),
        Notice.GRADIENTS_RETURNED: translate(
            "notices",
            "autograd.grad returned the gradients (norm {norm}) and deposited nothing: .grad is as "
            "it was. The graph is freed all the same.",
        ),
        Notice.GRAPHS_KEPT: translate(
            "notices",
            "The list holds {losses} losses, and each holds its graph: {bytes} bytes of saved "
            "tensors. Append loss.item() instead.",
        ),
        Notice.RETAINED_LATE: translate(
            "notices",
            "retain_grad() came after backward: the gradient had gone by and was not kept. Ask "
            "before backward.",
        ),
    }


def _of_lines() -> dict[Notice, str]:
    return {
        Notice.BATCH_MISSING: translate(
            "notices",
            "The image has no batch dimension, and view(-1, 400) made a batch of one of it: no "
            "error here, and a wrong one with other networks.",
        ),
        Notice.SOFTMAX_TWICE: translate(
            "notices",
            "Cross-entropy applies softmax itself. Applied twice it gives {twice} in the place of "
            "{once}, and gradients that are too small. Give it the raw outputs.",
        ),
        Notice.REBOUND: translate(
            "notices",
            "w = w - ... makes a new tensor and binds the name w to it: {moved} of {total} numbers "
            "of the network have moved. Change w in place under no_grad.",
        ),
        Notice.NAME_OF_DATA: translate(
            "notices",
            "f is a new object (f is p: {same_object}) on the same memory ({same_memory}): sub_ "
            "moved the parameter all the same. The f = in front has no effect.",
        ),
        Notice.EVAL_MODE: translate(
            "notices",
            "The network is in eval mode, and gradients come all the same: eval() only switches "
            "dropout and batch norm, which LeNet does not have. no_grad is what stops gradients.",
        ),
        Notice.GRADIENT_WRITTEN: translate(
            "notices",
            "fc3.bias.grad was written by hand: its norm went from {old_norm} to {new_norm}. "
            "Autograd knows nothing of it, and step will use it. The Ledger shows it as "
            "overwritten: what the deposits came to is lost.",
        ),
        Notice.GRADIENT_ALIAS: translate(
            "notices",
            "{same} of {entries} entries are one and the same tensor: .grad itself, which later "
            "deposits changed. Append .grad.clone() to keep what it was.",
        ),
        Notice.HOOK_AGAIN: translate(
            "notices",
            "The hook is registered {hooks} times and was called as often: the gradient of "
            "fc3.bias was multiplied by {factor}. Keep the handle of a hook, and remove it.",
        ),
        Notice.GRADIENTS_SCALED: translate(
            "notices",
            ".grad holds gradients times {scale}. Divide them first (scaler.unscale_), or clipping "
            "and steps see numbers of the wrong size.",
        ),
        Notice.STEP_SKIPPED: translate(
            "notices",
            "A gradient was infinite, so the scaler left the step out and lowered its scale from "
            "{scale} to {new_scale}. Nothing moved.",
        ),
    }
