"""What the recipes are called, and what each is for, in the reader's language."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.recipes import Recipe

translate = QCoreApplication.translate


def recipe_name(recipe: Recipe) -> str:
    """A few words for a list."""
    return {
        Recipe.CANONICAL: translate("recipes", "The usual loop"),
        Recipe.MANUAL: translate("recipes", "Tutorial 1: by hand"),
        Recipe.MANUAL_WITHOUT_ZERO_GRAD: translate("recipes", "Tutorial 1, without zero_grad"),
        Recipe.OPTIMIZER: translate("recipes", "Tutorial 2: torch.optim"),
        Recipe.OPTIMIZER_WITHOUT_ZERO_GRAD: translate("recipes", "Tutorial 2, without zero_grad"),
        Recipe.ACCUMULATE: translate("recipes", "4 micro-batches, loss / 4"),
        Recipe.ACCUMULATE_UNDIVIDED: translate("recipes", "4 micro-batches, undivided"),
        Recipe.CLIP_ONCE: translate("recipes", "Clip once an update"),
        Recipe.CLIP_EACH: translate("recipes", "Clip each micro-batch"),
        Recipe.SCHEDULE: translate("recipes", "Schedule: a step an update"),
        Recipe.SCHEDULE_EACH: translate("recipes", "Schedule: a step a micro-batch"),
        Recipe.VECTOR_THEN_LOSS: translate("recipes", "Random vector, then loss"),
    }[recipe]


def recipe_hint(recipe: Recipe) -> str:
    """One sentence: what to look at."""
    return {
        Recipe.CANONICAL: translate(
            "recipes", "Clear, forward, loss, backward, step: the loop of every tutorial."
        ),
        Recipe.MANUAL: translate(
            "recipes", "weight = weight - learning_rate * gradient, written out."
        ),
        Recipe.MANUAL_WITHOUT_ZERO_GRAD: translate(
            "recipes", "As the tutorial ran it: “faster, reason unknown”. Run 20, not 10."
        ),
        Recipe.OPTIMIZER: translate("recipes", "The same update, made by an optimizer."),
        Recipe.OPTIMIZER_WITHOUT_ZERO_GRAD: translate(
            "recipes", "The gradients add up; compare the loss with the loop above."
        ),
        Recipe.ACCUMULATE: translate(
            "recipes", "Four small batches make the gradient of one large batch."
        ),
        Recipe.ACCUMULATE_UNDIVIDED: translate(
            "recipes", "How large is the gradient when nobody divides by 4?"
        ),
        Recipe.CLIP_ONCE: translate("recipes", "Clip the sum, just before the step."),
        Recipe.CLIP_EACH: translate(
            "recipes", "Clip after each backward: which micro-batch counts most then?"
        ),
        Recipe.SCHEDULE: translate("recipes", "The learning rate halves every 10 updates."),
        Recipe.SCHEDULE_EACH: translate(
            "recipes", "The scheduler counts micro-batches: how soon does the rate halve?"
        ),
        Recipe.VECTOR_THEN_LOSS: translate(
            "recipes", "The tutorial's two backwards through one graph: what is in .grad then?"
        ),
    }[recipe]
