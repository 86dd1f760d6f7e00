"""Sessions whose scripts are run: by name, what `recorded.record` takes."""

import gzip
import random
from pathlib import Path

import numpy as np

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    CompareZeroGrad,
    ComputeLoss,
    Evaluate,
    Forward,
    LoadInput,
    LossKind,
    NextBatch,
    OptimizerStep,
    Reset,
    SchedulerStep,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
    ShowSample,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.experiments import CALLS
from lenet_gui.core.inputs import Digits, IdxFolder, Part, Picture, RandomImage
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import SGD, Adadelta, Adagrad, Adam, AdamW, RMSprop
from lenet_gui.core.program import CANONICAL, SetProgram, StepLR
from lenet_gui.core.recipes import PROGRAMS, Recipe, accumulate
from lenet_gui.core.watches import SetWatches

LOOP = (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())
OWN_LOOP = (ZeroGrad(of=ZeroGradOf.OPTIMIZER), *LOOP[1:])
BY_HAND = (Forward(), ComputeLoss(), Backward(), OptimizerStep(UpdateRule.MANUAL))
PIXELS = bytes(range(256)) * 4
CLASSES = SetLoss(LossKind.CROSS_ENTROPY)

OPTIMIZERS = (
    SGD(lr=0.02, momentum=0.9, dampening=0.1, weight_decay=1e-4),
    SGD(lr=1 / 30, momentum=0.9, nesterov=True),
    Adam(betas=(0.8, 0.99), eps=1e-7, weight_decay=0.1, amsgrad=True),
    AdamW(lr=0.003), RMSprop(lr=0.001, momentum=0.5, centered=True),
    Adagrad(lr_decay=0.1, initial_accumulator_value=0.2), Adadelta(lr=0.7),
)  # fmt: skip


def iterations(program, count: int, *, batches: bool) -> tuple[Command, ...]:
    """The calls of so many iterations."""
    return tuple(program.lines[i].call for i in program.schedule(batches=batches)) * count


def tutorial() -> dict[str, dict]:
    every_optimizer = [call for o in OPTIMIZERS for call in (SetOptimizer(o), *LOOP * 4)]
    frozen = (Misuse(Mistake.FREEZE), *OWN_LOOP * 3, Misuse(Mistake.UNFREEZE), *OWN_LOOP * 3)
    return {
        "ten steps both ways": {"calls": BY_HAND * 10 + OWN_LOOP * 10},
        "zero_grad forgotten": {"calls": LOOP[1:] * 30, "seed": 7},
        "every optimizer": {"calls": every_optimizer},
        "zeros instead of None": {
            "calls": (SetOptimizer(Adam()), *(ZeroGrad(set_to_none=False), *LOOP[1:]) * 5)
        },
        "a long run": {"calls": LOOP * 2000},
        "two threads": {"calls": (*LOOP * 3, SetThreads(1), *LOOP * 3), "threads": 2},
        "looking": {
            "calls": (*LOOP[:3], ShowSample(0), CompareZeroGrad(2), SetWatches(), *LOOP[3:])
        },
        "frozen and back": {"calls": frozen},
    }


def vectors() -> dict[str, dict]:
    third = tuple(1 / (n + 3) for n in range(9))
    given = BackwardOutput(vector=(1, *third), retain_graph=True)
    tail = (ComputeLoss(), Backward(), OptimizerStep())
    stream = (ZeroGrad(), Forward(), BackwardOutput(retain_graph=True), *tail)
    seeded = (Forward(), BackwardOutput(seed=5, retain_graph=True), *tail)
    odd = BackwardOutput(vector=(float("nan"), float("inf"), *[0.0] * 8))
    calls = (*stream * 3, ZeroGrad(), Forward(), given, *tail, *seeded, Reset(), *stream)
    return {
        "vectors": {"calls": calls, "seed": 3},
        "vector of a batch": {
            "calls": (Forward(), given, *stream), "source": Digits(batch_size=3)
        },
        "vector that is no number": {"calls": (Forward(), odd, *stream)},
    }  # fmt: skip


def batches() -> dict[str, dict]:
    micro = iterations(PROGRAMS[Recipe.ACCUMULATE], 6, batches=True)
    clip = accumulate(
        3, 3, once=(ClipGradNorm(0.1),), after=(SchedulerStep(),), scheduler=StepLR(2, 0.3)
    )
    part = (*iterations(CANONICAL, 9, batches=True), Evaluate(100)) * 3
    return {
        "accumulation": {"calls": (CLASSES, *micro), "source": Digits(batch_size=8, seed=5)},
        "one-hot targets": {"calls": micro, "source": Digits(batch_size=2, part=Part.TEST)},
        "clipping and a scheduler": {
            "calls": (SetProgram(clip), *iterations(clip, 7, batches=True)),
            "source": Digits(batch_size=4),
        },
        "over the end of an epoch": {
            "calls": part, "source": Digits(batch_size=130, seed=2**63 - 1)
        },
        "clipping by infinity": {"calls": (*LOOP[:4], ClipGradNorm(float("inf")), *LOOP[4:])},
    }  # fmt: skip


def inputs(folder: Path) -> dict[str, dict]:
    """With a folder that `write_mnist` has written to."""
    images = IdxFolder(str(folder), batch_size=3, seed=1)
    sources = (
        RandomImage(), RandomImage(9), Picture(PIXELS, 3, 'a "b"\n'), Digits(index=4), images,
        IdxFolder(str(folder), index=2, part=Part.TEST), Digits(batch_size=5), RandomImage(),
    )  # fmt: skip
    each = [c for source in sources for c in (LoadInput(source), NextBatch(), *LOOP, Evaluate(7))]
    return {
        "every input with MSE": {"calls": each, "seed": 2},
        "every input with classes": {"calls": (CLASSES, *each, SetLoss(), *LOOP)},
        "picture without a label": {"calls": LOOP, "source": Picture(PIXELS)},
        "started with a data set": {"calls": (*LOOP, Reset(4), *LOOP), "source": images},
        "several starts": {
            "calls": (
                *LOOP, Reset(5), Backward(), Misuse(Mistake.ADD_LOSS), *LOOP * 2,
                SetOptimizer(Adam()), SetDevice("cpu"), *LOOP * 2, Reset(), *LOOP,
            )
        },
        "start of its own input": {"calls": (*LOOP, Reset(5), *LOOP), "source": RandomImage(3)},
    }  # fmt: skip


def schedules() -> dict[str, dict]:
    step = (*LOOP, SchedulerStep())
    first, second = SetProgram(PROGRAMS[Recipe.SCHEDULE]), SetProgram(accumulate(2, 2))
    third = SetProgram(accumulate(2, 2, scheduler=StepLR(1, 0.9)))
    late = (*LOOP * 2, first, *step * 25, second, *step, third, *step * 3, third, *step)
    edited = SetProgram(PROGRAMS[Recipe.SCHEDULE].with_micro_batches(2))  # the same scheduler
    return {
        "scheduler that goes on": {"calls": (first, *step * 7, edited, *step * 7)},
        "schedulers that come and go": {"calls": (*late, SetOptimizer(SGD(lr=0.1)), *step * 3)},
        "scheduler after a new start": {"calls": (third, *step * 3, Reset(1), *step * 3)},
    }


def failures() -> dict[str, dict]:
    """Every experiment, each from a start of its own, with a step behind it; and more."""
    every = {
        f"experiment {name.value}": (Reset(), *calls, *OWN_LOOP, *BY_HAND)
        for name, calls in CALLS.items()
    }
    mistakes = [call for mistake in Mistake for call in (*LOOP[1:3], Misuse(mistake))]
    return {
        "every experiment": {"calls": [call for calls in every.values() for call in calls]},
        "experiments on digits": {
            "calls": [CLASSES, *(call for calls in every.values() for call in calls)],
            "source": Digits(batch_size=4),
        },
        "every mistake": {"calls": (*mistakes, *LOOP)},
        "nothing but errors": {"calls": (Backward(), NextBatch(), SchedulerStep(), Evaluate())},
        "errors again and again": {"calls": (*LOOP[:4], Backward(), OptimizerStep()) * 6},
    }


def any_order() -> dict[str, dict]:
    """Calls of every kind in a random order, mistakes among them, most of which fail."""
    scaled = (Mistake.SCALED_BACKWARD, Mistake.OVERFLOW, Mistake.UNSCALE, Mistake.SCALER_STEP)
    calls = [
        ZeroGrad(set_to_none=False), ZeroGrad(of=ZeroGradOf.OPTIMIZER), ComputeLoss(4),
        Backward(retain_graph=True), BackwardOutput(retain_graph=True), BackwardOutput(seed=3),
        OptimizerStep(UpdateRule.MANUAL), NextBatch(), ClipGradNorm(0.5), SchedulerStep(),
    ]  # fmt: skip
    settings = [
        CLASSES, SetLoss(), Reset(), Reset(4), LoadInput(), LoadInput(Digits(4)),
        LoadInput(Picture(PIXELS, 3)), LoadInput(Picture(PIXELS)), SetProgram(),
        SetProgram(PROGRAMS[Recipe.SCHEDULE]), *map(SetOptimizer, OPTIMIZERS),
    ]  # fmt: skip
    # Not with other optimizers: the scaler knows one by its address, which a new one may get.
    mistakes = [Misuse(mistake) for mistake in Mistake if mistake not in scaled]
    cases = {}
    for seed in range(20):
        chance = random.Random(seed)
        pools = chance.choices([LOOP, calls, mistakes, settings], [6, 4, 2, 1], k=60)
        cases[f"any order {seed}"] = {
            "calls": [chance.choice(pool) for pool in pools],
            "source": chance.choice([None, Digits(4), RandomImage(3)]),
        }
    return cases


def write_mnist(folder: Path) -> None:
    """Four small IDX files: one gzipped, one with a point in its name."""
    rng = np.random.default_rng(0)
    for prefix, count in (("train", 11), ("t10k", 5)):
        images = rng.integers(0, 256, (count, 28, 28), np.uint8)
        labels = rng.integers(0, 10, count, np.uint8)
        content = bytes((0, 0, 8, 1)) + count.to_bytes(4, "big") + labels.tobytes()
        (folder / f"{prefix}-labels.idx1-ubyte").write_bytes(content)
        sizes = b"".join(size.to_bytes(4, "big") for size in images.shape)
        content = bytes((0, 0, 8, 3)) + sizes + images.tobytes()
        (folder / f"{prefix}-images-idx3-ubyte.gz").write_bytes(gzip.compress(content))


def every_case(folder: Path) -> dict[str, dict]:
    """All sessions, by name."""
    makers = (tutorial, vectors, batches, schedules, failures, any_order)
    return inputs(folder) | {name: case for make in makers for name, case in make().items()}
