"""What the program says of itself."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from lenet_gui import __version__

translate = QCoreApplication.translate


def show_about(window: QWidget, torch_version: str | None) -> None:
    """Tell what the program is for, whose data it comes with, and the versions.

    Args:
        window: over which it is said.
        torch_version: PyTorch's version; ``None``: it has not been loaded yet.
    """
    text = translate(
        "MainWindow",
        "Drive one real PyTorch training step by hand, see everything it touches, and "
        "understand why.\n\nVersion {version}, PyTorch {torch}, MIT licence.\n\nDigits: "
        "E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine "
        "Learning Repository, 1998, CC BY 4.0.",
    )
    box = QMessageBox(window)
    box.setObjectName("about")
    box.setWindowTitle(translate("MainWindow", "About lenet_gui"))
    box.setText(text.format(version=__version__, torch=torch_version or "…"))
    box.setIconPixmap(window.windowIcon().pixmap(64, 64))
    box.open()
