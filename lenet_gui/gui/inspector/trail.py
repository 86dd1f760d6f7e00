"""The numbers that were looked at, one after the other, and how each was come by."""

from dataclasses import dataclass

from lenet_gui.core.explanation import Element

MAX_VISITS = 200
"""Numbers that are remembered; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One number that was looked at.

    Attributes:
        element: which.
        path: the numbers that led to it, each a part of the explanation of the one before it.
    """

    element: Element
    path: tuple[Element, ...] = ()


class Trail:
    """Goes back and forward through the visits, as a browser does through pages.

    What is asked for becomes a visit only when it is shown: a number may be refused.
    """

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._now = -1
        self._asked: int | None = None
        self._part: Element | None = None

    @property
    def present(self) -> Visit | None:
        """The number that is shown; ``None``: none was yet."""
        return self._visits[self._now] if self._visits else None

    def beside(self, by: int) -> Element | None:
        """The number `by` visits later (1) or earlier (-1); ``None``: there is none."""
        place = self._now + by
        return self._visits[place].element if 0 <= place < len(self._visits) else None

    def ask_beside(self, by: int) -> None:
        """Another visit is about to be shown again."""
        self._asked = self._now + by

    def ask_part(self, element: Element) -> None:
        """A part of the present explanation is about to be shown."""
        self._part = element

    def forget_asked(self) -> None:
        """What was asked for does not come."""
        self._asked = self._part = None

    def show(self, element: Element) -> None:
        """A number is shown."""
        present = self.present
        if self._asked is not None and self._visits[self._asked].element == element:
            self._now = self._asked
        elif present is None or present.element != element:
            self._add(Visit(element, self._path_to(element)))
        else:
            return  # the same again, after another call
        self.forget_asked()

    def _path_to(self, element: Element) -> tuple[Element, ...]:
        present = self.present
        if present is None or element != self._part:
            return ()
        path = (*present.path, present.element)
        # Back at a number of the path, the way there is as long as it was then.
        return path[: path.index(element)] if element in path else path

    def _add(self, visit: Visit) -> None:
        self._visits = [*self._visits[: self._now + 1], visit][-MAX_VISITS:]
        self._now = len(self._visits) - 1
