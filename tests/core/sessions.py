"""Sessions and calls for tests of their file: any that a person could come to, and one by hand."""

import string
import struct

import numpy as np
from hypothesis import strategies as st

from lenet_gui.core.accumulation import (
    AccumulationPlan,
    BenchAccumulation,
    Clipping,
    Reduction,
    Scheduling,
    Weighting,
)
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
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.inputs import Digits, IdxFolder, Part, Picture, RandomImage
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import (
    SGD,
    Adadelta,
    Adagrad,
    Adam,
    AdamW,
    RMSprop,
)
from lenet_gui.core.program import CANONICAL, Break, Line, Program, SetProgram, StepLR
from lenet_gui.core.session import Digest, Environment, SavedState, Session, SessionBranch
from lenet_gui.core.timeline import MAX_NAME, Moment

INTEGERS = st.integers(-(2**63), 2**64 - 1)
SEEDS = st.none() | st.integers(0, 2**63 - 2)
FLAGS = st.booleans()
REALS = st.floats(allow_nan=False)  # NaN differs from itself; a test of its own looks at it
POSITIVE = st.floats(0, 1e9)
SHARES = st.floats(0, 0.999)
TEXTS = st.text(st.characters(codec=None), max_size=20)  # lone surrogates, too

OPTIMIZERS = st.one_of(
    st.builds(SGD, lr=POSITIVE, momentum=POSITIVE, dampening=POSITIVE, weight_decay=POSITIVE),
    st.builds(SGD, lr=POSITIVE, momentum=st.floats(0.1, 0.9), nesterov=FLAGS),
    st.builds(
        Adam, lr=POSITIVE, betas=st.tuples(SHARES, SHARES), eps=POSITIVE, weight_decay=POSITIVE,
        amsgrad=FLAGS,
    ),
    st.builds(
        AdamW, lr=POSITIVE, betas=st.tuples(SHARES, SHARES), eps=POSITIVE, weight_decay=POSITIVE,
        amsgrad=FLAGS,
    ),
    st.builds(RMSprop, lr=POSITIVE, alpha=POSITIVE, momentum=POSITIVE, centered=FLAGS),
    st.builds(Adagrad, lr=POSITIVE, lr_decay=POSITIVE, initial_accumulator_value=POSITIVE),
    st.builds(Adadelta, lr=POSITIVE, rho=SHARES, eps=POSITIVE, weight_decay=POSITIVE),
)  # fmt: skip

DATA = {
    "batch_size": st.integers(1, 2**40), "seed": st.integers(0, 2**63),
    "index": st.none() | st.integers(0, 10**6), "part": st.sampled_from(Part),
}  # fmt: skip
SOURCES = st.one_of(
    st.builds(RandomImage, seed=SEEDS),
    st.builds(Digits, **DATA),
    st.builds(IdxFolder, path=TEXTS, **DATA),
    st.builds(
        Picture, pixels=st.binary(min_size=1024, max_size=1024),
        label=st.none() | st.integers(0, 9), name=TEXTS,
    ),
)  # fmt: skip

SCHEDULERS = st.builds(StepLR, step_size=st.integers(1, 1000), gamma=REALS)
PLANS = st.builds(
    AccumulationPlan, sizes=st.lists(st.integers(1, 64), min_size=1, max_size=9).map(tuple),
    window=st.integers(0, 64), reduction=st.sampled_from(Reduction),
    weighting=st.sampled_from(Weighting), clipping=st.sampled_from(Clipping), max_norm=POSITIVE,
    updates=st.integers(1, 50), optimizer=st.none() | OPTIMIZERS, divide_lr=FLAGS,
    scheduling=st.sampled_from(Scheduling), scheduler=SCHEDULERS, ignored=st.integers(0, 63),
)  # fmt: skip

PLAIN: dict[type[Command], st.SearchStrategy[Command]] = {
    ZeroGrad: st.builds(ZeroGrad, set_to_none=FLAGS, of=st.sampled_from(ZeroGradOf)),
    Forward: st.builds(Forward),
    ComputeLoss: st.builds(ComputeLoss, divide_by=INTEGERS),
    Backward: st.builds(Backward, retain_graph=FLAGS),
    BackwardOutput: st.builds(
        BackwardOutput, vector=st.none() | st.lists(REALS, max_size=10).map(tuple), seed=SEEDS,
        retain_graph=FLAGS,
    ),
    OptimizerStep: st.builds(OptimizerStep, rule=st.sampled_from(UpdateRule)),
    ClipGradNorm: st.builds(ClipGradNorm, max_norm=REALS),
    SchedulerStep: st.builds(SchedulerStep),
    NextBatch: st.builds(NextBatch),
    Evaluate: st.builds(Evaluate, limit=st.none() | INTEGERS),
    SetOptimizer: st.builds(SetOptimizer, optimizer=OPTIMIZERS),
    SetLoss: st.builds(SetLoss, kind=st.sampled_from(LossKind)),
    LoadInput: st.builds(LoadInput, source=SOURCES),
    SetThreads: st.builds(SetThreads, count=INTEGERS),
    SetDevice: st.builds(SetDevice, device=TEXTS),
    Reset: st.builds(Reset, seed=SEEDS),
    CompareZeroGrad: st.builds(CompareZeroGrad, steps=INTEGERS, lr=REALS),
    BenchAccumulation: st.builds(BenchAccumulation, plan=PLANS),
    Misuse: st.builds(Misuse, mistake=st.sampled_from(Mistake)),
}  # fmt: skip
"""Any call of each class that holds no other."""

BREAKS = st.none() | st.builds(Break, hits=st.integers(1, 99), condition=TEXTS)
LINES = st.builds(Line, call=st.one_of(*PLAIN.values()), enabled=FLAGS, stop=BREAKS)


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Any loop, with any lines in the inner one that follow one another."""
    lines = draw(st.lists(LINES, max_size=6))
    start, stop = sorted(draw(st.tuples(*[st.integers(0, len(lines))] * 2)))
    inner = [Line(line.call, line.enabled, True, line.stop) for line in lines[start:stop]]
    return Program(
        (*lines[:start], *inner, *lines[stop:]),
        draw(st.integers(1, 64)),
        draw(st.none() | SCHEDULERS),
    )


CALLS: dict[type[Command], st.SearchStrategy[Command]] = {
    **PLAIN,
    SetProgram: st.builds(SetProgram, program=programs()),
}
"""Any call of each class."""

# One NaN only: it says that there is no loss, whatever its bits.
LOSSES = {n: st.just(np.nan) | st.floats(width=n, allow_nan=False) for n in (32, 64)}
FACTS = st.recursive(
    st.none() | FLAGS | INTEGERS | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
DTYPES = st.sampled_from(["f4", "f8", "i4", "i8", "u1", "u2", "u4"])


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray:
    """Any small array of any type that is saved, with any bits, a scalar or a part of another."""
    dtype = np.dtype(draw(DTYPES))
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=3)))
    size = int(np.prod(shape, dtype=int)) * dtype.itemsize
    values = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), dtype).reshape(shape)
    return values.T if draw(FLAGS) else values


@st.composite
def branches(draw: st.DrawFn, commands: int) -> list[SessionBranch]:
    """Branches off branches, with gaps in their numbers."""
    made: list[SessionBranch] = []
    for _ in range(draw(st.integers(1, 4))):
        parent = draw(st.sampled_from(made)) if made else None
        fork = 0
        if parent is not None:
            fork = parent.fork + draw(st.integers(0, len(parent.calls)))
        count = draw(st.integers(0, 12)) if commands else 0
        made.append(
            SessionBranch(
                made[-1].number + draw(st.integers(1, 3)) if made else 0,
                draw(st.text(max_size=MAX_NAME)),
                None if parent is None else parent.number,
                fork,
                np.array(draw(st.lists(
                    st.integers(0, max(commands - 1, 0)), min_size=count, max_size=count
                )), np.uint32),
                np.array(draw(st.lists(
                    LOSSES[draw(st.sampled_from([32, 64]))], min_size=count, max_size=count
                )), np.float64),
            )
        )  # fmt: skip
    return made


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Any session."""
    commands = draw(st.lists(st.one_of(*CALLS.values()), max_size=5).map(tuple))
    grown = draw(branches(len(commands)))
    moments = st.sampled_from(grown).flatmap(
        lambda b: st.builds(Moment, st.just(b.number), st.integers(0, b.fork + len(b.calls)))
    )
    some = st.lists(moments, unique=True, max_size=3)
    names = st.text(string.ascii_letters + string.digits + "._ü", min_size=1, max_size=9)
    return Session(
        seed=draw(st.integers(0, 2**63 - 2)),
        device=draw(st.sampled_from(["cpu", "cuda", "mps"])),
        threads=draw(st.integers(1, 256)),
        environment=draw(st.builds(Environment, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)),
        commands=commands,
        branches=tuple(grown),
        now=draw(moments),
        source=draw(SOURCES),
        digests=tuple(
            Digest(moment, draw(st.binary(min_size=32, max_size=32)).hex()) for moment in draw(some)
        ),
        states=tuple(
            SavedState(
                moment,
                draw(st.dictionaries(st.text(max_size=5), FACTS, max_size=3)),
                draw(st.dictionaries(names, arrays(), max_size=3)),
            )
            for moment in draw(some)
        ),
    )


def bits(value: object) -> object:
    """A value such that two of the same bits are equal, NaN and -0 too, and 1 is not 1.0."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, float):
        return "nan" if value != value else struct.pack("d", value)
    if isinstance(value, dict):
        return {key: bits(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value), [bits(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return type(value), [bits(getattr(value, name)) for name in value.__dataclass_fields__]
    return type(value), value


def sample() -> Session:
    """A session by hand: two branches, a diverged loss, digests, and a saved state."""
    nan = np.nan
    commands: tuple[Command, ...] = (
        Forward(),
        ComputeLoss(),
        Backward(),
        SetOptimizer(Adam(lr=0.002)),
        LoadInput(Picture(bytes(range(256)) * 4, 7, "seven.png")),
        SetProgram(CANONICAL),
        BackwardOutput(vector=(1.0,) * 10),
    )
    return Session(
        seed=7,
        device="cpu",
        threads=1,
        environment=Environment("2.13.0", "3.11.7", "Linux", "x86_64", "AVX2"),
        commands=commands,
        branches=(
            SessionBranch(
                0, "", None, 0, np.array([0, 1, 2, 3, 0, 1], np.uint32),
                np.array([nan, 1.5, nan, nan, nan, np.inf]),
            ),
            SessionBranch(
                2, "试 Adam", 0, 3, np.array([4, 5, 6], np.uint32), np.array([nan, 0.1, nan])
            ),
        ),
        now=Moment(2, 6),
        source=Digits(batch_size=4),
        digests=(Digest(Moment(0, 3), "0f" * 32), Digest(Moment(2, 6), "a5" * 32)),
        states=(
            SavedState(
                Moment(2, 6),
                {"step": 1, "loss": nan, "names": ["fc3.bias"], "frozen": {"conv1.weight": True}},
                {
                    "parameters.fc3.bias": np.linspace(-1, 1, 10, dtype=np.float32),
                    "optimizer.step": np.array(3.0, np.float32),
                    "generator": np.arange(16, dtype=np.uint8),
                },
            ),
        ),
    )  # fmt: skip


def with_every_call() -> Session:
    """A session by hand that every class of version 1 is in; never to be changed."""
    optimizers = (
        SGD(lr=0.1, momentum=0.9, nesterov=True), Adam(betas=(0.8, 0.99)), AdamW(amsgrad=True),
        RMSprop(centered=True), Adagrad(lr_decay=0.5), Adadelta(rho=0.75),
    )  # fmt: skip
    inputs = (
        RandomImage(seed=2**63 - 2),
        Digits(batch_size=64, seed=3, part=Part.TEST),
        IdxFolder("C:\\数据\\\udcff", index=5),
        Picture(bytes(range(256)) * 4),
    )
    line = Line(Backward(retain_graph=True), enabled=False, stop=Break(3, "loss > 1"))
    plan = AccumulationPlan(
        (3, 1), 2, Reduction.SUM, Weighting.SHARE, Clipping.EACH, 0.25, 7, Adam(), True,
        Scheduling.UPDATE, StepLR(2, 0.1), 1,
    )  # fmt: skip
    commands: tuple[Command, ...] = (
        ZeroGrad(set_to_none=False, of=ZeroGradOf.OPTIMIZER),
        Forward(),
        ComputeLoss(divide_by=4),
        Backward(),
        BackwardOutput(vector=(1.0, -0.0, float("inf")), seed=1),
        OptimizerStep(UpdateRule.MANUAL),
        ClipGradNorm(0.5),
        SchedulerStep(),
        NextBatch(),
        Evaluate(limit=100),
        *map(SetOptimizer, optimizers),
        SetLoss(LossKind.CROSS_ENTROPY),
        *map(LoadInput, inputs),
        SetThreads(2),
        SetDevice("cuda"),
        Reset(seed=None),
        CompareZeroGrad(steps=9, lr=0.02),
        BenchAccumulation(plan),
        SetProgram(Program((line, Line(Forward(), inner=True)), 4, StepLR(5, 0.5))),
        Misuse(Mistake.ITEM_BACKWARD),
    )
    good = sample()
    fields = {name: getattr(good, name) for name in Session.__slots__}
    return Session(**fields | {"commands": commands})
