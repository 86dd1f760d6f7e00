from dataclasses import replace

import pytest

from lenet_gui.core import commands as c
from lenet_gui.core.alarms import Alarm, AlarmHit, SetAlarms
from lenet_gui.core.errors import (
    Failure,
    FailureKind,
    InputError,
    InputProblem,
    WarningKind,
    warning_kind,
)
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.graph import GraphStatus
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.program import SetProgram
from lenet_gui.core.running import Halt, HaltKind
from lenet_gui.core.snapshot import Notice, Outcome
from lenet_gui.core.watches import SetWatches
from lenet_gui.gui.words.explanations import explain_notice, explain_refusal, explain_warning
from lenet_gui.gui.words.messages import Level, describe, describe_run
from lenet_gui.gui.words.number_text import count, number
from tests.snapshots import GRAPH, make_snapshot


def after(command: c.Command, **changes):
    return make_snapshot(
        **{"with_gradients": True, "computed": True, "last": Outcome(command), **changes}
    )


def test_numbers_have_the_six_digits_of_a_float32():
    assert number(0.7946642637252808) == "0.794664"
    assert number(None) == "—"
    assert count(61706) == "61\N{NARROW NO-BREAK SPACE}706"


def test_backward_tells_the_norm_before_and_after_and_what_was_freed():
    before = make_snapshot(computed=True)
    freed = replace(GRAPH, status=GraphStatus.FREED, saved_bytes=0)
    message = describe(before, after(c.Backward(), graph=freed))
    assert message.level is Level.DONE
    assert "from None to 1.5" in message.headline
    assert "freed (416 bytes)" in message.headline


def test_retained_backward_warns_that_a_second_press_adds_again():
    message = describe(make_snapshot(computed=True), after(c.Backward(retain_graph=True)))
    assert "kept (416 bytes)" in message.headline


def test_step_counts_the_numbers_that_changed():
    before = make_snapshot(with_gradients=True, computed=True)
    counts = {"conv1.bias": 2, "fc3.weight": 5}
    rows = tuple(replace(row, update_count=counts.get(row.name, 0)) for row in before.rows)
    message = describe(before, after(c.OptimizerStep(), rows=rows))
    assert "Numbers changed: 7 of 61\N{NARROW NO-BREAK SPACE}706" in message.headline


def test_zero_grad_tells_none_from_zeros():
    none = describe(None, make_snapshot(last=Outcome(c.ZeroGrad())))
    assert "now None" in none.headline
    zeros = make_snapshot(with_gradients=True, last=Outcome(c.ZeroGrad(set_to_none=False)))
    assert "filled with zeros" in describe(None, zeros).headline


def test_failure_keeps_pytorchs_words_and_names_what_was_written():
    failure = Failure(FailureKind.OTHER, "RuntimeError: xyz", written=("fc1.weight", "fc1.bias"))
    message = describe(None, after(c.Backward(), last=Outcome(c.Backward(), failure)))
    assert message.level is Level.ERROR
    assert "RuntimeError: xyz" in message.text
    assert "fc1.weight, fc1.bias" in message.text


def test_freed_graph_says_no_gradient_changed_only_where_none_was_written():
    for written, said in (((), True), (("fc3.bias",), False)):
        failure = Failure(FailureKind.GRAPH_FREED, "RuntimeError: Trying", written=written)
        message = describe(None, after(c.Backward(), last=Outcome(c.Backward(), failure)))
        assert ("No gradient was changed" in message.headline) is said


FACTS = [
    "old_norm",
    "new_norm",
    "shape",
    "saved_version",
    "version",
    "parameter",
    "vector",
    "output",
    "input",
    "expected",
    "actual",
    "weight",
    "target",
    "key",
    "index",
    "edited",
    "difference",
    "frozen",
    "orphans",
    "root",
    "terms",
    "norm",
    "losses",
    "bytes",
    "once",
    "twice",
    "moved",
    "total",
    "same_object",
    "same_memory",
    "same",
    "entries",
    "hooks",
    "factor",
    "scale",
    "new_scale",
    "zeros",
    "count",
]


@pytest.mark.parametrize("kind", FailureKind)
def test_every_failure_is_explained(kind):
    facts = tuple((name, "7") for name in FACTS)
    failure = Failure(kind, "Error: text", facts=facts)
    message = describe(None, after(c.Backward(), last=Outcome(c.Backward(), failure)))
    assert len(message.headline) > 20
    assert len(message.details) >= 2
    assert "{" not in message.text
    assert "?" not in message.headline


@pytest.mark.parametrize("kind", FailureKind)
def test_failure_without_facts_is_explained_with_gaps_and_not_with_an_error(kind):
    failure = Failure(kind, "Error: text")
    assert describe(None, after(c.Backward(), last=Outcome(c.Backward(), failure))).headline


@pytest.mark.parametrize("notice", Notice)
def test_every_notice_is_explained(notice):
    text = explain_notice(notice, dict.fromkeys(FACTS, "7"))
    assert len(text) > 20
    assert "{" not in text
    assert "?" not in text


@pytest.mark.parametrize("kind", sorted(set(WarningKind) - {WarningKind.OTHER}))
def test_every_warning_is_told_in_pytorchs_words_and_explained(kind):
    words = next(text for text in WARNINGS if warning_kind(text) is kind)
    found = explain_warning(words)
    assert found[0] == words
    assert len(found[1]) > 40


def test_unknown_warning_is_told_as_it_is():
    assert explain_warning("UserWarning: something new") == ("UserWarning: something new",)


def test_warning_and_alarm_make_a_notice_of_a_call():
    warned = Outcome(c.SchedulerStep(), warnings=(WARNINGS[0],))
    assert describe(None, after(c.SchedulerStep(), last=warned)).level is Level.NOTICE
    hit = AlarmHit(Alarm.EXPLODING, "net", 200.0, 100.0)
    alarmed = describe(None, after(c.Backward(), last=Outcome(c.Backward(), alarms=(hit,))))
    assert alarmed.level is Level.NOTICE
    assert "above 100" in alarmed.text


def test_clearing_what_is_empty_is_no_cause_for_alarm():
    outcome = Outcome(c.ZeroGrad(), notices=(Notice.NOTHING_TO_CLEAR,))
    message = describe(None, make_snapshot(last=outcome))
    assert message.level is Level.DONE
    assert message.details


WARNINGS = (
    "UserWarning: Detected call of `lr_scheduler.step()` before `optimizer.step()`. In",
    "UserWarning: The .grad attribute of a Tensor that is not a leaf Tensor is being accessed.",
    "UserWarning: `parameters` is an empty generator, no gradient clipping will occur.",
    "UserWarning: Using a target size (torch.Size([10])) that is different to the input size",
    "UserWarning: Using backward() with create_graph=True will create a reference cycle",
)
"""As PyTorch 2.13 has them."""


@pytest.mark.parametrize("problem", InputProblem)
def test_every_refusal_names_the_file(problem):
    assert "digits.gz" in explain_refusal(InputError(problem, "digits.gz"))


def test_file_that_could_not_be_written_is_named():
    sentence = explain_refusal(OSError(28, "No space left on device", "/a/b.png"))
    assert sentence == "/a/b.png could not be written: No space left on device."


def test_every_command_has_a_headline():
    kinds = [k for k in vars(c).values() if isinstance(k, type) and issubclass(k, c.Command)]
    commands = [kind() for kind in kinds if kind is not c.Command]
    commands += [SetProgram(), SetWatches(), SetAlarms(), *map(Misuse, Mistake)]
    for command in commands:
        assert describe(make_snapshot(computed=True), after(command)).headline, command


@pytest.mark.parametrize("on", [True, False])
def test_counting_flats_has_a_headline_of_its_own_for_on_and_off(on):
    headline = describe(make_snapshot(computed=True), after(ShowFlats(on))).headline
    assert ("no longer" in headline) is not on


def test_run_tells_where_the_loss_came_from_and_went():
    start = make_snapshot(computed=True, calls=3)
    end = after(c.Forward(), loss=0.25, step=12, calls=63)
    text = describe_run(start, end).headline
    assert text == "A run: 60 calls, 12 updates. Loss 0.794664 → 0.25."


@pytest.mark.parametrize("kind", HaltKind)
def test_run_that_was_stopped_says_why_and_what_comes_next(kind):
    halt = Halt(kind, line=4, text="loss < 0.1", hits=3)
    message = describe_run(make_snapshot(), make_snapshot(computed=True), halt)
    assert message.level is Level.NOTICE
    assert message.headline.startswith("Stopped")
    assert "loss.backward()" in message.headline
