"""A package described with DCAT 3 as DCAT-AP 3 asks (https://semiceu.github.io/DCAT-AP/releases/3.0.0/).

With it go SPDX checksums, vCard for the contact, and PROV-O (https://www.w3.org/TR/prov-o/) for the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trialkg.formats import RdfFormat
from trialkg.publishing.documents import Node
from trialkg.publishing.portal.described import (
    CATALOG,
    GRAPH,
    KEYWORDS,
    SCHEMA_ORG,
    VOCABULARY,
    VOID,
    Described,
)
from trialkg.publishing.portal.details import RIGHTS, SOURCE, SOURCE_NAME, SOURCE_TERMS, TRIALKG, Agent
from trialkg.publishing.portal.files import PackageFile, Part
from trialkg.publishing.portal.ontology import ONTOLOGY
from trialkg.publishing.portal.terms import (
    EU,
    MEDIA_TYPES,
    Said,
    date,
    iri,
    iris,
    node,
    plain,
    typed,
    words,
)
from trialkg.vocabulary.namespaces import MESH, SHAPES

_FORMATS: Final = {
    RdfFormat.TURTLE: f"{EU}file-type/RDF_TURTLE",
    RdfFormat.NQUADS: f"{EU}file-type/RDF_N_QUADS",
    RdfFormat.JSONLD: f"{EU}file-type/JSON_LD",
}
_GZIP: Final = f"{MEDIA_TYPES}application/gzip"
_SHA256: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def catalog_nodes(package: Described) -> list[Node]:
    """The catalogue, its two datasets, their files, who made them and from what; in the order of reading."""
    return [
        _catalog(package),
        _graph(package),
        _vocabulary(package),
        *(described for file in package.files for described in _distribution(package, file)),
        *_rights(package),
        *_agents(package),
        *_provenance(package),
    ]


def _catalog(package: Described) -> Node:
    return node(
        package.address(f"{CATALOG}#catalog"),
        "dcat:Catalog",
        ("dcterms:title", words(f"{package.details.title}: the package")),
        ("dcterms:description", words("A graph of clinical studies, with its ontology and shapes.")),
        ("dcterms:publisher", [_agent(package, package.details.publisher)]),
        ("dcterms:license", iris(package.details.licence)),
        *_dates(package),
        ("dcterms:language", iris(f"{EU}language/ENG")),
        ("dcat:themeTaxonomy", iris(f"{EU}data-theme")),
        ("dcat:dataset", iris(package.address(GRAPH), package.address(VOCABULARY))),
        ("foaf:homepage", iris(package.landing_page)),
    )


def _graph(package: Described) -> Node:
    details = package.details
    return node(
        package.address(GRAPH),
        "dcat:Dataset void:Dataset prov:Entity",
        ("dcterms:title", words(details.title)),
        ("dcterms:description", words(package.description)),
        ("dcterms:identifier", plain(package.identifier)),
        *_made_by(package),
        ("dcterms:license", iris(details.licence)),
        ("dcterms:bibliographicCitation", plain(package.citation)),
        ("dcat:version", plain(package.version)),
        ("dcat:previousVersion", iris(details.previous)),
        ("prov:wasRevisionOf", iris(details.previous)),
        *_dates(package),
        *_common(package),
        ("dcterms:temporal", iris(package.address(f"{CATALOG}#period")) if _period(package) else []),
        ("dcterms:conformsTo", iris(ONTOLOGY, f"{SHAPES.rstrip('#')}/core")),
        ("dcterms:source", iris(SOURCE, MESH)),
        ("dcterms:relation", iris(package.address(VOCABULARY))),
        ("rdfs:seeAlso", iris(package.address(VOID), package.address(SCHEMA_ORG))),
        ("prov:wasGeneratedBy", iris(package.address(f"{CATALOG}#build"))),
        ("dcat:distribution", [_place(package, file) for file in package.files_of(Part.DATA)]),
    )


def _vocabulary(package: Described) -> Node:
    return node(
        package.address(VOCABULARY),
        "dcat:Dataset",
        ("dcterms:title", words("The trialkg ontology, its concepts and shapes")),
        (
            "dcterms:description",
            words(
                "Classes and properties of the graph, the concepts it links to, and the SHACL shapes for it."
            ),
        ),
        ("dcterms:identifier", plain(package.ontology.version_iri)),
        ("dcterms:creator", [_agent(package, TRIALKG)]),
        ("dcterms:publisher", [_agent(package, package.details.publisher)]),
        ("dcat:version", plain(package.ontology.version)),
        ("dcterms:issued", date(package.details.issued)),
        ("dcterms:modified", date(package.ontology.modified)),
        *_common(package),
        (
            "dcat:distribution",
            [_place(package, file) for file in package.files_of(Part.ONTOLOGY, Part.SHAPES)],
        ),
    )


def _common(package: Described) -> Iterator[Said]:
    """What both datasets say alike."""
    yield "dcterms:language", iris(f"{EU}language/ENG")
    yield "dcterms:accessRights", iris(f"{EU}access-right/PUBLIC")
    yield "dcat:theme", iris(f"{EU}data-theme/HEAL")
    yield "dcat:keyword", [word for text in KEYWORDS for word in words(text)]
    yield "dcat:landingPage", iris(package.landing_page)
    yield "dcat:contactPoint", iris(package.address(f"{CATALOG}#contact")) if package.details.contact else []


def _made_by(package: Described) -> Iterator[Said]:
    yield "dcterms:creator", [_agent(package, agent) for agent in package.details.creators]
    yield "dcterms:publisher", [_agent(package, package.details.publisher)]


def _dates(package: Described) -> Iterator[Said]:
    yield "dcterms:issued", date(package.details.issued)
    yield "dcterms:modified", date(package.modified)


def _place(package: Described, file: PackageFile) -> str:
    return iri(package.address(f"{CATALOG}#{file.path}"))


def _distribution(package: Described, file: PackageFile) -> Iterator[Node]:
    place = _place(package, file).strip("<>")
    data = file.part is Part.DATA
    download = iris(package.address(file.path))
    yield node(
        place,
        "dcat:Distribution",
        ("dcterms:title", words(file.title)),
        ("dcat:accessURL", download),
        ("dcat:downloadURL", download),
        ("dcat:mediaType", iris(MEDIA_TYPES + file.rdf_format.media_type)),
        ("dcterms:format", iris(_FORMATS[file.rdf_format])),
        ("dcat:compressFormat", iris(_GZIP) if file.packed else []),
        ("dcat:byteSize", typed(str(file.size), "xsd:nonNegativeInteger")),
        ("spdx:checksum", iris(f"{place}.sha256")),
        ("dcterms:license", iris(file.licence or package.details.licence)),
        ("dcterms:rights", iris(package.address(f"{CATALOG}#rights")) if data else []),
        ("dcterms:issued", date(package.details.issued)),
        ("dcterms:modified", date(package.modified if data else package.ontology.modified)),
    )
    yield node(
        f"{place}.sha256",
        "spdx:Checksum",
        ("spdx:algorithm", iris(_SHA256)),
        ("spdx:checksumValue", typed(file.sha256, "xsd:hexBinary")),
    )


def _rights(package: Described) -> Iterator[Node]:
    yield node(
        package.address(f"{CATALOG}#rights"),
        "dcterms:RightsStatement",
        ("rdfs:label", words(RIGHTS)),
        ("rdfs:seeAlso", iris(SOURCE_TERMS)),
    )
    begins, ends = _period(package) or ("", "")
    if begins or ends:
        yield node(
            package.address(f"{CATALOG}#period"),
            "dcterms:PeriodOfTime",
            ("rdfs:label", words("From the first start of a study to the last completion, as registered")),
            ("dcat:startDate", date(begins)),
            ("dcat:endDate", date(ends)),
        )


def _period(package: Described) -> tuple[str, str] | None:
    times = (package.studies.begins, package.studies.ends)
    return times if any(times) else None


def _agents(package: Described) -> Iterator[Node]:
    for agent in package.people:
        yield node(
            _agent(package, agent).strip("<>"),
            "foaf:Agent prov:Agent",
            ("foaf:name", plain(agent.name)),
            ("foaf:mbox", iris(agent.iri) if agent.iri.startswith("mailto:") else []),
        )
    contact = package.details.contact
    if contact is not None:
        mail = contact.iri.startswith("mailto:")
        yield node(
            package.address(f"{CATALOG}#contact"),
            "vcard:Kind",
            ("vcard:fn", plain(contact.name)),
            ("vcard:hasEmail", iris(contact.iri) if mail else []),
            ("vcard:hasURL", [] if mail else iris(contact.iri)),
        )


def _agent(package: Described, agent: Agent) -> str:
    """An agent's own IRI, else one in the catalogue; a mail address is no agent."""
    if agent.iri and not agent.iri.startswith("mailto:"):
        return iri(agent.iri)
    return iri(package.address(f"{CATALOG}#agent-{package.people.index(agent) + 1}"))


def _provenance(package: Described) -> Iterator[Node]:
    build, tool = package.address(f"{CATALOG}#build"), package.address(f"{CATALOG}#trialkg")
    sources = sorted(package.studies.sources)
    used = [package.address(f"{CATALOG}#source-{index}") for index in range(1, len(sources) + 1)]
    mesh = package.address(f"{CATALOG}#mesh")
    yield node(
        build,
        "prov:Activity",
        ("rdfs:label", words("Records read, linked and written as a graph")),
        ("prov:used", iris(*used, mesh)),
        ("prov:wasAssociatedWith", iris(tool)),
        ("prov:generated", iris(package.address(GRAPH))),
    )
    versions = ", ".join(sorted(package.studies.mapping_versions))
    yield node(
        tool,
        "prov:SoftwareAgent foaf:Agent",
        ("foaf:name", plain("trialkg")),
        ("schema:softwareVersion", plain(package.manifest.trialkg)),
        ("rdfs:comment", words(f"Version of the mapping: {versions}") if versions else []),
    )
    for address, source in zip(used, sources, strict=True):
        count = package.studies.sources[source]
        yield node(
            address,
            "prov:Entity",
            ("dcterms:title", plain(source)),
            ("rdfs:comment", words(f"Records of this form: {count:,}")),
        )
    years = ", ".join(sorted(package.studies.mesh_years))
    yield node(
        mesh,
        "prov:Entity",
        ("dcterms:title", words(f"Medical Subject Headings {years}".strip())),
        ("dcterms:publisher", iris("https://www.nlm.nih.gov/")),
    )
    yield node("https://www.nlm.nih.gov/", "foaf:Agent", ("foaf:name", plain(SOURCE_NAME.partition(", ")[2])))
