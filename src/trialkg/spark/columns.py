r"""Statements as columns, taken apart by Spark itself.

The escapes of a literal are those of JSON (``\"``, ``\\``, ``\n``, ``\u0000``): the mapping writes no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_STATEMENT: Final = r"^<([^>]*)> <([^>]*)> (.*) \.$"
_LITERAL: Final = r'^"(.*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?$'
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def as_columns(statements: DataFrame) -> DataFrame:
    """Columns subject, predicate, object, datatype, language and graph, all text.

    ``object`` is an IRI where ``datatype`` and ``language`` are null, else the lexical form; ``graph`` is
    null in what belongs to no study.
    """
    from pyspark.sql import functions as f

    line, term = f.col("line"), f.col("term")
    parts = statements.select(
        f.regexp_extract(line, _STATEMENT, 1).alias("subject"),
        f.regexp_extract(line, _STATEMENT, 2).alias("predicate"),
        f.regexp_extract(line, _STATEMENT, 3).alias("term"),
        "graph",
    )
    lexical = f.regexp_extract(term, _LITERAL, 1)
    unescaped = f.from_json(f.concat(f.lit('["'), lexical, f.lit('"]')), "array<string>")[0]
    language = f.nullif(f.regexp_extract(term, _LITERAL, 3), f.lit(""))
    datatype = f.nullif(f.regexp_extract(term, _LITERAL, 2), f.lit(""))
    plain = language.isNull() & datatype.isNull()
    is_literal = term.startswith('"')
    escaped = lexical.contains("\\")
    value = f.when(is_literal, f.when(escaped, unescaped).otherwise(lexical)).otherwise(
        term.substr(f.lit(2), f.length(term) - 2)
    )
    return parts.select(
        "subject",
        "predicate",
        value.alias("object"),
        f.when(is_literal & plain, f.lit(_STRING)).otherwise(datatype).alias("datatype"),
        language.alias("language"),
        "graph",
    )
