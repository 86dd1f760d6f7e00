"""Dead units and ties: counted where somebody wants to know."""

import numpy as np
import torch

from lenet_gui.core.commands import Forward
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.flats import NO_FLATS, ShowFlats
from lenet_gui.core.flats_of import flats_of
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.snapshot import Layer
from lenet_gui.core.trainer import Trainer

LAYERS = (
    Layer("input", "", (), (1, 2, 4), (), 0, 0),
    Layer("c", "Conv2d", (1, 1, 1, 1), (1, 2, 4), (), 0, 0),
    Layer("r", "relu", (), (1, 2, 4), (), 0, 0),
    Layer("p", "max_pool2d", (2, 2), (1, 1, 2), (), 0, 0),
)


def test_units_that_are_on_are_told_from_zeros_and_windows_with_equal_maxima_are_counted():
    c = torch.tensor(
        [
            [[[[1.0, 1.0, 0.0, -1.0], [0.5, 1.0, -2.0, -3.0]]]],
            [[[[2.0, 1.0, 5.0, -1.0], [2.0, 0.0, -2.0, -3.0]]]],
        ]
    )[:, 0]
    r = torch.relu(c)
    flats = flats_of(LAYERS, {"c": c, "r": r, "p": torch.max_pool2d(r, 2)})
    (relu,), (pool,) = flats.relus, flats.pools
    assert relu.layer == "r"
    assert relu.on.tolist() == [[[1, 1, 0.5, 0], [1, 0.5, 0, 0]]]
    assert (relu.at_zero, relu.units, relu.dead) == (2, 8, 3)
    assert pool.layer == "p"
    assert pool.ties.tolist() == [[[2, 1]]]
    assert (pool.tied, pool.tied_above_zero, pool.windows) == (3, 2, 4)


def test_nothing_is_counted_before_the_first_forward_or_while_nobody_looks():
    trainer = Trainer(source=Digits(3))
    trainer.apply(ShowFlats(on=True))
    assert not trainer.snapshot().flats.relus
    trainer.apply(Forward())
    counted = trainer.snapshot().flats
    assert [relu.layer for relu in counted.relus] == ["relu1", "relu2", "relu3", "relu4"]
    assert [pool.layer for pool in counted.pools] == ["pool1", "pool2"]
    trainer.apply(ShowFlats(on=False))
    assert trainer.snapshot().flats is NO_FLATS
    trainer.apply(Inspect(Element(Quantity.LOSS, "loss")))
    assert trainer.snapshot().flats.relus
    trainer.apply(Inspect(None))
    assert trainer.snapshot().flats is NO_FLATS


def test_dead_and_tied_units_of_the_network_are_those_of_plain_pytorch():
    trainer = Trainer(source=Digits(3))
    for command in (Misuse(Mistake.ZERO_LAYER), Forward(), ShowFlats(on=True)):
        trainer.apply(command)
    flats, live = trainer.snapshot().flats, trainer.state.activations
    for relu, source in zip(flats.relus, ("conv1", "conv2", "fc1", "fc2"), strict=True):
        on = live[relu.layer].detach() > 0
        assert np.array_equal(relu.on, on.double().mean(0).float().numpy())
        assert relu.dead == int((~on.any(0)).sum())
        assert relu.at_zero == int((live[source] == 0).sum())
        assert not relu.on.flags.writeable
    assert flats.relus[3].at_zero == 3 * flats.relus[3].units == 3 * flats.relus[3].dead
    for pool, source in zip(flats.pools, ("relu1", "relu2"), strict=True):
        windows = live[source].detach().unfold(2, 2, 2).unfold(3, 2, 2).flatten(4)
        largest = windows.amax(-1)
        tied = (windows == largest[..., None]).sum(-1) > 1
        assert np.array_equal(pool.ties, tied.sum(0).numpy())
        assert pool.tied == int(tied.sum())
        assert pool.tied_above_zero == int((tied & (largest != 0)).sum())
        assert pool.windows == tied.numel()
