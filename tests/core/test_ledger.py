"""The gradient ledger against plain PyTorch: what each backward adds, and what becomes of it."""

import numpy as np
import pytest
import torch
from torch import nn

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.errors import CallError
from lenet_gui.core.inputs import Digits
from lenet_gui.core.ledger import EVENTS, SPARE, GradientLedger
from lenet_gui.core.ledger_view import Account, EntryKind, Ledger
from lenet_gui.core.lenet import Net
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.open_account import KEPT, NEWEST
from lenet_gui.core.program import SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.trainer import Trainer


def bits(values) -> bytes:
    return (
        values.detach().numpy().tobytes() if isinstance(values, torch.Tensor) else values.tobytes()
    )


def fold(account: Account) -> np.ndarray | None:
    """An account's entries applied in order, in numpy's float32."""
    value = np.zeros(account.total.shape, np.float32) if account.zeros else None
    if account.earlier is not None:
        value = account.earlier.values
    for entry in account.entries:
        match entry.kind:
            case EntryKind.DEPOSIT | EntryKind.ABORTED:
                value = entry.values if value is None else value + entry.values
            case EntryKind.SCALED:
                value = value * np.float32(entry.factor)
            case _:
                value = entry.values
    return value


def kinds(ledger: Ledger, name: str) -> list[EntryKind]:
    return [entry.kind for entry in ledger.accounts[name].entries]


def apply(trainer: Trainer, *commands, measured: bool = True) -> Ledger:
    for command in commands:
        trainer.apply(command, measured=measured)
    return trainer.snapshot().ledger


START = (Forward(), ComputeLoss())


class TestOneParameter:
    """A ledger of one parameter, with calls that the trainer does not make."""

    @pytest.fixture
    def weight(self) -> nn.Parameter:
        return nn.Parameter(torch.tensor([1.0, -2.0, 3.0]))

    @pytest.fixture
    def ledger(self, weight) -> GradientLedger:
        return GradientLedger({"weight": weight})

    def backward(self, ledger: GradientLedger, root: torch.Tensor, **arguments) -> None:
        capture = ledger.capture(always=True)
        with capture:
            root.backward(**arguments)
        ledger.deposit(capture, None)

    def account(self, ledger: GradientLedger) -> Account:
        ledger.settle()
        return ledger.view().accounts["weight"]

    def test_a_parameter_used_twice_gets_one_deposit_of_the_sum(self, ledger, weight):
        self.backward(ledger, (weight * 3 + weight * weight).sum())
        account = self.account(ledger)
        assert [entry.values.tolist() for entry in account.entries] == [[5.0, -1.0, 9.0]]
        assert account.proved

    def test_autograd_grad_calls_the_hooks_of_leaves_and_deposits_nothing(self, ledger, weight):
        torch.autograd.grad(weight.square().sum(), weight)
        assert self.account(ledger).entries == ()

    def test_autograd_grad_inside_a_capture_deposits_nothing(self, ledger, weight):
        capture = ledger.capture(always=True)
        with capture:
            torch.autograd.grad(weight.square().sum(), weight)
        assert ledger.deposit(capture, None) == ()
        assert self.account(ledger).entries == ()

    def test_with_create_graph_the_deposit_is_a_copy_without_a_graph(self, ledger, weight):
        with pytest.warns(UserWarning, match="create_graph"):
            self.backward(ledger, weight.pow(3).sum(), create_graph=True)
        self.backward(ledger, weight.sum())
        account = self.account(ledger)
        assert weight.grad.requires_grad
        assert [entry.values.tolist() for entry in account.entries] == [[3, 12, 27], [1, 1, 1]]
        assert account.proved
        weight.grad = None  # parameter and gradient refer to each other

    def test_a_hook_added_by_others_is_seen_in_what_it_makes_of_the_gradient(self, ledger, weight):
        weight.register_hook(lambda gradient: gradient * 10)
        self.backward(ledger, weight.sum())
        weight.register_hook(lambda gradient: gradient + 1)
        self.backward(ledger, weight.sum())
        account = self.account(ledger)
        assert [entry.values.tolist() for entry in account.entries] == [[10] * 3, [11] * 3]
        assert account.proved
        assert account.explained

    def test_a_post_accumulate_hook_that_writes_is_an_unexplained_change(self, ledger, weight):
        def double(parameter: torch.Tensor) -> None:
            parameter.grad.mul_(2)

        weight.register_post_accumulate_grad_hook(double)
        self.backward(ledger, weight.sum())
        account = self.account(ledger)
        assert [entry.kind for entry in account.entries] == ["deposit", "unexplained"]
        assert not account.explained

    def test_an_edit_through_data_is_unexplained_though_the_version_stands_still(
        self, ledger, weight
    ):
        self.backward(ledger, weight.sum())
        version = weight.grad._version
        weight.grad.data[1] = 7.0
        assert weight.grad._version == version
        account = self.account(ledger)
        assert account.unexplained.values.tolist() == [1, 7, 1]
        self.backward(ledger, weight.sum())
        account = self.account(ledger)
        assert account.proved
        assert not account.explained

    def test_clearing_ends_what_was_unexplained(self, ledger, weight):
        weight.grad = torch.ones(3)
        assert not self.account(ledger).explained
        weight.grad = None
        ledger.clear(None)
        assert self.account(ledger).explained

    def test_minus_zero_is_kept_from_none_and_lost_from_zeros(self, ledger, weight):
        self.backward(ledger, (weight * -0.0).sum())
        assert np.signbit(self.account(ledger).total).all()
        weight.grad.zero_()
        ledger.clear(None)
        self.backward(ledger, (weight * -0.0).sum())
        account = self.account(ledger)
        assert account.zeros
        assert account.proved
        assert np.signbit(account.entries[0].values).all()
        assert not np.signbit(account.total).any()

    def test_nan_equals_itself_in_the_proof(self, ledger, weight):
        self.backward(ledger, (weight * torch.nan).sum())
        self.backward(ledger, weight.sum())
        assert self.account(ledger).proved

    def test_without_hooks_the_first_deposit_is_read_off_and_the_second_is_not(
        self, ledger, weight
    ):
        for power in (2, 3):
            capture = ledger.capture(always=False)
            with capture:
                weight.pow(power).sum().backward()
            assert bool(capture.contributions) is (power == 3)
            ledger.deposit(capture, None)
        account = self.account(ledger)
        assert [entry.values.tolist() for entry in account.entries] == [[2, -4, 6], [3, 12, 27]]
        assert account.proved
        assert account.explained

    def test_a_capture_leaves_no_empty_list_of_hooks_and_none_of_others_behind(
        self, ledger, weight
    ):
        self.backward(ledger, weight.sum())
        assert weight._backward_hooks is None
        weight.register_hook(lambda gradient: gradient * 10)
        self.backward(ledger, weight.sum())
        weight.grad = None
        weight.sum().backward()
        assert weight.grad.tolist() == [10, 10, 10]

    @pytest.mark.parametrize("watched", [False, True], ids=["unseen", "seen by a hook"])
    def test_gradients_put_aside_come_back_as_autograd_would_have_left_them(self, watched):
        found = []
        for captured in (True, False):
            torch.manual_seed(1)
            net, seen = Net(), []
            net.fc3.weight.requires_grad_(False)
            if watched:
                net.fc1.bias.register_post_accumulate_grad_hook(
                    lambda p, seen=seen: seen.append(p.grad.sum().item())
                )
            ledger = GradientLedger(dict(net.named_parameters()))
            images, first = torch.randn(4, 1, 32, 32), None
            for count in range(2 * (NEWEST + SPARE)):
                loss = net(images).pow(2).sum()
                if captured:
                    with (capture := ledger.capture(always=False)):
                        loss.backward()
                    ledger.deposit(capture, None)
                else:
                    loss.backward()
                first = first or (count == 0 and [p.grad for p in net.parameters()])
            for parameter, gradient in zip(net.parameters(), first, strict=True):
                assert parameter.grad is gradient  # the same tensor, written to in place
            if captured:
                ledger.settle()
                assert all(account.proved for account in ledger.view().accounts.values())
            found.append(
                [seen, *[g if g is None else (bits(g), g._version) for g in first]],
            )
        assert found[0] == found[1]
        assert bool(found[0][0]) is watched

    def test_what_a_failed_backward_had_deposited_is_added_to_gradients_put_aside(self):
        class Fails(torch.autograd.Function):
            @staticmethod
            def forward(_ctx, x):
                return x.clone()

            @staticmethod
            def backward(_ctx, _gradient):
                raise RuntimeError("planted")

        early, late = (nn.Parameter(torch.ones(2)) for _ in range(2))
        ledger = GradientLedger({"early": early, "late": late})
        self.backward(ledger, (early * late).sum())
        capture = ledger.capture(always=False)
        with pytest.raises(RuntimeError, match="planted"), capture:
            (Fails.apply(early * 2) * (late * 3)).sum().backward()  # what came last goes first
        assert ledger.deposit(capture, None, aborted=True) == ("late",)
        assert early.grad.tolist() == [1, 1]
        assert late.grad.tolist() == [7, 7]
        ledger.settle()
        assert all(account.proved for account in ledger.view().accounts.values())

    def test_a_deposit_that_was_changed_before_it_was_copied_is_not_called_explained(
        self, ledger, weight
    ):
        capture = ledger.capture(always=False)
        with capture:
            weight.sum().backward()
        ledger.deposit(capture, None)
        weight.grad.mul_(2)
        assert not self.account(ledger).explained

    def test_backward_of_some_inputs_books_those_alone(self):
        one, two = nn.Parameter(torch.ones(2)), nn.Parameter(torch.ones(2))
        ledger = GradientLedger({"one": one, "two": two})
        capture = ledger.capture(always=True)
        with capture:
            (one * two).sum().backward(inputs=[two])
        assert ledger.deposit(capture, None) == ("two",)
        ledger.settle()
        accounts = ledger.view().accounts
        assert accounts["one"].total is None
        assert accounts["one"].entries == ()
        assert accounts["two"].entries[0].values.tolist() == [1, 1]

    def test_a_frozen_parameter_gets_no_hook_and_no_deposit(self, ledger, weight):
        weight.requires_grad_(False)
        other = torch.ones(3, requires_grad=True)
        self.backward(ledger, (weight * other).sum())
        assert self.account(ledger).entries == ()

    def test_of_very_many_deposits_the_oldest_are_kept_as_their_sum(self, ledger, weight):
        count = 3 * KEPT
        given = [torch.full((3,), 1 / (k + 1)) for k in range(count)]
        expected = torch.zeros(3)
        for gradient in given:
            expected = expected + gradient
            self.backward(ledger, (weight * gradient).sum())
        account = self.account(ledger)
        assert len(account.entries) == KEPT
        assert account.deposits == count
        assert account.earlier.deposits == count - KEPT
        assert account.proved
        assert account.explained
        assert bits(account.total) == bits(expected) == bits(fold(account))

    def test_an_unexplained_change_is_remembered_when_it_is_no_longer_kept(self, ledger, weight):
        weight.grad = torch.ones(3)
        self.account(ledger)
        for _ in range(KEPT + 1):
            self.backward(ledger, weight.sum())
        account = self.account(ledger)
        assert account.unexplained is None
        assert not account.explained

    def test_events_are_bounded_and_the_forgotten_ones_counted(self, ledger, weight):
        for _ in range(EVENTS):
            self.backward(ledger, weight.sum())
            weight.grad = None
            ledger.clear(None)
        view = ledger.view()
        assert (len(view.events), view.forgotten) == (EVENTS, EVENTS)


@pytest.mark.parametrize("source", [None, Digits(batch_size=32)], ids=["random", "digits"])
def test_six_deposits_have_the_bits_of_autograd_grad_and_fold_to_the_gradient(source):
    trainer = Trainer(source=source)
    expected = []
    for _ in range(6):
        apply(trainer, *START)
        root = trainer.state.loss
        expected.append(
            torch.autograd.grad(root, list(trainer.parameters.values()), retain_graph=True)
        )
        ledger = apply(trainer, Backward(), OptimizerStep())
    for index, (name, account) in enumerate(ledger.accounts.items()):
        assert account.proved
        assert account.explained
        assert [bits(e.values) for e in account.entries] == [bits(g[index]) for g in expected]
        assert bits(fold(account)) == bits(trainer.parameters[name].grad)


def test_free_running_books_the_same_deposits():
    ledgers = []
    for measured in (True, False):
        trainer = Trainer(source=Digits(batch_size=4))
        iteration = (NextBatch(), Forward(), ComputeLoss(), Backward(), OptimizerStep())
        ledgers.append(apply(trainer, *iteration * 5, measured=measured))
    for one, two in zip(ledgers[0].accounts.values(), ledgers[1].accounts.values(), strict=True):
        assert two.proved
        assert len(two.entries) == 5
        assert [bits(e.values) for e in one.entries] == [bits(e.values) for e in two.entries]
        assert [e.origin for e in one.entries] == [e.origin for e in two.entries]


@pytest.mark.parametrize("command", [ZeroGrad(False), ZeroGrad()], ids=["zeros", "None"])
def test_free_running_books_its_zero_grad_and_nothing_unexplained(command):
    trainer = Trainer()
    ledger = apply(trainer, *(*START, Backward(), command) * 2, measured=False)
    cleared = "dropped" if command.set_to_none else "zeroed"
    assert [event.kind for event in ledger.events] == ["deposit", cleared] * 2
    assert all(account.entries == () and account.proved for account in ledger.accounts.values())


def test_free_running_keeps_the_accounts_that_the_optimizer_does_not_clear():
    trainer = Trainer()
    apply(trainer, Misuse(Mistake.REPLACE_LAYER))
    calls = (*START, Backward(), ZeroGrad(of=ZeroGradOf.OPTIMIZER), *START)
    apply(trainer, *calls, measured=False)
    expected = torch.autograd.grad(
        trainer.state.loss, trainer.parameters["fc3.bias"], retain_graph=True
    )
    ledger = apply(trainer, Backward(), measured=False)
    account = ledger.accounts["fc3.bias"]
    assert [entry.kind for entry in account.entries] == ["deposit", "deposit"]
    assert account.entries[1].values.tobytes() == bits(expected[0])
    assert account.explained
    assert ledger.accounts["fc1.bias"].deposits == 1


def test_a_failing_backward_books_what_it_had_deposited():
    trainer = Trainer()
    apply(trainer, *START)
    with torch.no_grad():
        trainer.parameters["conv2.weight"].mul_(1.5)
    with pytest.raises(CallError):
        trainer.apply(Backward())
    ledger = trainer.snapshot().ledger
    for name, account in ledger.accounts.items():
        conv = name.startswith("conv")
        assert kinds(ledger, name) == ([] if conv else [EntryKind.ABORTED])
        assert account.proved
        assert account.explained
    assert ledger.events[-1].kind is EntryKind.ABORTED
    assert ledger.events[-1].names == {n for n in ledger.accounts if n.startswith("fc")}


def test_a_retained_graph_gone_through_twice_makes_two_deposits_of_the_same_bits():
    ledger = apply(Trainer(), *START, Backward(retain_graph=True), Backward())
    for account in ledger.accounts.values():
        first, second = account.entries
        assert bits(first.values) == bits(second.values)
        assert bits(account.total) == bits(first.values + first.values)
        assert account.proved


def test_a_second_backward_through_a_freed_graph_books_nothing():
    trainer = Trainer()
    apply(trainer, *START, Backward())
    with pytest.raises(CallError):
        trainer.apply(Backward())
    ledger = trainer.snapshot().ledger
    assert all(account.deposits == 1 for account in ledger.accounts.values())


def test_clipping_is_one_scaling_with_the_very_factor():
    trainer = Trainer()
    ledger = apply(trainer, *START, Backward(), ClipGradNorm(0.5), *START, Backward())
    for account in ledger.accounts.values():
        assert [e.kind for e in account.entries] == ["deposit", "scaled", "deposit"]
        assert account.explained
        assert account.proved
        assert account.entries[1].factor == pytest.approx(0.5 / 1.166108, rel=1e-4)


def test_what_the_scaler_does_is_a_scaling_by_a_power_of_two():
    trainer = Trainer()
    calls = (Misuse(Mistake.SCALED_BACKWARD), Misuse(Mistake.UNSCALE))
    ledger = apply(trainer, *START, *calls)
    account = ledger.accounts["fc1.weight"]
    assert [e.kind for e in account.entries] == ["deposit", "scaled"]
    assert account.entries[0].origin.factor == 65536
    assert account.entries[1].factor == 1 / 65536
    assert account.explained


@pytest.mark.parametrize("measured", [True, False])
def test_what_is_written_by_hand_is_booked_as_that_call(measured):
    trainer = Trainer()
    calls = (*START, Backward(), Misuse(Mistake.WRITE_GRADIENT), *START, Backward())
    ledger = apply(trainer, *calls, measured=measured)
    account = ledger.accounts["fc3.bias"]
    assert [e.kind for e in account.entries] == ["deposit", "overwritten", "deposit"]
    assert account.entries[1].values.tolist() == [1.0] * 10
    assert account.entries[1].origin.call == 4
    assert account.explained
    assert account.proved
    assert kinds(ledger, "fc3.weight") == ["deposit", "deposit"]


def test_the_life_of_an_account_is_told_by_its_events():
    trainer = Trainer()
    calls = (*START, Backward(), ZeroGrad(set_to_none=False), *START, Backward(), ZeroGrad())
    ledger = apply(trainer, *calls)
    told = [(event.kind, event.origin.call) for event in ledger.events]
    assert told == [("deposit", 3), ("zeroed", 4), ("deposit", 7), ("dropped", 8)]
    assert all(event.names == set(ledger.accounts) for event in ledger.events)


def test_zero_grad_on_empty_accounts_is_no_event():
    assert apply(Trainer(), ZeroGrad(), ZeroGrad()).events == ()


def test_a_replaced_layer_has_new_accounts():
    trainer = Trainer()
    ledger = apply(trainer, *START, Backward(), Misuse(Mistake.REPLACE_LAYER))
    assert ledger.accounts["fc3.weight"].entries == ()
    assert kinds(ledger, "fc2.weight") == [EntryKind.DEPOSIT]
    assert ledger.events[-1].kind is EntryKind.REPLACED
    assert ledger.events[-1].names == {"fc3.weight", "fc3.bias"}


def test_each_deposit_knows_its_line_its_micro_batch_and_its_loss():
    trainer = Trainer(source=Digits(batch_size=8))
    trainer.apply(SetProgram(PROGRAMS[Recipe.ACCUMULATE]))
    losses = []
    for _ in range(2 * 18 - 1):  # not the last step, after which zero_grad comes
        trainer.apply(trainer.counter.next_call())
        if isinstance(trainer.state.last.command, ComputeLoss):
            losses.append(trainer.state.loss.item())
    origins = [e.origin for e in trainer.snapshot().ledger.accounts["fc3.bias"].entries]
    assert [origin.micro_batch for origin in origins] == [0, 1, 2, 3]
    assert {origin.line for origin in origins} == {4}
    assert {origin.iteration for origin in origins} == {1}
    assert {origin.step for origin in origins} == {1}
    assert {origin.divisor for origin in origins} == {4}
    assert [origin.loss for origin in origins] == losses[4:]


def test_a_backward_from_the_output_is_told_apart():
    trainer = Trainer()
    ledger = apply(trainer, Forward(), BackwardOutput(seed=5, retain_graph=True), ComputeLoss())
    ledger = apply(trainer, Backward())
    origins = [entry.origin for entry in ledger.accounts["fc3.bias"].entries]
    assert [origin.root for origin in origins] == ["output", "loss"]
    assert origins[0].loss is None


def test_the_cosine_of_a_lone_deposit_is_one_and_that_of_a_scaling_none():
    trainer = Trainer()
    ledger = apply(trainer, *START, Backward(), ClipGradNorm(0.5))
    for account in ledger.accounts.values():
        assert account.cosines == pytest.approx([1.0, 0.0], rel=1e-6)


def test_lab_5_two_roots_are_two_deposits_with_a_small_cosine():
    trainer = Trainer()
    vector = torch.randn(1, 10, generator=torch.Generator().manual_seed(5))
    calls = (Forward(), BackwardOutput(tuple(vector[0].tolist()), retain_graph=True))
    ledger = apply(trainer, *calls, ComputeLoss(), Backward())
    parts = [
        np.concatenate([a.entries[k].values.reshape(-1) for a in ledger.accounts.values()])
        for k in range(2)
    ]
    total = np.concatenate([account.total.reshape(-1) for account in ledger.accounts.values()])
    norms = [float(np.linalg.norm(part.astype(float))) for part in (*parts, total)]
    assert norms == pytest.approx([6.650291, 1.166108, 6.993832], rel=1e-4)
    cosine = parts[0].astype(float) @ parts[1].astype(float) / (norms[0] * norms[1])
    assert cosine == pytest.approx(0.214541, rel=1e-3)
    assert bits(parts[0] + parts[1]) == bits(total)


def test_a_snapshot_keeps_its_ledger_whatever_happens_later():
    trainer = Trainer()
    early = apply(trainer, *START, Backward())
    kept = {name: bits(a.entries[0].values) for name, a in early.accounts.items()}
    apply(trainer, *START, Backward(), ClipGradNorm(0.1), OptimizerStep(), ZeroGrad(False))
    assert {name: bits(a.entries[0].values) for name, a in early.accounts.items()} == kept
    assert len(early.accounts["fc1.weight"].entries) == 1
    with pytest.raises(ValueError, match="read-only"):
        early.accounts["fc1.weight"].entries[0].values[0] = 0


def test_a_hand_that_happens_to_multiply_is_still_a_hand():
    trainer = Trainer()
    write = Misuse(Mistake.WRITE_GRADIENT)
    ledger = apply(trainer, *START, Backward(), write, ClipGradNorm(0.5), write)
    assert kinds(ledger, "fc3.bias") == ["deposit", "overwritten", "scaled", "overwritten"]


def test_unscaling_is_a_scaling_even_where_some_numbers_are_not_finite():
    trainer = Trainer(source=Digits(batch_size=1))
    calls = (*START, Misuse(Mistake.SCALED_BACKWARD), NextBatch(), *START)
    apply(trainer, *calls, Misuse(Mistake.OVERFLOW))
    ledger = apply(trainer, Misuse(Mistake.UNSCALE))
    assert not np.isfinite(ledger.accounts["fc3.bias"].total).all()
    for account in ledger.accounts.values():
        finite = np.isfinite(account.total) & (account.total != 0)
        if finite.any():
            assert account.entries[-1].kind is EntryKind.SCALED
            assert account.entries[-1].factor == 1 / 65536


def test_free_running_drops_what_held_something_and_no_more():
    trainer = Trainer()
    apply(trainer, Misuse(Mistake.FREEZE))
    ledger = apply(trainer, *START, Backward(), ZeroGrad(), measured=False)
    assert ledger.events[-1].names == set(ledger.accounts) - {"conv1.weight"}


def test_clipping_again_and_again_keeps_no_more_than_it_may():
    trainer = Trainer()
    apply(trainer, *START, Backward(), measured=False)
    clip = ClipGradNorm(1000.0)
    for _ in range(2 * KEPT):
        trainer.apply(clip, measured=False)
    account = apply(trainer).accounts["fc3.bias"]
    assert len(account.entries) == KEPT
    assert account.changes == 2 * KEPT
    assert account.deposits == 1
    assert account.proved


def test_free_running_keeps_the_newest_deposits_and_the_sum_of_the_others():
    trainer = Trainer()
    norms = []
    for _ in range(100):
        apply(trainer, *START)
        gradients = torch.autograd.grad(
            trainer.state.loss, list(trainer.parameters.values()), retain_graph=True
        )
        norms.append([float(g.double().norm()) for g in gradients])
        trainer.apply(Backward(), measured=False)
        trainer.apply(OptimizerStep(), measured=False)
    ledger = trainer.snapshot().ledger
    for index, account in enumerate(ledger.accounts.values()):
        kept = len(account.entries)
        assert NEWEST <= kept <= NEWEST + SPARE
        assert account.deposits == 100
        expected = [row[index] for row in norms]
        assert account.earlier.deposits == 100 - kept
        assert [entry.norm for entry in account.entries] == pytest.approx(expected[-kept:])
        assert account.proved
        assert bits(fold(account)) == bits(account.total)
