"""The look of the whole program: Fusion with a palette and a few rules of our own."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from lenet_gui.gui.plot_style import DARK, LIGHT, Colours, mix


class Scheme(StrEnum):
    """Light, dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


MIN_POINT_SIZE = 7
MAX_POINT_SIZE = 28


def wants_dark(scheme: Scheme) -> bool:
    """Whether `scheme` comes out dark on this system at this moment."""
    if scheme is Scheme.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return scheme is Scheme.DARK


def apply_theme(app: QApplication, scheme: Scheme, point_size: int) -> None:
    """Dress the program.

    Args:
        app: the application.
        scheme: light or dark.
        point_size: size of all writing, in points.
    """
    dark = wants_dark(scheme)
    font = QFont(app.font())
    font.setPointSize(point_size)
    app.setFont(font)
    app.setPalette(make_palette(dark))
    app.setStyleSheet(make_style_sheet(dark, point_size))


def clamp_point_size(size: int) -> int:
    """The nearest size, in points, that can be read and leaves room for the panels."""
    return max(MIN_POINT_SIZE, min(MAX_POINT_SIZE, size))


def make_palette(dark: bool) -> QPalette:
    """The palette of all widgets."""
    colours = DARK if dark else LIGHT
    window = QColor("#1e232a" if dark else "#f3f5f8")
    button = QColor("#2a313a" if dark else "#fafbfc")
    faint = mix(colours.text, window.name(), 0.55)
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, window),
        (role.WindowText, QColor(colours.text)),
        (role.Base, QColor(colours.surface)),
        (role.AlternateBase, mix(colours.surface, window.name(), 0.6)),
        (role.Text, QColor(colours.text)),
        (role.PlaceholderText, QColor(colours.muted)),
        (role.Button, button),
        (role.ButtonText, QColor(colours.text)),
        (role.ToolTipBase, QColor("#2a313a" if dark else "#ffffff")),
        (role.ToolTipText, QColor(colours.text)),
        (role.Highlight, QColor(colours.accent)),
        (role.HighlightedText, QColor("#0d1117" if dark else "#ffffff")),
        (role.Link, QColor(colours.accent)),
        (role.Accent, QColor(colours.accent)),
        (role.Light, button.lighter(115)),
        (role.Midlight, button.lighter(106)),
        (role.Mid, QColor(colours.grid)),
        (role.Dark, button.darker(130)),
        (role.Shadow, QColor("#000000")),
    ):
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, faint)
    return palette


def make_style_sheet(dark: bool, point_size: int) -> str:
    """What a palette cannot say. Sizes are in em-like units of the font, never in fixed pixels."""
    colours = DARK if dark else LIGHT
    # The size stands here, too: widgets that a style sheet applies to do not take it from the
    # application's font.
    return f"* {{ font-size: {point_size}pt; }}" + _rules(colours, dark)


def _rules(colours: Colours, dark: bool) -> str:
    edge = "#39424d" if dark else "#d5dce4"
    line = "#657280" if dark else "#aab4c0"
    title = "#262c34" if dark else "#e9edf2"
    hover = "#333c47" if dark else "#e6eef6"
    return f"""
        QMainWindow::separator {{ background: transparent; width: 5px; height: 5px; }}
        QMainWindow::separator:hover {{ background: {colours.accent}; }}
        QDockWidget::title {{ background: {title}; padding: 4px 8px; text-align: left; }}
        QToolBar {{ spacing: 3px; padding: 3px 6px; border: 0; border-bottom: 1px solid {edge}; }}
        QToolButton {{ padding: 4px 7px; border: 1px solid transparent; border-radius: 5px; }}
        QToolButton:hover {{ background: {hover}; }}
        QToolButton:pressed, QToolButton:checked {{ background: {edge}; }}
        QToolButton:focus {{ border-color: {colours.accent}; }}
        QToolButton[expected="true"] {{
            border: 2px solid {colours.accent}; padding: 3px 6px;
            background: {mix(colours.surface, colours.accent, 0.12).name()};
        }}
        QToolButton[popupMode="1"] {{ padding-right: 18px; }}
        QToolButton[expected="true"][popupMode="1"] {{ padding-right: 17px; }}
        QToolButton::menu-button {{ border: 0; width: 14px; border-radius: 5px; }}
        QToolButton::menu-button:hover {{ background: {edge}; }}
        QToolBar#training_tool_bar QToolButton[toolButtonStyle="0"] {{ padding: 4px 3px; }}
        QToolBar#training_tool_bar QToolButton[toolButtonStyle="0"][popupMode="1"] {{
            padding-right: 16px;
        }}
        QToolTip {{ padding: 4px; border: 1px solid {edge}; }}
        QTabBar::tab {{ padding: 4px 10px; border: 0; border-bottom: 2px solid transparent; }}
        QTabBar::tab:selected {{ border-bottom-color: {colours.accent}; font-weight: 600; }}
        QTabBar::tab:hover {{ background: {hover}; }}
        QTabBar {{ qproperty-drawBase: 0; }}
        QHeaderView::section {{
            background: {title}; border: 0; border-right: 1px solid {edge}; padding: 3px 6px;
        }}
        QTableView, QTreeView, QPlainTextEdit, QTextBrowser, QListView {{
            border: 1px solid {edge}; border-radius: 4px; gridline-color: {colours.grid};
        }}
        QTableView:focus, QTreeView:focus, QPlainTextEdit:focus, QListView:focus {{
            border-color: {colours.accent};
        }}
        QLineEdit {{
            border: 1px solid {line}; border-radius: 4px; padding: 2px 4px;
            background: {colours.surface};
        }}
        QLineEdit:focus {{ border-color: {colours.accent}; }}
        QSpinBox QLineEdit, QComboBox QLineEdit {{ border: 0; padding: 0; }}
        QCheckBox::indicator:unchecked, QTreeView::indicator:unchecked {{
            border: 1px solid {line}; border-radius: 3px; background: {colours.surface};
        }}
        QProgressBar {{
            border: 1px solid {edge}; border-radius: 4px; text-align: center;
            background: {colours.surface};
        }}
        QProgressBar::chunk {{
            background: {mix(colours.surface, colours.accent, 0.35).name()}; border-radius: 3px;
        }}
    """
