import re

import pytest

from lenet_gui.core import commands as c
from lenet_gui.core.accumulation import AccumulationPlan, BenchAccumulation
from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.export.commands import ExportSession
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.gradient_check import CheckGradient
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.program import CANONICAL, SetProgram
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.core.timeline import (
    CompareMoments,
    DropBranch,
    GoTo,
    Moment,
    NameBranch,
    SetHistoryBudget,
)
from lenet_gui.core.trace import RetainGrad, TraceBackward
from lenet_gui.core.watches import SetWatches
from lenet_gui.gui.language import Language, LanguageSwitch
from lenet_gui.gui.words.shown_lines import shown_line

NUMBER = Element(Quantity.GRADIENT, "conv1.bias", (3,))

COMMENTS = [
    SetAlarms(), SetMuted(), SetWatches(()), SetProgram(CANONICAL), RetainGrad(), ShowFlats(),
    ShowFlats(on=False), TraceBackward(), TraceBackward(on=False), SetHistoryBudget(64),
    c.CompareZeroGrad(20), BenchAccumulation(AccumulationPlan((2, 2))), Inspect(None),
    Inspect(NUMBER), CheckGradient(), CheckGradient("conv1.bias", (3,)), GoTo(Moment(0, 7)),
    CompareMoments(Moment(0, 7), Moment(0, 9)), NameBranch(0, "a"), DropBranch(1),
    ExportSession("a.py"), SaveSession("a.lenet"), OpenSession("a.lenet"),
]  # fmt: skip

CALLS = [
    c.ZeroGrad(), c.Forward(), c.ComputeLoss(), c.Backward(), c.OptimizerStep(), c.Reset(3),
    c.SetOptimizer(), RetainGrad(frozenset({"relu1"})), Misuse(Mistake.ADD_LOSS),
]  # fmt: skip


@pytest.fixture
def chinese(qapp):
    switch = LanguageSwitch(qapp)
    switch.use(Language.CHINESE)
    yield
    switch.use(Language.ENGLISH)


def numbers(line: str) -> list[str]:
    return re.findall(r"[\w.]*\d[\w.\[\]]*|a\.\w+", line)


@pytest.mark.parametrize("command", COMMENTS, ids=lambda command: type(command).__name__)
def test_what_a_script_has_no_line_for_is_said_in_the_readers_language(command, chinese):
    assert pytorch_line(command).startswith("# ")
    shown = shown_line(command)
    assert re.match(r"# .*[\u4e00-\u9fff]", shown)
    # All that it is about is in it, whatever the language.
    assert set(numbers(pytorch_line(command))) <= {*numbers(shown), "float64"}


@pytest.mark.parametrize("command", CALLS, ids=lambda command: type(command).__name__)
def test_a_line_of_pytorch_is_the_same_in_every_language(command, chinese):
    assert shown_line(command) == pytorch_line(command)
