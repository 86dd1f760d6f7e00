"""From the command to the words: each experiment is explained in both languages."""

import re

import pytest

from lenet_gui.core.errors import CallError, FailureKind
from lenet_gui.core.experiments import CALLS, Experiment, Group
from lenet_gui.core.trainer import Trainer
from lenet_gui.gui.language import Language, LanguageSwitch
from lenet_gui.gui.words.experiment_names import experiment_lines, experiment_name, group_name
from lenet_gui.gui.words.explanations import one_line
from lenet_gui.gui.words.messages import Level, Message, describe

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LANGUAGES = (Language.ENGLISH, Language.CHINESE)


@pytest.fixture
def speak(qapp):
    """Switches the language of the texts, and back at the end."""
    switch = LanguageSwitch(qapp)
    yield switch.use
    switch.use(Language.ENGLISH)


def play(experiment: Experiment) -> tuple[Trainer, Message]:
    trainer = Trainer()
    before = None
    for command in CALLS[experiment]:
        try:
            before = trainer.snapshot()
            trainer.apply(command)
        except CallError:
            break
    return trainer, describe(before, trainer.snapshot())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("experiment", Experiment)
def test_experiment_is_explained_with_its_facts(speak, experiment, language):
    speak(language)
    trainer, message = play(experiment)
    outcome = trainer.state.last
    ours = one_line(message.headline, *message.details)
    theirs = [outcome.failure.text] if outcome.failure else [*outcome.warnings]
    for text in theirs:
        assert text in message.details
        ours = ours.replace(text, "")
    assert "{" not in ours
    assert not re.search(r"(^|\s)\?|\? \[|\?: ", ours), ours  # a fact that is not known
    assert message.level is (Level.ERROR if outcome.failure else Level.NOTICE)
    if outcome.failure:
        assert outcome.failure.kind is not FailureKind.OTHER
    if language is Language.CHINESE:
        assert len(CHINESE.findall(ours)) > 15
    else:
        assert not CHINESE.search(ours)
        assert len(ours) > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_experiments_and_groups_have_names_of_their_own(speak, language):
    speak(language)
    names = [experiment_name(experiment) for experiment in Experiment]
    names += [group_name(group) for group in Group]
    assert all(names)
    assert len(set(names)) == len(names)


def test_lines_of_an_experiment_are_those_that_it_runs():
    assert experiment_lines(Experiment.SECOND_BACKWARD).splitlines() == [
        "net.zero_grad()", "output = net(input)", "loss = criterion(output, target)",
        "loss.backward()", "loss.backward()",
    ]  # fmt: skip


def test_layer_versions_and_shapes_are_named_where_it_happens():
    _, message = play(Experiment.STEP_BETWEEN)
    assert "fc3.weight.T [84, 10] was saved at version 1 and is now at version 2" in message.text
    _, message = play(Experiment.SMALL_IMAGE)
    assert "fc1.weight takes 400 numbers" in message.text
    _, message = play(Experiment.ZERO_GRAD_BETWEEN)
    assert "does not revive a graph" in message.text
