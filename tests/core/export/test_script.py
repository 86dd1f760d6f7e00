"""A session's script, run without the program, computes the session's losses to the last bit."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from lenet_gui.core.commands import ComputeLoss, Forward, SetDevice
from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.script import script
from lenet_gui.core.export.words import Words
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.session import Environment
from tests.core.export import sessions
from tests.core.export.recorded import record, run_all

NAMES = list(sessions.every_case(Path()))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """By name: the session, its script, and what that printed."""
    folder = tmp_path_factory.mktemp("scripts")
    sessions.write_mnist(folder)
    recorded = {name: record(**case) for name, case in sessions.every_case(folder).items()}
    texts = {name: script(session.history) for name, session in recorded.items()}
    said = run_all(texts, folder)
    return {name: (recorded[name], texts[name], said[name]) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_script_computes_the_losses_and_parameters_of_the_session_to_the_last_bit(told, name):
    session, _, said = told[name]
    assert [loss.hex() for loss in json.loads(said["out"][-1])] == session.losses
    assert said["parameters"] == session.parameters


def test_errors_of_a_session_are_raised_and_told_by_its_script(told):
    session, _, said = told["nothing but errors"]
    assert session.history.failed == {0, 1, 2, 3}
    kinds = [line.partition(":")[0] for line in said["out"][:-1]]
    assert kinds == ["NameError", "TypeError", "AttributeError", "TypeError"]


def test_errors_in_between_are_as_many_as_the_sessions(told):
    for name in (*sessions.failures(), "every input with MSE", "several starts"):
        session, _, said = told[name]
        words = [line for line in said["out"][:-1] if "Error: " in line]
        assert len(words) == len(session.history.failed) > 0, name


def test_accuracies_are_the_sessions(told):
    for name in ("over the end of an epoch", "every input with MSE"):
        session, _, said = told[name]
        printed = [line for line in said["out"] if line.startswith("accuracy")]
        assert printed == [f"accuracy {accuracy}" for accuracy in session.accuracies] != []


def test_long_run_is_a_loop_of_one_iteration(told):
    _, text, _ = told["a long run"]
    assert "for step in range(2000):" in text
    assert len(text.splitlines()) < 70


def test_micro_batches_are_a_loop_within_the_loop(told):
    _, text, _ = told["accumulation"]
    assert (
        "for step in range(6):\n    optimizer.zero_grad()\n    for micro_batch in range(4)" in text
    )


def test_tutorials_ten_steps_read_as_in_the_tutorial(told):
    _, text, _ = told["ten steps both ways"]
    assert (
        """
for step in range(10):
    output = net(input)
    loss = criterion(output, target)
    losses.append(loss.item())
    loss.backward()
    for f in net.parameters():
        f.data.sub_(f.grad.data * learning_rate)

for step in range(10):
    optimizer.zero_grad()
"""
        in text
    )


def test_what_nobody_reads_is_left_out():
    by_hand = script(LinearHistory(calls=sessions.BY_HAND))
    assert "learning_rate = 0.01" in by_hand
    assert "optimizer" not in by_hand.partition("losses = []")[0].partition("torch.manual_seed")[2]
    assert "learning_rate" not in script(LinearHistory(calls=sessions.LOOP))
    with_classes = script(LinearHistory(source=Digits(), calls=(sessions.CLASSES, *sessions.LOOP)))
    assert "one_hot" not in with_classes
    assert "def accuracy" not in with_classes


def test_scripts_import_nothing_of_the_program(told):
    allowed = {"base64", "copy", "gzip", "json", "pathlib", "numpy", "torch"}
    for _, text, _ in told.values():
        for node in ast.walk(ast.parse(text)):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            assert {name.split(".")[0] for name in names} <= allowed


def test_scripts_are_clean(told, tmp_path):
    for number, (_, text, _) in enumerate(told.values()):
        (tmp_path / f"script_{number}.py").write_text(text, encoding="utf-8")
    # F821: a name that is not there is what some of the sessions' errors are about.
    rules = ["--select", "E,F,W,I", "--ignore", "F821", "--line-length", "100"]
    result = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", *rules, tmp_path],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-3000:]


def test_words_and_numbers_stand_in_the_head():
    environment = Environment("2.13.0", "3.11.9", "Linux", "x86_64", "AVX2")
    history = LinearHistory(
        calls=(Forward(), ComputeLoss()), losses=(float("nan"), 0.1), environment=environment
    )
    words = Words(
        title="一次训练", recorded="{count} 个损失，最后一个是 {last}", environment="{torch}"
    )
    head = script(history, words).splitlines()
    assert head[0] == "# 一次训练"
    assert {"# 2.13.0", "# 1 个损失，最后一个是 0.1"} <= set(head)


def test_words_of_several_lines_stay_comments():
    text = script(
        LinearHistory(source=Digits(), calls=sessions.LOOP),
        Words(title="one\nprint(1)", digits_missing='"\n'),
    )
    assert "\nprint(1)" not in text


def test_another_device_is_named_wherever_a_tensor_is_made():
    calls = (
        *sessions.LOOP, Misuse(Mistake.REPLACE_LAYER), Misuse(Mistake.GRADIENT_SIZE),
        SetDevice("cpu"), *sessions.LOOP,
    )  # fmt: skip
    text = script(LinearHistory(device="cuda", source=Digits(), calls=calls))
    assert 'net = Net().to("cuda")' in text
    assert 'input, labels = (tensor.to("cuda") for tensor in next(batches))' in text
    assert "net.fc3 = nn.Linear(84, 10).to('cuda')" in text
    assert "net.fc3.bias.grad = torch.zeros(3, device='cuda')" in text
    assert "net = Net()\n" in text
