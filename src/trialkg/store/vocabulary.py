"""The vocabulary that a store holds beside the studies, so that stored queries answer on any endpoint."""

from __future__ import annotations

import pyoxigraph as ox

from trialkg.resources import ontology_folder


def vocabulary_ntriples() -> bytes:
    """The ontology folder as sorted N-Triples, without the axioms that need blank nodes.

    Those are for reasoners, who read the files; left out, a store can be loaded twice and stay the same.
    """
    lines = {
        f"{triple} .\n"
        for path in sorted(ontology_folder().glob("*.ttl"))
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if not isinstance(triple.subject, ox.BlankNode) and not isinstance(triple.object, ox.BlankNode)
    }
    return "".join(sorted(lines)).encode()
