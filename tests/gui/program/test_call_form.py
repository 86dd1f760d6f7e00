"""The fields of a call in a form."""

from PySide6.QtWidgets import QLineEdit

from lenet_gui.core.commands import ClipGradNorm, SchedulerStep
from lenet_gui.gui.program.call_form import CallForm


def test_field_that_is_taken_away_with_the_focus_in_it_edits_nothing(qtbot):
    form = CallForm("form")
    qtbot.addWidget(form)
    form.show_fields(ClipGradNorm(1.0), ("max_norm",))
    form.show()
    form.activateWindow()
    field = form.findChild(QLineEdit, "form_max_norm")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setText("2.5")
    with qtbot.assertNotEmitted(form.edited):
        form.show_fields(SchedulerStep())
