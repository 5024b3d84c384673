"""What benchmarks say of figures, which are made up here: medians, ratios, growth and the plot."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

growth = pytest.importorskip("benchmarks.growth", reason="the benchmarks are not part of a wheel")
limits = pytest.importorskip("benchmarks.limits", reason="the benchmarks are not part of a wheel")
page = pytest.importorskip("benchmarks.page", reason="the benchmarks are not part of a wheel")
plot = pytest.importorskip("benchmarks.plot", reason="the benchmarks are not part of a wheel")
report = pytest.importorskip("benchmarks.report", reason="the benchmarks are not part of a wheel")
runs = pytest.importorskip("benchmarks.runs", reason="the benchmarks are not part of a wheel")
stages = pytest.importorskip("benchmarks.stages", reason="the benchmarks are not part of a wheel")
work = pytest.importorskip("benchmarks.work", reason="the benchmarks are not part of a wheel")


def measured(name: str, *seconds: float, records: int = 100, triples: int = 0, skipped: str = "") -> object:
    each = [work.Done(records, triples, one, process=10 * one, skipped=skipped) for one in seconds]
    return runs.Measured(name, tuple(each))


def test_the_median_counts_with_the_largest_memory() -> None:
    middle = runs.Measured(
        "parse", tuple(work.Done(10, 0, seconds, process=mb) for seconds, mb in ((1, 5), (9, 7), (2, 6)))
    ).middle
    assert (middle.seconds, middle.process) == (2, 7)


def test_a_ratio_is_of_rates_and_is_held_against_its_limit() -> None:
    figures = {"map-core": measured("map-core", 4), "parse": measured("parse", 1)}
    (row,) = [line for line in report.ratio_table(figures) if "map-core / parse" in line]
    assert "| 0.25 (1/4.0) | 0.17 (1/6.0) | holds |" in row
    slower = {**figures, "map-core": measured("map-core", 7)}
    (row,) = [line for line in report.ratio_table(slower) if "map-core / parse" in line]
    assert row.endswith("**missed** |")


def test_a_load_is_compared_by_triples() -> None:
    figures = {"load": measured("load", 2, triples=80), "bulk": measured("bulk", 1, records=1, triples=100)}
    (limit,) = [each for each in limits.RATIOS if each.stage == "load"]
    assert report.ratio(limit, figures) == pytest.approx(0.4)


def test_a_peer_that_is_missing_is_told_with_the_reason_and_compared_with_nothing() -> None:
    figures = {
        "map-core": measured("map-core", 1),
        "peer-maplib": measured("peer-maplib", 0.0, records=0, skipped="maplib could not be installed: no"),
    }
    assert any("skipped: maplib could not be installed: no" in line for line in report.stage_table(figures))
    assert not any("peer-maplib" in line for line in report.ratio_table(figures))
    assert "maplib" not in plot.performance_svg(figures)


def test_each_limit_is_of_a_stage_that_there_is() -> None:
    named = {limit.stage for limit in (*limits.RATES, *limits.RATIOS, *limits.MEMORY)}
    named |= {limit.over for limit in limits.RATIOS}
    assert named <= set(stages.STAGES)


@pytest.mark.parametrize("name", stages.STAGES)
def test_each_stage_is_a_function_that_says_what_it_is(name: str) -> None:
    assert (stages.stage(name).__doc__ or "").endswith(".")


def builds(*costs: float) -> list[object]:
    """Builds of 1,000, 2,000, 4,000 … studies at these microseconds a study."""
    return [
        work.Done(1000 << number, 500_000 << number, (1000 << number) * cost / 1e6, disk=10**6 << number)
        for number, cost in enumerate(costs)
    ]


def test_a_cost_that_grows_with_each_doubling_goes_on_to_grow() -> None:
    # 100 µs more with each doubling: 4,000 studies at 1,200 become 64,000, four doublings on, at 1,600.
    assert growth.expected_minutes(builds(1000, 1100, 1200), 64_000) == pytest.approx(64_000 * 1600 / 60e6)


def test_a_cost_that_falls_is_not_taken_to_go_on_falling() -> None:
    assert growth.expected_minutes(builds(1200, 1000), 64_000) == pytest.approx(64_000 * 1000 / 60e6)


def test_growth_tells_each_build_and_what_a_whole_registry_would_take() -> None:
    text = "\n".join(growth.growth_lines(builds(1000, 1000)))
    assert "| 1,000 | 1.0 | 1,000 | 500,000 |" in text
    assert "Extrapolated to 560,000 studies" in text
    assert "- 9 minutes at the cost" in text
    assert "- 1 GB of disk" in text


def test_one_build_alone_is_not_extrapolated() -> None:
    assert "Extrapolated" not in "\n".join(growth.growth_lines(builds(1000)))


def test_the_plot_is_xml_with_a_bar_for_each_stage_and_a_longer_one_for_a_faster() -> None:
    figures = {"parse": measured("parse", 1), "read": measured("read", 10), "bulk": measured("bulk", 5)}
    drawn = ElementTree.fromstring(plot.performance_svg(figures, builds(1000, 1100)))
    bars = [each for each in drawn.iter() if each.get("class") in ("own", "peer") and each.get("width")]
    assert [each.get("class") for each in bars] == ["own", "own", "peer"]
    widths = [float(each.get("width", "0")) for each in bars]
    assert widths[0] > widths[2] > widths[1]
    assert len([each for each in drawn.iter() if each.tag.endswith("circle")]) == 2


def test_a_section_replaces_its_like_in_its_place_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    for title, text in (("Questions", "kept"), ("Stages", "before"), ("Stages", "after")):
        page.write_section(title, text, path)
    written = path.read_text(encoding="utf-8")
    assert "before" not in written
    assert written.index("after") < written.index("kept")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_stage_runs_in_a_process_of_its_own_whose_memory_is_seen(tmp_path: Path) -> None:
    corpus = pytest.importorskip("benchmarks.corpus", reason="the benchmarks are not part of a wheel")
    corpus.write_corpus(tmp_path / "corpus.ndjson", 5)
    done = runs.run("parse", tmp_path / "corpus.ndjson")
    assert done.records == 5
    assert 10 < done.process <= done.tree + 60
