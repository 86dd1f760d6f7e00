"""What the status area says of commands that look into the machine and change nothing."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.explanation import Inspect
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.gradient_check import CheckGradient
from lenet_gui.core.lines import element_text
from lenet_gui.core.trace import RetainGrad, TraceBackward

translate = QCoreApplication.translate


def looked(command: Inspect | CheckGradient | ShowFlats | TraceBackward | RetainGrad) -> str:
    """What has come of one of them."""
    match command:
        case Inspect(element=None):
            return translate("inspection", "No number is explained any more.")
        case Inspect(element=element):
            text = translate("inspection", "The Inspector explains {number}.")
            return text.format(number="" if element is None else element_text(element))
        case CheckGradient():
            return translate(
                "inspection",
                "Compared autograd with finite differences on a copy in float64. The Inspector "
                "shows the numbers; your own network is as it was.",
            )
        case ShowFlats(on=True):
            return translate(
                "inspection",
                "From now on the units that are off and the equal maxima are counted after each "
                "forward that is shown.",
            )
        case ShowFlats():
            return translate(
                "inspection", "Units that are off and equal maxima are no longer counted."
            )
        case TraceBackward(on=True):
            return translate(
                "inspection", "The next backward that you press is written down node by node."
            )
        case TraceBackward():
            return translate("inspection", "backward is no longer written down node by node.")
        case RetainGrad(layers=layers):
            if not layers:
                return translate("inspection", "No activation keeps its gradient any more.")
            text = translate("inspection", "These activations keep their gradient: {layers}.")
            return text.format(layers=", ".join(sorted(layers)))
