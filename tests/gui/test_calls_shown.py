"""A call that is chosen in the Ledger is shown by the panels that know of it."""

import pytest

from lenet_gui.core.commands import Backward, ComputeLoss, Forward
from lenet_gui.gui.language import Language


def panel(window, key: str):
    return next(panel for panel in window.panels if panel.key == key)


@pytest.fixture
def ledger(window, press):
    for name in ("zero_grad", "forward", "loss", "backward", "forward", "loss", "backward"):
        press(name)
    ledger = panel(window, "ledger")
    window.docks.bring_up(ledger)
    ledger.parameter = "fc3.bias"
    return ledger


def test_the_window_shows_a_band_a_backward_and_the_proof(ledger):
    assert len(ledger.bands.bands) == 2
    assert ledger.proof.text().startswith("✓ 2 deposits")


def test_the_log_chooses_the_call_of_a_chosen_band(window, ledger):
    log = panel(window, "log")
    window.docks.bring_up(log)
    ledger.bands.choose(0)
    item = log._list.currentItem()
    assert item.text(0) == "loss.backward()"
    assert item.toolTip(0) == "4: loss.backward()"


def test_the_program_chooses_its_line(window, ledger):
    program = panel(window, "program")
    ledger.bands.choose(1)
    row = program.rows[program.code.row]
    assert window.snapshot.program.lines[row.line].call == Backward()


def test_the_program_tints_the_line_while_the_mouse_is_over_a_band(window, ledger):
    program = panel(window, "program")
    before = len(program.code.extraSelections())
    ledger.bands.hovered.emit(0)
    assert len(program.code.extraSelections()) == before + 1
    ledger.bands.hovered.emit(-1)
    assert len(program.code.extraSelections()) == before


def test_the_ledger_follows_a_run(window, ledger, qtbot):
    with qtbot.waitSignal(window.training.run_ended, timeout=10_000):
        window.commands.run_many.trigger()
    ledger.refresh(1e9)
    account = window.snapshot.ledger.accounts["fc3.bias"]
    assert account.deposits == 1
    assert account.proved
    assert len(ledger.life.marks) == 2 + 2 * 9  # its first iteration was at the step already


def test_a_call_of_a_run_is_found_in_the_run(window, ledger, qtbot, send):
    with qtbot.waitSignal(window.training.run_ended, timeout=10_000):
        window.commands.run_many.trigger()
    send(Forward())
    send(ComputeLoss())
    log = panel(window, "log")
    window.docks.bring_up(log)
    ledger.refresh(1e9)
    ledger.bands.choose(0)
    assert log._list.currentItem().text(0) == "# a run of the loop"


def test_after_an_older_call_was_shown_the_log_goes_on_with_the_next(window, ledger, press):
    log = panel(window, "log")
    window.docks.bring_up(log)
    ledger.bands.choose(0)
    press("forward")
    assert log._list.currentItem().text(0) == "output = net(input)"


def test_the_status_line_keeps_its_numbers_in_another_language(window, ledger):
    before = window.status._message.text
    window.preferences.set_language(Language.CHINESE, remember=False)
    assert "45\N{NARROW NO-BREAK SPACE}024" in window.status._message.text
    window.preferences.set_language(Language.ENGLISH, remember=False)
    assert window.status._message.text == before
