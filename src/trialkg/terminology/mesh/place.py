"""Where indexes lie: the installed one, and those made of files that were named for one build."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from trialkg.errors import SourceError
from trialkg.terminology.mesh.files import content_hash, year_in_name
from trialkg.terminology.mesh.index import MeshIndex
from trialkg.terminology.mesh.installation import install_mesh
from trialkg.terminology.mesh.layout import INDEX_FILE

FOLDER_VARIABLE = "TRIALKG_MESH"
"""The environment variable that names another folder for the installed index."""


def index_folder() -> Path:
    """The folder of the installed index, whether or not there is one."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else user_data_path("trialkg", appauthor=False) / "mesh"


def installed_index() -> Path | None:
    """The folder of the installed index, None where none is installed."""
    folder = index_folder()
    return folder if (folder / INDEX_FILE).is_file() else None


def index_of(path: Path) -> Path:
    """The folder of the index that a path names: the folder itself, or one made of NLM's file and kept.

    A kept index is found again by the file's content and the year in its name. Raises SourceError.
    """
    if path.is_dir():
        MeshIndex(path).close()
        return path
    if path.name == INDEX_FILE:
        return index_of(path.parent)
    name = f"{content_hash(path)[:16]}-{year_in_name(path)}".rstrip("-")
    folder = user_cache_path("trialkg", appauthor=False) / "mesh" / name
    try:
        MeshIndex(folder).close()
    except SourceError:
        install_mesh([path], folder)
    return folder
