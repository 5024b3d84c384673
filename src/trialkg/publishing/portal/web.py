"""A package in the words that search engines and repositories read: schema.org's Dataset, and RO-Crate.

What Google asks of a Dataset: https://developers.google.com/search/docs/appearance/structured-data/dataset;
RO-Crate 1.1: https://www.researchobject.org/ro-crate/specification/1.1/.
"""

from __future__ import annotations

import json
from typing import Any, Final

from trialkg.publishing.portal.described import CATALOG, GRAPH, KEYWORDS, Described
from trialkg.publishing.portal.details import SOURCE, SOURCE_NAME, Agent
from trialkg.publishing.portal.files import PackageFile
from trialkg.publishing.portal.schema_org import CONTEXT, script_safe

ROCRATE: Final = "ro-crate-metadata.json"

_CRATE: Final = "https://w3id.org/ro/crate/1.1"
_ORCID: Final = "https://orcid.org/"
_MEASURED: Final = (
    "condition, with MeSH",
    "intervention, with the concept it is and its role",
    "outcome measure, with its time frame",
    "eligibility criterion",
    "enrolment",
    "study phase",
    "recruitment status",
    "relation to another study",
)

Item = dict[str, Any]


def schema_org_dataset(package: Described) -> str:
    """The dataset for the page it will be found on, as JSON-LD."""
    details = package.details
    item: Item = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": package.address(GRAPH),
        "name": details.title,
        "alternateName": f"trialkg graph {package.version}",
        "description": package.description[:5000],
        "url": package.landing_page,
        "sameAs": package.address(CATALOG),
        "identifier": package.identifier,
        "version": package.version,
        "license": details.licence,
        "creator": [_agent(agent) for agent in details.creators],
        "publisher": _agent(details.publisher),
        "datePublished": details.issued,
        "dateModified": package.modified,
        "citation": package.citation,
        "keywords": list(KEYWORDS),
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "isBasedOn": {"@type": "DataCatalog", "name": SOURCE_NAME, "url": SOURCE, "description": _BASIS},
        "spatialCoverage": _places(package),
        "temporalCoverage": _times(package),
        "variableMeasured": list(_MEASURED),
        "distribution": [_download(package, file) for file in package.files],
    }
    return script_safe(_written(item))


_BASIS: Final = "The registry that the studies were registered in, and whose records were read."


def _agent(agent: Agent) -> Item:
    person = agent.iri.startswith(_ORCID)
    item = {"@type": "Person" if person else "Organization", "name": agent.name}
    if agent.iri.startswith("mailto:"):
        return {**item, "email": agent.iri.removeprefix("mailto:")}
    return {**item, "@id": agent.iri, "url": agent.iri} if agent.iri else item


def _places(package: Described) -> str:
    """The countries of the sites, those with most sites first; a few, since the field is for people."""
    names = sorted(package.studies.countries, key=lambda name: (-package.studies.countries[name], name))
    more = f" and {len(names) - 10} more countries" if len(names) > 10 else ""
    return f"{', '.join(names[:10])}{more}" if names else "not stated by the records"


def _times(package: Described) -> str:
    """An interval of ISO 8601, open where no end is known."""
    return f"{package.studies.begins or '..'}/{package.studies.ends or '..'}"


def _download(package: Described, file: PackageFile) -> Item:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "contentUrl": package.address(file.path),
        "encodingFormat": file.rdf_format.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def ro_crate(package: Described, others: dict[str, tuple[str, str]]) -> str:
    """The package as an RO-Crate; ``others`` are further files: title and media type by path."""
    files = {file.path: _crate_file(file) for file in package.files}
    files |= {
        path: {"@id": path, "@type": "File", "name": title, "encodingFormat": media_type}
        for path, (title, media_type) in others.items()
    }
    details = package.details
    root: Item = {
        "@id": "./",
        "@type": "Dataset",
        "name": details.title,
        "description": package.description,
        "datePublished": details.issued or package.modified,
        "license": {"@id": details.licence},
        "version": package.version,
        "identifier": package.identifier,
        "creator": [{"@id": _crate_id(package, agent)} for agent in details.creators],
        "publisher": {"@id": _crate_id(package, details.publisher)},
        "hasPart": [{"@id": path} for path in files],
    }
    descriptor: Item = {
        "@id": ROCRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _CRATE},
        "about": {"@id": "./"},
    }
    people = [{**_agent(agent), "@id": _crate_id(package, agent)} for agent in package.people]
    licence = {"@id": details.licence, "@type": "CreativeWork", "name": details.licence}
    graph = [descriptor, root, *files.values(), *people, licence]
    return _written({"@context": f"{_CRATE}/context", "@graph": graph})


def _crate_file(file: PackageFile) -> Item:
    media_type = file.rdf_format.media_type
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.title,
        "encodingFormat": ["application/gzip", media_type] if file.packed else media_type,
        "contentSize": str(file.size),
    }


def _crate_id(package: Described, agent: Agent) -> str:
    return agent.iri or f"#agent-{package.people.index(agent) + 1}"


def _written(item: Item) -> str:
    kept = {key: value for key, value in item.items() if value}
    return json.dumps(kept, indent=2, ensure_ascii=False) + "\n"
