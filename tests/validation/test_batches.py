"""Many studies: one process or several, the report is the same."""

from __future__ import annotations

from pathlib import Path

from trialkg.validation import Location, ShapesChoice, read_rdf, validate_file, validate_studies
from trialkg.validation.batches import BATCH
from trialkg.validation.files import study_texts

TKG = "https://w3id.org/trialkg/ontology#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def study(number: int) -> bytes:
    iri = f"https://w3id.org/trialkg/study/NCT{number:08d}"
    return (
        f"<{iri}> {TYPE} <{TKG}Study> .\n"
        f"<{iri}> <{TKG}hasArm> <{iri}#arm-a> .\n"
        f"<{iri}#arm-a> {TYPE} <{TKG}Arm> .\n"
    ).encode()


def test_processes_and_one_process_give_the_same_report() -> None:
    texts = [study(number) for number in range(4 * BATCH + 1)]
    done: list[int] = []
    alone = validate_studies(texts, ShapesChoice(), jobs=1)
    together = validate_studies(iter(texts), ShapesChoice(), jobs=2, advance=done.append)
    assert together == alone
    assert (alone.studies, alone.focus_nodes) == (len(texts), 2 * len(texts))
    assert sum(done) == len(texts)


def test_a_file_is_cut_into_studies_with_their_parts(tmp_path: Path) -> None:
    path = tmp_path / "two.nt"
    path.write_bytes(study(1) + study(2) + study(1))
    texts = list(study_texts(read_rdf(path).quads))
    assert [text.count(b"\n") for text in texts] == [6, 3]


def test_a_file_checked_study_by_study_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "two.nt"
    path.write_bytes(study(1) + study(2))
    file = read_rdf(path)
    whole = validate_file(file, ShapesChoice())
    apart = file.located(validate_studies(study_texts(file.quads), ShapesChoice(), jobs=1))
    assert apart == whole
    assert {result.location for result in whole.results} == {
        Location(str(path), line) for line in (1, 3, 4, 6)
    }
