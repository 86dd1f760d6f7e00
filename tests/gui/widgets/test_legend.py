import pytest

from lenet_gui.gui.widgets.legend import Legend, Sample


@pytest.fixture
def legend(qtbot) -> Legend:
    legend = Legend("legend")
    qtbot.addWidget(legend)
    legend.resize(400, 20)
    return legend


def test_legend_shows_a_sample_of_each_line_in_its_colour(legend):
    legend.set_entries([(Sample.LINE, "#0067b8", "loss"), (Sample.DASHES, "#c04f00", "a < b")])
    assert '<span style="color: #0067b8">━━</span>&nbsp;loss' in legend.text()
    assert "a&nbsp;&lt;&nbsp;b" in legend.text()
    assert legend.accessibleName() == "loss, a < b"


def test_legend_without_entries_takes_no_room(legend):
    legend.set_entries([(Sample.LINE, "#0067b8", "loss")])
    assert not legend.isHidden()
    legend.set_entries([])
    assert legend.isHidden()


def test_long_name_is_broken_only_where_it_does_not_fit(legend):
    legend.resize(600, 20)
    legend.show()
    name = "with zero_grad and momentum 1"
    legend.set_entries([(Sample.LINE, "#0067b8", name)])
    assert name.replace(" ", "&nbsp;") in legend.text()
    legend.resize(60, 60)
    assert name in legend.text()
