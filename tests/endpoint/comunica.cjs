// Asks a query of sources with Comunica, and writes the rows, or the triples, as JSON.
// node comunica.cjs PACKAGE QUERY SOURCE...: each source an address, whose kind Comunica finds out.
"use strict";
const [, , place, query, ...sources] = process.argv;
const { QueryEngine } = require(place);

(async () => {
  const found = await new QueryEngine().query(query, { sources });
  const parts = await (await found.execute()).toArray();
  const said = parts.map((part) =>
    found.resultType === "bindings"
      ? Object.fromEntries([...part].map(([name, term]) => [name.value, term.value]))
      : [part.subject.value, part.predicate.value, part.object.value],
  );
  process.stdout.write(JSON.stringify(said));
})();
