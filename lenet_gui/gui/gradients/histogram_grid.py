"""Where the small histograms lie."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

GAP = 4
"""Pixels between two cells."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell lies in the grid."""

    row: int
    column: int


class HistogramGrid:
    """Cells as large as they can be, with the parameters of a layer side by side."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._rows = self._columns = 1
        self._room = QRect(0, 0, 1, 1)

    def arrange(self, names: tuple[str, ...], room: QRect, name_width: int, line: int) -> None:
        """Give each name a place.

        Args:
            names: names like ``conv1.weight``; what stands before the last dot is the layer.
            room: what the cells may fill, in pixels.
            name_width: pixels that a name needs; narrower cells are avoided.
            line: height of a line of writing.
        """
        groups: dict[str, list[int]] = {}
        for index, name in enumerate(names):
            groups.setdefault(name.rpartition(".")[0] or name, []).append(index)
        members = max((len(group) for group in groups.values()), default=1)
        best: tuple[float, int, bool] = (-1.0, 1, False)
        for across in range(1, len(groups) + 1):
            down = -(-len(groups) // across)
            for stacked in (False, True):
                columns, rows = (across, down * members) if stacked else (across * members, down)
                width, height = room.width() / columns, room.height() / rows
                # Histograms read best a little wider than high; places left empty are lost.
                score = min(width / 1.2, max(0.35 * height, height - 2 * line))
                score *= (len(names) / (rows * columns)) ** 2
                score *= min(1.0, width / max(1, name_width)) ** 3
                best = max(best, (score, across, stacked))
        _, across, stacked = best
        self._room = room
        self._places = _places(list(groups.values()), len(names), members, across, stacked)
        self._rows = max((place.row for place in self._places), default=0) + 1
        self._columns = max((place.column for place in self._places), default=0) + 1

    def rect(self, index: int) -> QRect:
        """Where a cell lies."""
        place, room = self._places[index], self._room
        left, right = (room.width() * (place.column + k) // self._columns for k in (0, 1))
        top, bottom = (room.height() * (place.row + k) // self._rows for k in (0, 1))
        half = GAP // 2
        return QRect(
            room.left() + left + half, room.top() + top + half, right - left - GAP,
            bottom - top - GAP,
        )  # fmt: skip

    def index_at(self, point: QPoint) -> int:
        """The cell at a point; -1: there is none."""
        found = (i for i in range(len(self._places)) if self.rect(i).contains(point))
        return next(found, -1)

    def neighbour(self, index: int, rows: int, columns: int) -> int:
        """The cell so many rows and columns away, or the same one where there is none."""
        here = self._places[index]
        goal = Place(here.row + rows, here.column + columns)
        return self._places.index(goal) if goal in self._places else index


def _places(
    groups: list[list[int]], count: int, members: int, across: int, stacked: bool
) -> list[Place]:
    places = [Place(0, 0)] * count
    for number, group in enumerate(groups):
        row, column = divmod(number, across)
        for member, index in enumerate(group):
            places[index] = (
                Place(row * members + member, column)
                if stacked
                else Place(row, column * members + member)
            )
    return places
