"""The panels, one module each. To add one: write it, and list it here."""

from lenet_gui.gui.panels.accumulation import AccumulationPanel
from lenet_gui.gui.panels.alarms import AlarmsPanel
from lenet_gui.gui.panels.gradients import GradientsPanel
from lenet_gui.gui.panels.graph import GraphPanel
from lenet_gui.gui.panels.input import InputPanel
from lenet_gui.gui.panels.inspector import InspectorPanel
from lenet_gui.gui.panels.ledger import LedgerPanel
from lenet_gui.gui.panels.log import LogPanel
from lenet_gui.gui.panels.loss import LossPanel
from lenet_gui.gui.panels.network import NetworkPanel
from lenet_gui.gui.panels.optimizer import OptimizerPanel
from lenet_gui.gui.panels.output import OutputPanel
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.panels.parameters import ParametersPanel
from lenet_gui.gui.panels.program import ProgramPanel
from lenet_gui.gui.panels.timeline import TimelinePanel
from lenet_gui.gui.panels.watches import WatchesPanel

PANELS: tuple[type[Panel], ...] = (
    ProgramPanel,
    NetworkPanel,
    InputPanel,
    ParametersPanel,
    LossPanel,
    WatchesPanel,
    GraphPanel,
    GradientsPanel,
    LedgerPanel,
    OutputPanel,
    LogPanel,
    AccumulationPanel,
    OptimizerPanel,
    InspectorPanel,
    AlarmsPanel,
    TimelinePanel,
)
"""Every panel, in the order of the View menu; those that share an area become its tabs."""

__all__ = ["PANELS", "Area", "Panel"]
