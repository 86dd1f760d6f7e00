import csv
import io
from dataclasses import replace

import numpy as np
import torch
from torch import nn

from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    OptimizerStep,
    SetOptimizer,
    ZeroGrad,
)
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.timeline import GoTo, Moment
from lenet_gui.core.trainer import Trainer
from lenet_gui.gui.report.tables import calls, data_tables, gradient_norms, losses, parameters
from lenet_gui.gui.words.messages import Level, Message
from tests.core import oracle
from tests.gui.report.reports import GRADIENT, recorded, row, trained
from tests.snapshots import curve, frozen
from tests.timelines import branch, timeline


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def test_losses_come_back_with_every_bit():
    values = np.random.default_rng(0).standard_normal(100).tolist()
    found = lines(losses(curve(values, accuracies=[1 / 3] * 100)))
    assert [float(line["loss"]) for line in found] == values
    assert [int(line["updates [count]"]) for line in found] == list(range(100))
    assert [int(line["call [number]"]) for line in found] == list(range(3, 503, 5))
    assert {float(line["batch accuracy [0 to 1]"]) for line in found} == {1 / 3}


def test_losses_that_are_not_finite_are_written_and_accuracies_that_are_not_there_are_empty():
    found = lines(losses(curve([np.nan, np.inf])))
    assert [line["loss"] for line in found] == ["nan", "inf"]
    assert {line["batch accuracy [0 to 1]"] for line in found} == {""}


def test_tests_are_rows_of_their_own():
    tested = replace(
        curve([0.5]),
        test_steps=frozen(np.array([4])),
        test_accuracies=frozen(np.array([0.75])),
        test_calls=frozen(np.array([21])),
    )
    found = lines(losses(tested))
    assert found[-1] == {
        "branch [number]": "0", "branch name": "main", "moment": "up to now",
        "call [number]": "21", "updates [count]": "4", "loss": "", "batch accuracy [0 to 1]": "",
        "test accuracy [0 to 1]": "0.75",
    }  # fmt: skip


def test_losses_of_other_branches_and_later_ones_follow_with_their_names():
    main = branch("ZFLBS" * 4)
    side = branch("FLBSZFL", 1, parent=main, fork=11, losses={13: 0.5, 18: 1 / 3})
    named = branch("FL", 2, parent=side, fork=16, name="lr 0.1", losses={18: float("nan")})
    history = timeline(main, side, named, now=Moment(1, 14))
    shown = replace(
        curve([0.9, 0.8, 0.5]),
        calls=frozen(np.array([3, 8, 13])),
        steps=frozen(np.array([0, 1, 2])),
    )
    found = lines(losses(shown, history))
    told = [
        (
            int(line["branch [number]"]), line["branch name"], line["moment"],
            int(line["call [number]"]), int(line["updates [count]"]), float(line["loss"]),
        )
        for line in found
    ]  # fmt: skip
    assert told[:-1] == [
        (1, "branch 1", "up to now", 3, 0, 0.9),
        (1, "branch 1", "up to now", 8, 1, 0.8),
        (1, "branch 1", "up to now", 13, 2, 0.5),
        (1, "branch 1", "later", 18, 3, 1 / 3),
        (0, "main", "other branch", 13, 2, 1 / 13),
        (0, "main", "other branch", 18, 3, 1 / 18),
    ]
    assert told[-1][:5] == (2, "lr 0.1", "other branch", 18, 3)
    assert found[-1]["loss"] == "nan"
    assert {line["batch accuracy [0 to 1]"] for line in found[3:]} == {""}


def test_losses_of_each_branch_are_those_of_a_plain_loop():
    trainer = Trainer(seed=0)
    step = (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())
    for command in (*step * 3, GoTo(Moment(0, 5)), SetOptimizer(SGD(lr=0.1)), *step * 2):
        trainer.apply(command)
    snapshot = trainer.snapshot()
    found = lines(losses(snapshot.curve, snapshot.timeline))

    def told(moment: str) -> list[float]:
        return [float(line["loss"]) for line in found if line["moment"] == moment]

    first, *others = plain_losses([0.01] * 3)
    assert told("up to now") == plain_losses([0.01, 0.1, 0.1])
    assert told("other branch") == others
    assert told("up to now")[0] == first


def plain_losses(rates: list[float]) -> list[float]:
    """The losses before and between updates with these learning rates, as in the tutorial."""
    start, found = oracle.tutorial(), []
    net = start.net
    for rate in rates:
        loss = nn.MSELoss()(net(start.x), start.y)
        found.append(loss.item())
        net.zero_grad()
        loss.backward()
        torch.optim.SGD(net.parameters(), lr=rate).step()
    return found


def test_gradient_norms_have_a_row_a_recorded_moment_with_its_call():
    found = lines(gradient_norms(recorded().gradient_history))
    assert [line["call [number]"] for line in found] == ["4", "9"]
    norm = float(np.linalg.norm(GRADIENT["fc3.bias"].astype(float)))
    assert [float(line["fc3.bias.grad [Euclidean norm]"]) for line in found] == [norm, norm]
    assert {line["fc3.weight.grad [Euclidean norm]"] for line in found} == {""}
    assert {line["after"] for line in found} == {"backward"}


def test_parameters_have_a_row_each():
    snapshot = trained()
    found = lines(parameters(snapshot.rows))
    assert [line["parameter"] for line in found] == [row.name for row in snapshot.rows]
    for line, parameter in zip(found, snapshot.rows, strict=True):
        assert float(line["norm [Euclidean]"]) == parameter.norm
        assert float(line[".grad [Euclidean norm]"]) == parameter.gradient_norm
        assert line["last update [Euclidean norm]"] == ""


def test_log_keeps_commas_quotes_and_lines():
    said = 'a, "b"\nc'
    entry = replace(row(3, "x, y"), last=5, message=Message(Level.NOTICE, said))
    assert lines(calls([entry])) == [
        {
            "call [number]": "3", "last call [number]": "5", "line": "x, y", "level": "notice",
            "what it changed": said,
        }
    ]  # fmt: skip


def test_every_table_ends_its_lines_with_a_line_feed_and_has_a_head():
    for data in data_tables(trained(), (row(1),)).values():
        assert b"\r" not in data
        assert data.endswith(b"\n")
        assert data.count(b"\n") >= 1
