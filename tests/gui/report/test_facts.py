from lenet_gui.core.timeline import Moment
from lenet_gui.gui.report.facts import present_numbers
from tests.snapshots import make_snapshot
from tests.timelines import branch, timeline

MAIN = branch("ZFLBS" * 4)


def names(history) -> list[str]:
    return [name for name, _ in present_numbers(make_snapshot(timeline=history))]


def test_past_moment_is_named_with_its_branch():
    facts = present_numbers(make_snapshot(timeline=timeline(MAIN, now=Moment(0, 7))))
    assert facts[0] == ("Moment that is shown", "after call 7 of 20 (branch “main”)")


def test_branch_is_named_also_at_its_newest_moment():
    side = branch("FLBS", 1, parent=MAIN, fork=10, name="small lr")
    facts = present_numbers(make_snapshot(timeline=timeline(MAIN, side)))
    assert facts[0][1] == "after call 14 of 14 (branch “small lr”)"


def test_newest_moment_of_the_only_branch_needs_no_name():
    assert "Moment that is shown" not in names(timeline(MAIN))
