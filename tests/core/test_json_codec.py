"""Calls as JSON and back: all of them, to the last bit, and nothing else."""

import importlib
import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lenet_gui.core
from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.commands import (
    BackwardOutput,
    ClipGradNorm,
    Command,
    ComputeLoss,
    SetOptimizer,
    ShowSample,
    ZeroGrad,
)
from lenet_gui.core.explanation import Inspect
from lenet_gui.core.export.commands import ExportSession
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.gradient_check import CheckGradient
from lenet_gui.core.inputs import InputSource
from lenet_gui.core.json_codec import MAX_TEXT
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.program import Program
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.core.session_document import CALLS, CODEC
from lenet_gui.core.strict_json import from_json, to_json
from lenet_gui.core.timeline import CompareMoments, DropBranch, GoTo, NameBranch, SetHistoryBudget
from lenet_gui.core.trace import RetainGrad, TraceBackward
from lenet_gui.core.watches import SetWatches
from tests.core import sessions
from tests.core.sessions import bits

NO_CALLS = {
    GoTo, NameBranch, DropBranch, CompareMoments, SetHistoryBudget, SaveSession, OpenSession,
    ExportSession, SetWatches, SetAlarms, SetMuted, ShowSample, TraceBackward, RetainGrad,
    Inspect, CheckGradient, ShowFlats,
}  # fmt: skip
"""Commands that look at something, or go somewhere in the history, and are not part of it."""


def all_commands() -> set[type[Command]]:
    found: set[type[Command]] = set()
    for module in pkgutil.walk_packages(lenet_gui.core.__path__, "lenet_gui.core."):
        members = vars(importlib.import_module(module.name)).values()
        found |= {m for m in members if isinstance(m, type) and issubclass(m, Command)}
    return found - {Command}


def through_text(value: object, hint: object) -> object:
    return CODEC.decode(from_json(to_json(CODEC.encode(value))), hint)


def test_every_call_that_there_is_can_be_saved():
    assert all_commands() - NO_CALLS == set(CALLS) == set(sessions.CALLS)


@pytest.mark.parametrize("kind", sessions.CALLS, ids=lambda kind: kind.__name__)
def test_call_comes_back_with_its_bits(kind):
    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(sessions.CALLS[kind])
    def check(command):
        again = through_text(command, Command)
        assert again == command
        assert bits(again) == bits(command)

    check()


@given(sessions.SOURCES)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_input_comes_back_with_its_bits(source):
    assert bits(through_text(source, InputSource)) == bits(source)


@pytest.mark.parametrize("number", ["nan", "inf", "-inf"])
def test_number_that_json_does_not_have_comes_back(number):
    command = BackwardOutput(vector=(float(number), 1.0))
    assert bits(through_text(command, Command)) == bits(command)


def test_whole_number_in_the_place_of_another_comes_back_as_that():
    again = through_text(ClipGradNorm(2), Command)
    assert bits(again) == bits(ClipGradNorm(2.0))


@pytest.mark.parametrize("kind", sorted(NO_CALLS, key=str), ids=lambda kind: kind.__name__)
def test_command_that_is_no_call_is_not_saved(kind):
    command = object.__new__(kind)
    with pytest.raises(TypeError, match=kind.__name__):
        CODEC.encode(command)


CLIP = {"class": "ClipGradNorm", "max_norm": 1.0}
LOSS = {"class": "ComputeLoss", "divide_by": 1}
SGD_ = CODEC.encode(SGD())
REFUSED = {
    "nothing": None,
    "a list": [],
    "a text": "Forward",
    "a number": 3,
    "no class": {"max_norm": 1.0},
    "an unknown class": {"class": "System", "path": "rm"},
    "the base": {"class": "Command"},
    "a class that is no text": {"class": ["ClipGradNorm"], "max_norm": 1.0},
    "another kind of class": {"class": "SGD", "lr": 0.1},
    "a command that is no call": {"class": "ShowSample", "index": 0},
    "a missing field": {"class": "ClipGradNorm"},
    "a field too many": CLIP | {"more": 1},
    "a private field": CLIP | {"__class__": "SGD"},
    "true as a float": CLIP | {"max_norm": True},
    "a text as a float": CLIP | {"max_norm": "1.0"},
    "another spelling of infinity": CLIP | {"max_norm": "Infinity"},
    "null as a float": CLIP | {"max_norm": None},
    "a list as a float": CLIP | {"max_norm": [1.0]},
    "true as an integer": LOSS | {"divide_by": True},
    "a float as an integer": LOSS | {"divide_by": 1.0},
    "a text as an integer": LOSS | {"divide_by": "1"},
    "one as a flag": {"class": "Backward", "retain_graph": 1},
    "a choice that there is not": {"class": "SetLoss", "kind": "L1Loss"},
    "a choice that is no text": {"class": "SetLoss", "kind": 0},
    "a choice by its name": {"class": "SetLoss", "kind": "MSE"},
    "a negative rate": {"class": "SetOptimizer", "optimizer": SGD_ | {"lr": -0.1}},
    "an infinite rate": {"class": "SetOptimizer", "optimizer": SGD_ | {"lr": "inf"}},
    "a base of optimizers": {"class": "SetOptimizer", "optimizer": {"class": "OptimizerSpec"}},
    "one beta": {
        "class": "SetOptimizer",
        "optimizer": {"class": "Adam", "lr": 0.1, "betas": [0.9], "eps": 0.1, "weight_decay": 0.0,
                      "amsgrad": False},
    },
    "pixels that are no base64": {
        "class": "LoadInput",
        "source": {"class": "Picture", "pixels": "é" * 1024, "label": 1, "name": ""},
    },
    "a pixel short": {
        "class": "LoadInput",
        "source": {"class": "Picture", "pixels": "AAAA" * 341, "label": 1, "name": ""},
    },
    "an endless text": {"class": "SetDevice", "device": "c" * (MAX_TEXT + 1)},
    "a vector that is an object": {
        "class": "BackwardOutput", "vector": {"0": 1.0}, "seed": None, "retain_graph": False,
    },
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_value_that_is_no_call_is_refused(case):
    with pytest.raises(ValueError, match=r"."):
        CODEC.decode(REFUSED[case], Command)


def test_loop_with_a_gap_in_its_inner_loop_is_refused():
    encoded = CODEC.encode(Program(()))
    line = {"class": "Line", "call": CODEC.encode(ZeroGrad()), "enabled": True, "stop": None}
    lines = [line | {"inner": inner} for inner in (True, False, True)]
    with pytest.raises(ValueError, match="follow one another"):
        CODEC.decode(encoded | {"lines": lines}, Program)


def test_class_of_the_same_name_is_not_saved():
    impostor = type("ComputeLoss", (Command,), {})
    with pytest.raises(TypeError, match="ComputeLoss"):
        CODEC.encode(impostor())


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["class", "lr", "optimizer", "max_norm", "pixels"]), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_value_is_a_call_or_refused(value):
    try:
        command = CODEC.decode(value, Command)
    except ValueError:
        return
    assert isinstance(command, Command)
    assert CODEC.encode(command) == value


def test_members_of_a_call_are_those_of_its_class():
    assert CODEC.encode(ComputeLoss(4)) == {"class": "ComputeLoss", "divide_by": 4}
    assert CODEC.encode(SetOptimizer(SGD(lr=0.5))) == {
        "class": "SetOptimizer",
        "optimizer": {
            "class": "SGD", "lr": 0.5, "momentum": 0.0, "dampening": 0.0, "weight_decay": 0.0,
            "nesterov": False,
        },
    }  # fmt: skip
