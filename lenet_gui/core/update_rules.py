"""The arithmetic of each update rule for one number, in the order of ``torch.optim``.

The formulas are those of PyTorch's documentation; where it computes in another order, what a
formula comes to may differ from the line's value in the last digit.
"""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from lenet_gui.core.optimizers import (
    SGD,
    Adadelta,
    Adagrad,
    Adam,
    AdamW,
    OptimizerSpec,
    RMSprop,
)
from lenet_gui.core.update_explained import Computed, RuleLine
from lenet_gui.core.update_lines import Lines, squared, written

Entries = Mapping[str, Any]
"""An optimizer's state for one number: tensors of shape ``(1,)``, and the count ``step``."""


def by_hand(lines: Lines, lr: float) -> None:
    """The tutorial's rule, ``f.data.sub_(f.grad.data * learning_rate)``."""
    w, g = lines.weight, lines.take_gradient(0.0)
    product = g * lr
    lines.change("-lr * g", f"-{lr!r} * {written(g)}", -product, w.sub(product))


def by_optimizer(lines: Lines, spec: OptimizerSpec, entries: Entries) -> None:
    """The rule of one of the optimizers.

    Args:
        lines: where to write it.
        spec: the optimizer with its options.
        entries: its state before the step; empty: it begins anew.
    """
    lines.options(spec)
    _RULES[type(spec)](lines, spec, entries)


def _sgd(lines: Lines, spec: SGD, entries: Entries) -> None:
    g, momentum = lines.take_gradient(spec.weight_decay), spec.momentum
    w, lr = lines.weight, spec.lr
    step, symbol = g, "g"
    if momentum:
        step, symbol = _buffer(lines, spec, g, entries.get("momentum_buffer")), "b"
    if spec.nesterov:
        numbers = f"{written(g)} + {momentum!r} * {written(step)}"
        ahead = g.add(step, alpha=momentum)
        step, symbol = lines.add(Computed.NESTEROV, "n = g + momentum * b", numbers, ahead), "n"
    numbers = f"-{lr!r} * {written(step)}"
    lines.change(f"-lr * {symbol}", numbers, step * -lr, w.add(step, alpha=-lr))


def _buffer(lines: Lines, spec: SGD, g: Tensor, old: Tensor | None) -> Tensor:
    if old is None:
        return lines.add(Computed.MOMENTUM, "b = g", written(g), g)
    momentum, rest = spec.momentum, 1 - spec.dampening
    formula, numbers = "b = momentum * b + g", f"{momentum!r} * {written(old)} + {written(g)}"
    if spec.dampening:
        formula = "b = momentum * b + (1 - dampening) * g"
        numbers = f"{momentum!r} * {written(old)} + (1 - {spec.dampening!r}) * {written(g)}"
    return lines.add(Computed.MOMENTUM, formula, numbers, old.mul(momentum).add(g, alpha=rest))


def _adam(lines: Lines, spec: Adam | AdamW, entries: Entries) -> None:
    beta1, beta2 = spec.betas
    if isinstance(spec, AdamW):
        g = lines.take_gradient(0.0)
        _decay(lines, spec)
    else:
        g = lines.take_gradient(spec.weight_decay)
    t = _count(entries) + 1
    m, v = _state(entries, "exp_avg", g), _state(entries, "exp_avg_sq", g)
    m = lines.add(
        Computed.FIRST_MOMENT,
        "m = beta1 * m + (1 - beta1) * g",
        f"{beta1!r} * {written(m)} + (1 - {beta1!r}) * {written(g)}",
        m.lerp(g, 1 - beta1),
    )
    v = _square_average(lines, Computed.SECOND_MOMENT, "beta2", (beta2, v, g))
    symbol = "v"
    if spec.amsgrad:
        old = _state(entries, "max_exp_avg_sq", g)
        numbers = f"max({written(old)}, {written(v)})"
        largest = torch.maximum(old, v)
        v = lines.add(Computed.SECOND_MAXIMUM, "v_max = max(v_max, v)", numbers, largest)
        symbol = "v_max"
    _corrected(lines, spec, t, m, v, symbol)


def _decay(lines: Lines, spec: AdamW) -> None:
    if spec.weight_decay:
        w, lr, decay = lines.weight, spec.lr, spec.weight_decay
        numbers = f"{written(w)} * (1 - {lr!r} * {decay!r})"
        formula = "w = w * (1 - lr * weight_decay)"
        lines.weight = lines.add(Computed.DECAYED_WEIGHT, formula, numbers, w.mul(1 - lr * decay))


def _corrected(lines: Lines, spec: Adam | AdamW, t: int, m: Tensor, v: Tensor, symbol: str) -> None:
    (beta1, beta2), lr, eps = spec.betas, spec.lr, spec.eps
    first, second = 1 - beta1**t, 1 - beta2**t
    m_hat = lines.add(
        Computed.FIRST_CORRECTED,
        "m_hat = m / (1 - beta1^t)",
        f"{written(m)} / (1 - {beta1!r}^{t})",
        m / first,
    )
    v_hat = lines.add(
        Computed.SECOND_CORRECTED,
        f"v_hat = {symbol} / (1 - beta2^t)",
        f"{written(v)} / (1 - {beta2!r}^{t})",
        v / second,
    )
    d = lines.add(
        Computed.DENOMINATOR,
        "d = sqrt(v_hat) + eps",
        f"sqrt({written(v_hat)}) + {eps!r}",
        (v.sqrt() / second**0.5).add(eps),
    )
    numbers = f"-{lr!r} * {written(m_hat)} / {written(d)}"
    _divide(lines, "-lr * m_hat / d", numbers, (m, d, -(lr / first)))


def _rmsprop(lines: Lines, spec: RMSprop, entries: Entries) -> None:
    g, lr, eps = lines.take_gradient(spec.weight_decay), spec.lr, spec.eps
    old = _state(entries, "square_avg", g)
    v = _square_average(lines, Computed.SQUARE_AVERAGE, "alpha", (spec.alpha, old, g))
    formula, numbers, root = "d = sqrt(v) + eps", f"sqrt({written(v)}) + {eps!r}", v.sqrt()
    if spec.centered:
        a = _gradient_average(lines, spec, g, _state(entries, "grad_avg", g))
        formula = "d = sqrt(v - a^2) + eps"
        numbers = f"sqrt({written(v)} - {squared(a)}) + {eps!r}"
        root = v.addcmul(a, a, value=-1).sqrt()
    d = lines.add(Computed.DENOMINATOR, formula, numbers, root.add(eps))
    if not spec.momentum:
        numbers = f"-{lr!r} * {written(g)} / {written(d)}"
        _divide(lines, "-lr * g / d", numbers, (g, d, -lr))
        return
    old = _state(entries, "momentum_buffer", g)
    numbers = f"{spec.momentum!r} * {written(old)} + {written(g)} / {written(d)}"
    b = old.mul(spec.momentum).addcdiv(g, d)
    lines.add(Computed.MOMENTUM, "b = momentum * b + g / d", numbers, b)
    lines.change("-lr * b", f"-{lr!r} * {written(b)}", b * -lr, lines.weight.add(b, alpha=-lr))


def _gradient_average(lines: Lines, spec: RMSprop, g: Tensor, a: Tensor) -> Tensor:
    return lines.add(
        Computed.GRADIENT_AVERAGE,
        "a = alpha * a + (1 - alpha) * g",
        f"{spec.alpha!r} * {written(a)} + (1 - {spec.alpha!r}) * {written(g)}",
        a.lerp(g, 1 - spec.alpha),
    )


def _adagrad(lines: Lines, spec: Adagrad, entries: Entries) -> None:
    g, lr, eps = lines.take_gradient(spec.weight_decay), spec.lr, spec.eps
    before = _count(entries)
    rate, symbol = lr / (1 + before * spec.lr_decay), "lr"
    if spec.lr_decay:
        symbol = "r"
        numbers = f"{lr!r} / (1 + ({before + 1} - 1) * {spec.lr_decay!r})"
        formula = "r = lr / (1 + (t - 1) * lr_decay)"
        lines.found.append(RuleLine(Computed.RATE, formula, numbers, rate))
    fresh = torch.full_like(g, spec.initial_accumulator_value)
    old: Tensor = entries.get("sum", fresh)
    numbers = f"{written(old)} + {squared(g)}"
    s = lines.add(Computed.SQUARE_SUM, "s = s + g^2", numbers, old.addcmul(g, g, value=1))
    d = lines.add(
        Computed.DENOMINATOR,
        "d = sqrt(s) + eps",
        f"sqrt({written(s)}) + {eps!r}",
        s.sqrt().add(eps),
    )
    numbers = f"-{rate!r} * {written(g)} / {written(d)}"
    _divide(lines, f"-{symbol} * g / d", numbers, (g, d, -rate))


def _adadelta(lines: Lines, spec: Adadelta, entries: Entries) -> None:
    g, lr, eps, rho = lines.take_gradient(spec.weight_decay), spec.lr, spec.eps, spec.rho
    v, s = _state(entries, "square_avg", g), _state(entries, "acc_delta", g)
    v = _square_average(lines, Computed.SQUARE_AVERAGE, "rho", (rho, v, g))
    numbers = f"sqrt({written(v)} + {eps!r})"
    d = lines.add(Computed.DENOMINATOR, "d = sqrt(v + eps)", numbers, v.add(eps).sqrt())
    x = lines.add(
        Computed.DELTA,
        "x = sqrt(s + eps) / d * g",
        f"sqrt({written(s)} + {eps!r}) / {written(d)} * {written(g)}",
        s.add(eps).sqrt().div(d).mul(g),
    )
    lines.add(
        Computed.UPDATE_AVERAGE,
        "s = rho * s + (1 - rho) * x^2",
        f"{rho!r} * {written(s)} + (1 - {rho!r}) * {squared(x)}",
        s.mul(rho).addcmul(x, x, value=1 - rho),
    )
    lines.change("-lr * x", f"-{lr!r} * {written(x)}", x * -lr, lines.weight.add(x, alpha=-lr))


def _square_average(
    lines: Lines, quantity: Computed, symbol: str, operands: tuple[float, Tensor, Tensor]
) -> Tensor:
    factor, v, g = operands
    return lines.add(
        quantity,
        f"v = {symbol} * v + (1 - {symbol}) * g^2",
        f"{factor!r} * {written(v)} + (1 - {factor!r}) * {squared(g)}",
        v.mul(factor).addcmul(g, g, value=1 - factor),
    )


def _divide(
    lines: Lines, formula: str, numbers: str, operands: tuple[Tensor, Tensor, float]
) -> None:
    numerator, d, factor = operands
    update = torch.zeros_like(d).addcdiv(numerator, d, value=factor)
    weight = lines.weight.addcdiv(numerator, d, value=factor)
    lines.change(formula, numbers, update, weight)


def _state(entries: Entries, key: str, like: Tensor) -> Tensor:
    found: Tensor | None = entries.get(key)
    return torch.zeros_like(like) if found is None else found


def _count(entries: Entries) -> int:
    return int(entries.get("step", 0))


_RULES: dict[type[OptimizerSpec], Callable[[Lines, Any, Entries], None]] = {
    SGD: _sgd,
    Adam: _adam,
    AdamW: _adam,
    RMSprop: _rmsprop,
    Adagrad: _adagrad,
    Adadelta: _adadelta,
}
