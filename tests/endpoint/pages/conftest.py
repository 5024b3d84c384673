"""Two small sites: the example trials, and studies made to do harm."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from tests.endpoint.pages.client import Client

from trialkg.build import BuildOptions, build_store
from trialkg.endpoint.pages import Context, DirectQueries, page_routes
from trialkg.linking import Linker, link_study
from trialkg.mapping import map_study
from trialkg.resources import examples_folder
from trialkg.store import updating, vocabulary_ntriples
from trialkg.study import Arm, Eligibility, Intervention, Outcome, Reading, Site, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeLevel

BASE = "https://w3id.org/trialkg/study/"
SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
BREAKOUT = "\"'></title></textarea></style><b onclick=alert(3)>"

HARMFUL = Study(
    registry_id="NCT99999911",
    reading=Reading(source="ClinicalTrials.gov API v2", version="2026-01-02"),
    brief_title=f"Title {SCRIPT}",
    official_title=f"Official {BREAKOUT}",
    acronym=f"A{IMAGE}",
    brief_summary=f"Summary {SCRIPT}\n\nsecond {IMAGE}",
    conditions=(f"Breast Cancer {SCRIPT}",),
    keywords=(BREAKOUT,),
    arms=(Arm(label=f"Arm {BREAKOUT}", description=IMAGE, interventions=(1,)),),
    interventions=(Intervention(name=f"FES-PET {SCRIPT}", description=BREAKOUT, other_names=(IMAGE,)),),
    outcomes=(
        Outcome(level=OutcomeLevel.PRIMARY, measure=f"Survival {SCRIPT}", time_frame=f"5 years {IMAGE}"),
    ),
    eligibility=Eligibility(
        criteria=f"Inclusion Criteria:\n\n* Creatinine < 2 mg/dL {SCRIPT}\n\n"
        f"Exclusion Criteria:\n\n* {BREAKOUT}"
    ),
    sites=(Site(facility=f"Clinic {SCRIPT}", city=BREAKOUT, country=IMAGE),),
)


def app_of(context: Context) -> Starlette:
    """The pages of a store as an application, with queries answered in this process."""

    async def failed(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return context.not_found(request)

    routes = page_routes(context, DirectQueries(context.snapshot.store))
    return Starlette(routes=routes, exception_handlers={404: failed})


@pytest.fixture(scope="session")
def examples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "store"
    build_store([str(examples_folder())], folder, BuildOptions(jobs=1))
    return folder


@pytest.fixture(scope="session")
def harmful_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harmful") / "store"
    label = (
        f'<http://id.nlm.nih.gov/mesh/D001943> <http://www.w3.org/2000/01/rdf-schema#label> "B{SCRIPT}" .\n'
    )
    text = map_study(HARMFUL, link_study(HARMFUL, Linker(load_terminology()))).text
    lines = vocabulary_ntriples().decode().splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(label.partition('"')[0]))
    with updating(folder) as update:
        update.load(BytesIO(text))
        update.set_vocabulary("".join((*kept, label)).encode())
        update.commit(version="test", mapping_version="1", base=BASE)
    return folder


@pytest.fixture(scope="session")
def context(examples_store: Path) -> Context:
    return Context(examples_store)


@pytest.fixture(scope="session")
def site(context: Context) -> Client:
    return Client(app_of(context))


@pytest.fixture(scope="session")
def harmful(harmful_store: Path) -> Client:
    return Client(app_of(Context(harmful_store)))
