"""Pages for people and linked data: every IRI of the graph has a page, and its statements in RDF beside it.

``page_routes(Context(folder), queries)`` are the routes of a store; ``queries`` answers what people ask on
the query page. Pages ask the open store only questions of their own, which are short; those of people go to
``queries``, which has the limits.
"""

from trialkg.endpoint.pages.asking import Answered, Queries
from trialkg.endpoint.pages.context import REDIRECTS, Context
from trialkg.endpoint.pages.making import Made, PageSource, Wanted
from trialkg.endpoint.pages.routes import DirectQueries, page_routes

__all__ = [
    "REDIRECTS",
    "Answered",
    "Context",
    "DirectQueries",
    "Made",
    "PageSource",
    "Queries",
    "Wanted",
    "page_routes",
]
