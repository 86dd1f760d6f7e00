"""A real window to measure in, and a bare PyTorch loop to measure beside."""

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from lenet_gui import app as program
from lenet_gui.core import heap
from lenet_gui.gui.garbage import WindowThreadCollector
from lenet_gui.gui.language import Language
from lenet_gui.gui.main_window import MainWindow
from lenet_gui.gui.settings import Settings

SIZE = (1440, 900)


class Paintings(QObject):
    """Counts how often a window has painted what had changed in it."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.UpdateRequest
        return super().eventFilter(watched, event)


class Driver:
    """Starts the program as a user does, and waits by letting its event loop turn."""

    def __init__(self) -> None:
        self.app = QApplication.instance() or QApplication(["bench"])
        self.app.setStyle("Fusion")
        heap.keep_between_steps()
        folder = Path(tempfile.mkdtemp(prefix="lenet_gui_bench_"))
        settings = Settings(folder / "settings.ini")
        self.window: MainWindow = program.build(self.app, settings, Language.ENGLISH)
        self._collector = WindowThreadCollector(self.app, lambda: self.window.running)
        self._collector.start()
        self.window.resize(*SIZE)
        self._paintings = Paintings(self.window)
        complete: list[bool] = []
        self.window.complete.connect(lambda: complete.append(True))
        self.window.show()
        self.wait_until(lambda: bool(complete), 60)
        # What is imported after that would be measured with whatever comes first.
        self.wait_until(lambda: not program.warming_up(), 60)

    def spin(self, seconds: float) -> None:
        """Let the event loop turn for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Let the event loop turn until `ready`.

        Raises:
            TimeoutError: it did not become so.
        """
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("the program did not get there")
            self.spin(0.005)

    def wait_for_event_until(self, ready: Callable[[], bool]) -> None:
        """Sleep until an event comes, handle it, and so on until `ready`, as the program does.

        To ask without pause would hold the interpreter against the training thread that is
        waited for.
        """
        while not ready():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def paint(self) -> None:
        """Let the window paint until nothing is left to be painted.

        Not ``repaint()``, which would paint what has not changed, too.
        """
        painted = -1
        while painted != self._paintings.count:
            painted = self._paintings.count
            self.app.processEvents()

    def in_thread(self, work: Callable[[], float]) -> float:
        """What `work` returns, done in a thread while the window's event loop turns."""
        results: list[float] = []
        thread = threading.Thread(target=lambda: results.append(work()))
        thread.start()
        while thread.is_alive():
            self.spin(0.02)
        return results[0]

    def close(self) -> None:
        """End the program."""
        self.window.close()
        self.wait_until(lambda: not self.window.isVisible(), 10)


def bare_loop(batch_size: int, seconds: float, *, clears: bool = True) -> float:
    """Steps a second of the plain PyTorch loop: the reference.

    The same network and the same five calls, with the loss read at every step. A batch of more
    than one image is another one at every step, as in the program.

    Args:
        batch_size: images in a batch.
        seconds: for how long.
        clears: call zero_grad.
    """
    import torch
    from torch import nn

    from lenet_gui.core.lenet import Net

    # A thread of its own has a setting of its own; the program trains with one by default.
    torch.set_num_threads(1)
    torch.manual_seed(0)
    net = Net()
    data, targets = torch.rand(1437, 1, 32, 32), torch.rand(1437, 10)
    order = torch.randperm(1437)
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    steps = 0
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        for index in range(10):
            if index == 0 or batch_size > 1:
                chosen = order[index * batch_size : (index + 1) * batch_size]
                images, target = data[chosen], targets[chosen]
            if clears:
                net.zero_grad()
            output = net(images)
            loss = criterion(output, target)
            loss.backward()
            optimizer.step()
            loss.item()
            steps += 1
    return steps / (time.perf_counter() - start)
