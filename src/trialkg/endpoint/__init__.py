"""The graph on the web: a SPARQL endpoint and the stored queries as an API, read only, and their watch."""

from trialkg.endpoint.app import create_app
from trialkg.endpoint.server import serve
from trialkg.endpoint.settings import Settings

__all__ = ["Settings", "create_app", "serve"]
