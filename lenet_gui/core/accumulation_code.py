"""The loop of a plan as a script has it."""

from lenet_gui.core.accumulation import (
    AccumulationPlan,
    Clipping,
    Reduction,
    Scheduling,
    Weighting,
)
from lenet_gui.core.commands import ClipGradNorm, LossKind, SchedulerStep
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.listing import INDENT
from lenet_gui.core.optimizers import OptimizerSpec


def plan_code(
    plan: AccumulationPlan, optimizer: OptimizerSpec, loss: LossKind, batch_size: int
) -> str:
    """The lines that a plan stands for, from the loss function to the last update.

    Args:
        plan: the plan.
        optimizer: the update rule.
        loss: the loss function.
        batch_size: samples in the batch.
    """
    spec = plan.optimizer or optimizer
    lines = [_criterion(plan, loss), _optimizer(plan, spec)]
    if plan.scheduling is not Scheduling.NONE:
        lines.append(plan.scheduler.line())
    if plan.samples < batch_size:
        lines.append(f"input, target = input[:{plan.samples}], target[:{plan.samples}]")
    if plan.ignored:
        lines.append(f"target[:{plan.ignored}] = -100")
    lines.append(f"sizes = {list(plan.sizes)}")
    if plan.weighting is Weighting.TOTAL:
        lines.append(f"total = {_total(plan, loss)}")
    lines.append(f"for update in range({plan.updates}):")
    lines += [INDENT + line for line in _update(plan)]
    return "\n".join(lines)


def _criterion(plan: AccumulationPlan, loss: LossKind) -> str:
    argument = "" if plan.reduction is Reduction.MEAN else f"reduction={plan.reduction.value!r}"
    return f"criterion = nn.{loss.value}({argument})"


def _optimizer(plan: AccumulationPlan, spec: OptimizerSpec) -> str:
    if not plan.divide_lr:
        return spec.line()
    return spec.line().replace(f"lr={spec.lr!r}", f"lr={spec.lr!r} / {plan.divisor}", 1)


def _total(plan: AccumulationPlan, loss: LossKind) -> str:
    if loss is LossKind.MSE:
        return "target.numel()"
    return "(target != -100).sum().item()" if plan.ignored else "len(target)"


def _update(plan: AccumulationPlan) -> list[str]:
    clip = pytorch_line(ClipGradNorm(plan.max_norm))
    step = pytorch_line(SchedulerStep())
    inner = [f"loss = criterion(net(x), y){_weight(plan)}", "loss.backward()"]
    inner += [clip] * (plan.clipping is Clipping.EACH)
    inner += [step] * (plan.scheduling is Scheduling.MICRO_BATCH)
    return [
        "optimizer.zero_grad()",
        "for x, y in zip(input.split(sizes), target.split(sizes)):",
        *(INDENT + line for line in inner),
        *[clip] * (plan.clipping is Clipping.ONCE),
        "optimizer.step()",
        *[step] * (plan.scheduling is Scheduling.UPDATE),
    ]


def _weight(plan: AccumulationPlan) -> str:
    return {
        Weighting.COUNT: f" / {plan.divisor}",
        Weighting.SHARE: f" * (len(x) / {plan.samples})",
        Weighting.TOTAL: " / total",
        Weighting.NONE: "",
    }[plan.weighting]
