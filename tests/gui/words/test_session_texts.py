"""What is said of a session that was opened: what was compared, and where it differs."""

import time
from dataclasses import replace

import pytest

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.session import Deviation, Environment, ReplayReport
from lenet_gui.core.timeline import Moment
from lenet_gui.gui.words.explanations import explain_refusal
from lenet_gui.gui.words.messages import Level
from lenet_gui.gui.words.session_texts import (
    describe_opened,
    explain_deviation,
    time_text,
    window_title,
)

HERE = Environment("2.13.0", "3.11.7", "Linux", "x86_64", "AVX2")
THERE = replace(HERE, torch="2.12.0")
REPORT = ReplayReport(57, 57, 3, 12, None, 0.5, HERE, HERE)
FOUND = Deviation(Moment(0, 31), "loss.backward()", 0.12345, 0.12346, 3e-8)


def opened(**changes) -> str:
    message = describe_opened("x.lenet", replace(REPORT, **changes))
    assert message.level is Level.DONE
    return message.text


def explained(found: Deviation, saved: Environment = THERE) -> str:
    return explain_deviation(replace(REPORT, deviation=found, saved_on=saved), found)


def test_verified_replay_says_what_was_compared():
    assert opened() == (
        "x.lenet was opened. Replayed bit for bit. Calls: 57; states compared: 3; losses "
        "compared: 12."
    )


def test_other_system_with_the_same_bits_is_named_as_well():
    assert "Saved on torch 2.12.0, Linux x86_64; this is torch 2.13.0, Linux x86_64." in opened(
        saved_on=THERE
    )
    assert "Replayed bit for bit" in opened(saved_on=THERE)


@pytest.mark.parametrize("field", ["torch", "python", "system", "machine", "processor"])
def test_whatever_differs_between_two_systems_is_seen(field):
    text = opened(saved_on=replace(HERE, **{field: "another"}))
    saved, here = text.split("Saved on ")[1].split("; this is ")
    assert "another" in saved
    assert "another" not in here


def test_replay_of_a_part_does_not_claim_the_whole():
    text = opened(replayed=20)
    assert "bit for bit" not in text
    assert "Calls made again: 20 of 57; states compared: 3; losses compared: 12." in text


def test_nothing_to_compare_with_is_no_claim():
    text = opened(digests=0, losses=0)
    assert "bit for bit" not in text
    assert "nothing to compare" in text


def test_session_without_calls_says_so():
    assert opened(calls=0, replayed=0).endswith("No call has been made in it yet.")


def test_first_difference_is_told_with_both_losses_and_the_distance():
    text = explained(FOUND)
    assert "Saved on torch 2.12.0, Linux x86_64; this is torch 2.13.0, Linux x86_64." in text
    assert (
        "From call 31 on (loss.backward()) the numbers differ: loss 0.12345 was recorded, "
        "0.12346 came out." in text
    )
    assert "At the next saved state, parameters differ by at most 3e-08." in text
    assert "open the file where it was saved" in text


def test_losses_have_as_many_digits_as_tell_them_apart():
    text = explained(replace(FOUND, recorded=0.123450001, found=0.123450002))
    assert "loss 0.123450001 was recorded, 0.123450002 came out" in text


def test_difference_of_the_state_alone_claims_no_more_than_is_known():
    text = explained(replace(FOUND, recorded=None, found=None))
    assert "By call 31 (loss.backward()) at the latest, the state is another one." in text
    assert "was recorded" not in text


def test_loss_on_one_side_only_is_named():
    assert "loss 0.12345 was recorded, none came out" in explained(replace(FOUND, found=None))


def test_distance_that_was_not_measured_is_not_told():
    assert "at most" not in explained(replace(FOUND, largest=None))


def test_difference_on_the_same_system_does_not_blame_another_one():
    text = explained(FOUND, HERE)
    assert "Saved on the same system" in text
    assert "open the file where it was saved" not in text


def test_difference_is_a_notice():
    message = describe_opened("x.lenet", replace(REPORT, deviation=FOUND))
    assert message.level is Level.NOTICE
    assert "From call 31 on" in message.headline


def test_title_without_a_file_is_the_programs():
    assert window_title("") == "lenet_gui: one training step of LeNet, by hand[*]"


def test_time_of_today_needs_no_date():
    assert time_text(time.time()) == time.strftime("%H:%M")
    assert time_text(0).startswith(("1970-01-01 ", "1969-12-31 "))


@pytest.mark.parametrize(
    ("problem", "facts", "sentence"),
    [
        (
            InputProblem.NEWER_VERSION,
            {"actual": 9, "expected": 1},
            "x.lenet was saved by a newer version of this program: its format is number 9, and "
            "this version reads up to 1. The newer version opens it.",
        ),
        (InputProblem.CANNOT_WRITE, {"reason": "Permission denied"},
         "x.lenet could not be written: Permission denied."),
        (InputProblem.DAMAGED, {"reason": "the SHA-256 is another one"},
         "x.lenet is damaged: the SHA-256 is another one."),
        (InputProblem.WRONG_FORMAT, {}, "x.lenet is not in the expected format."),
        (InputProblem.TOO_LARGE, {}, "x.lenet is too large."),
        (InputProblem.MISSING, {}, "x.lenet is not there."),
    ],
    ids=lambda value: value if isinstance(value, InputProblem) else "",
)  # fmt: skip
def test_refused_session_is_a_sentence(problem, facts, sentence):
    assert explain_refusal(InputError(problem, "x.lenet", **facts)) == sentence
