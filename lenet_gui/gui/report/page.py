"""The whole report as HTML: for a browser, and for the pages of the PDF."""

from html import escape

from PySide6.QtCore import QLocale

from lenet_gui.gui.plot_style import LIGHT
from lenet_gui.gui.report.report import Report
from lenet_gui.gui.report.sections import body, title

SCREEN_WIDTH = 720
"""Pixels of a plot in a window that is wide enough."""

COMMON = f"""
body {{ color: {LIGHT.text}; }}
h1, h2, h3 {{ color: {LIGHT.text}; }}
h2 {{ border-bottom: 1px solid {LIGHT.grid}; }}
pre {{ white-space: pre-wrap; background-color: #f6f8fa; }}
.note {{ color: {LIGHT.muted}; }}
.name {{ color: {LIGHT.muted}; }}
.grid td, .grid th {{ border: 1px solid {LIGHT.grid}; text-align: left; }}
.log td {{ vertical-align: top; }}
.figures td {{ vertical-align: middle; }}
.grid th {{ background-color: #eef2f6; }}
.notice {{ color: {LIGHT.notice}; }}
.error {{ color: {LIGHT.error}; }}
"""
"""Rules that a `QTextDocument` understands, too."""

SCREEN = """
:root { color-scheme: light; }
body { max-width: 52em; margin: 0 auto; padding: 1em; background: #ffffff; line-height: 1.5;
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
h2 { margin-top: 2em; padding-bottom: 0.2em; }
pre, code { font-family: ui-monospace, Consolas, Menlo, "DejaVu Sans Mono", monospace;
  font-size: 0.9em; overflow-wrap: anywhere; }
pre { padding: 0.8em; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
td, th { padding: 0.2em 0.6em; overflow-wrap: anywhere; }
.facts { width: 100%; }
.name { width: 35%; vertical-align: top; }
.grid td[align="right"], .grid th[align="right"] { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
.log { min-width: 30em; }
.figures td { overflow-wrap: normal; }
@media print { h2, h3 { break-after: avoid; } tr, img { break-inside: avoid; } }
"""
"""Rules for browsers, down to the width of a telephone."""

PAPER = f"""
h1 {{ font-size: 18pt; }}
h2 {{ font-size: 14pt; margin-top: 20px; }}
h3 {{ font-size: 11pt; margin-top: 14px; }}
td, th {{ padding: 2px 5px; }}
.facts td {{ padding: 1px 12px 1px 0; vertical-align: middle; }}
.grid {{ border-collapse: collapse; font-size: 8pt; }}
pre, code {{ font-size: 8pt; }}
pre {{ color: {LIGHT.text}; }}
"""
"""Rules for the pages of the PDF."""


def screen_page(report: Report) -> str:
    """One file for every browser: no script, and nothing that lies outside of it."""
    return _page(report, COMMON + SCREEN, SCREEN_WIDTH)


def paper_page(report: Report, width: int) -> str:
    """The same for a `QTextDocument`.

    Args:
        report: what is said.
        width: of a page without its margins, in pixels.
    """
    return _page(report, COMMON + PAPER, width)


def _page(report: Report, style: str, width: int) -> str:
    language = QLocale().bcp47Name()
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title())}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{body(report, width)}\n</body>\n</html>\n"
    )
