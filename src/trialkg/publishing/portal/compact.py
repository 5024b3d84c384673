"""Studies as JSON-LD that reads like JSON: names without prefixes, each part inside what it is part of.

The context is ``ontology/context.jsonld`` (https://www.w3.org/TR/json-ld11/). It stands in every file, not
behind an address: a reader without a network, or one that follows no addresses, understands the file too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from trialkg.publishing.documents import Node
from trialkg.publishing.jsonld import is_native
from trialkg.publishing.names import Names
from trialkg.publishing.ntriples import literal, unescaped
from trialkg.resources import ontology_folder
from trialkg.vocabulary.namespaces import RDF, TKG, XSD

_TYPE = f"<{RDF}type>"
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_CONTEXT = "context.jsonld"

Item = dict[str, Any]
Owner = tuple[str, str]


class Compactor:
    """Writes nodes in the words of the context; ``base`` is what study IRIs start with."""

    def __init__(self, base: str) -> None:
        path = ontology_folder() / _CONTEXT
        terms: Item = msgspec.json.decode(path.read_bytes())["@context"]
        self.context: Item = {"@base": base, **terms}
        self._names = Names(base)
        self._keys: dict[str, tuple[str, str | None]] = {_TYPE: ("type", "@vocab")}
        for key, term in terms.items():
            iri, read_as = (term["@id"], term.get("@type")) if isinstance(term, dict) else (term, None)
            if not key.startswith("@") and not iri.startswith("@"):
                self._keys.setdefault(f"<{self._expanded(iri)}>", (key, read_as))

    @property
    def head(self) -> bytes:
        """What a file begins with."""
        context = msgspec.json.format(msgspec.json.encode(self.context), indent=1)
        return b'{\n"@context": ' + context + b',\n"@graph": [\n'

    separator = b",\n"
    tail = b"\n]\n}\n"

    def text(self, nodes: Iterable[Node]) -> bytes:
        """The nodes as JSON, those that no other node leads to one after another."""
        trees = (msgspec.json.format(msgspec.json.encode(tree), indent=1) for tree in self.trees(list(nodes)))
        return self.separator.join(trees)

    def trees(self, nodes: list[Node]) -> list[Item]:
        """Each node inside the first that leads to it, where there is one."""
        by_subject = {node.subject: node for node in nodes}
        roots, owners = _owners(nodes, by_subject)
        return [self._tree(root, by_subject, owners) for root in roots]

    def _tree(self, node: Node, by_subject: dict[str, Node], owners: dict[str, Owner]) -> Item:
        item: Item = {"id": self._thing(node.subject)}
        for predicate, tokens in node.properties:
            key, read_as = self._key(predicate)
            values = [
                self._tree(by_subject[token], by_subject, owners)
                if owners.get(token) == (node.subject, predicate)
                else self._value(token, read_as)
                for token in tokens
            ]
            item[key] = values[0] if len(values) == 1 else values
        return item

    def _key(self, predicate: str) -> tuple[str, str | None]:
        known = self._keys.get(predicate)
        if known is None:
            iri = predicate[1:-1]
            known = self._keys[predicate] = (self._names.prefixed(iri) or iri, None)
        return known

    def _value(self, token: str, read_as: str | None) -> Any:
        if token[0] == '"':
            return self._literal(token, read_as)
        if read_as == "@vocab":
            return self._word(token)
        thing = self._thing(token)
        return thing if read_as == "@id" else {"id": thing}

    def _word(self, token: str) -> str:
        """A class or a member of a closed set: its name alone, if it is one of ours."""
        iri = token.strip("<>")
        name = iri.removeprefix(TKG)
        if name != iri and _WORD.fullmatch(name):
            return name
        return self._names.prefixed(iri) or iri

    def _thing(self, token: str) -> str:
        iri = token.strip("<>")
        return self._names.relative(iri) or self._names.prefixed(iri) or iri

    def _literal(self, token: str, read_as: str | None) -> Any:
        lexical, language, datatype = literal(token)
        value = unescaped(lexical)
        if language:
            return {"@value": value, "@language": language}
        if not datatype:
            return value if read_as is None else {"@value": value}
        short = self._names.prefixed(datatype) or datatype
        if short == read_as:
            return value
        if read_as is None and is_native(lexical, datatype):
            return value == "true" if datatype == f"{XSD}boolean" else int(value)
        return {"@value": value, "@type": short}

    def _expanded(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        namespace = self.context.get(prefix)
        return f"{namespace}{local}" if isinstance(namespace, str) else name


def _owners(nodes: list[Node], by_subject: dict[str, Node]) -> tuple[list[Node], dict[str, Owner]]:
    """The nodes that nothing leads to, and for each other node what leads to it in the fewest steps."""
    owners: dict[str, Owner] = {}
    roots: list[Node] = []
    seen: set[str] = set()
    for start in nodes:
        if start.subject in seen:
            continue
        roots.append(start)
        seen.add(start.subject)
        waiting = [start]
        for node in waiting:
            for predicate, tokens in node.properties:
                found = [token for token in tokens if token in by_subject and token not in seen]
                owners.update((token, (node.subject, predicate)) for token in found)
                seen.update(found)
                waiting.extend(by_subject[token] for token in found)
    return roots, owners
