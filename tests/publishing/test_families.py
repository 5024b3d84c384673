"""Pictures of a family: what stands in them, and that they are fit to be shown."""

from __future__ import annotations

from xml.etree import ElementTree

from trialkg.publishing.families import Family, family_of, family_svg, family_text

SVG = "{http://www.w3.org/2000/svg}"
ROWS = (
    "A|ALPHA|true|1||",
    "B|BETA|true|0|substudyOf|A",
    "B|BETA|true|0|usesCohortOf|GAMMA",
    "B|BETA|true|0|usesCohortOf|D",
    "C|CHI|true|2|substudyOf|A",
    "C|CHI|true|2|seriesOf|B",
    "D||false|1||",
)


def family(*rows: str) -> Family:
    names = ("nct", "name", "described", "distance", "relation", "related")
    found = family_of([dict(zip(names, row.split("|"), strict=True)) for row in rows])
    assert found is not None
    return found


def words(picture: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_the_tree_starts_at_the_study_above_all_and_marks_the_asked_one() -> None:
    assert family_text(family(*ROWS)).splitlines() == [
        "A ALPHA",
        "├─ hasSubstudy B BETA *",
        "│  │  (also seriesOf C)",
        "│  ├─ usesCohortOf D (no record in this graph)",
        "│  └─ usesCohortOf GAMMA (no record in this graph)",
        "└─ hasSubstudy C CHI",
    ]


def test_relations_stated_from_both_sides_are_one() -> None:
    both = family("A|ALPHA|true|0|hasSubstudy|B", "B|BETA|true|1|substudyOf|A")
    assert family_text(both).splitlines() == ["A ALPHA *", "└─ hasSubstudy B BETA"]


def test_two_relations_to_one_study_stand_on_one_line() -> None:
    two = family("B|BETA|true|0|substudyOf|A", "B|BETA|true|0|usesCohortOf|A", "A|ALPHA|true|1||")
    assert family_text(two).splitlines()[1] == "└─ cohortUsedBy, hasSubstudy B BETA *"


def test_a_way_round_ends() -> None:
    ring = family("A||true|0|substudyOf|B", "B||true|1|substudyOf|C", "C||true|2|substudyOf|A")
    assert len(family_text(ring).splitlines()) == 4


def test_a_study_without_relatives_stands_alone() -> None:
    assert family_text(family("A|A|true|0||")) == "A *\n"


def test_a_study_that_the_graph_does_not_have_has_no_family() -> None:
    assert family_of([]) is None


def test_the_picture_has_a_box_for_each_study_and_a_name_for_each_arrow() -> None:
    shown = words(family_svg(family(*ROWS)))
    for word in ("ALPHA", "BETA", "CHI", "GAMMA", "hasSubstudy", "usesCohortOf", "seriesOf"):
        assert word in shown


def test_what_has_no_record_is_dashed_and_says_so() -> None:
    picture = ElementTree.fromstring(family_svg(family(*ROWS)))
    missing = [group for group in picture.iter(f"{SVG}g") if group.get("class") == "missing"]
    titles = [group.findtext(f"{SVG}title") for group in missing]
    assert titles == ["D (no record in this graph)", "GAMMA (no record in this graph)"]
    assert "stroke-dasharray" in family_svg(family(*ROWS))


def test_the_picture_tells_those_who_do_not_see_it_what_it_is() -> None:
    picture = ElementTree.fromstring(family_svg(family(*ROWS)))
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title") == "The family of BETA"
    assert picture.findtext(f"{SVG}desc") == "5 studies and how they stand to each other."


def test_boxes_do_not_lie_on_each_other() -> None:
    picture = ElementTree.fromstring(family_svg(family(*ROWS)))
    places = [(box.get("x"), box.get("y")) for box in picture.iter(f"{SVG}rect") if box.get("x")]
    assert len(set(places)) == len(places) == 5


def test_text_that_would_break_the_picture_is_escaped() -> None:
    picture = family_svg(family('A|<script>"&\x00\x1b[1m|true|0||'))
    assert words(picture)[0] == '<script>"&\ufffd\ufffd[1m'


def test_a_long_title_is_cut_in_the_box_and_whole_in_its_title() -> None:
    title = "A title of very many words that does not fit into two lines of a box of any picture"
    picture = family_svg(family(f"A|{title}|true|0||"))
    assert words(picture)[1].endswith("…")
    assert f"<title>A {title}</title>" in picture


def test_many_studies_under_one_make_a_tall_picture() -> None:
    rows = ["A|ALPHA|true|0||", *(f"B{number}||true|1|substudyOf|A" for number in range(600))]
    picture = ElementTree.fromstring(family_svg(family(*rows)))
    assert int(picture.get("height") or 0) > 600 * 46
