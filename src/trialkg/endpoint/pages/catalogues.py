"""Where the catalogue of a store comes from: made in memory for few studies, else once, into a file.

The file lies in the folder of the generation that it is of, and goes with it; where nothing can be written
there it lies in a temporary one. A process of its own makes it at the lowest priority, since that takes a
while: meanwhile everything that needs no catalogue is served.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final
from urllib.parse import quote

from trialkg.endpoint.pages.catalogue import FORMAT, Catalogue
from trialkg.endpoint.pages.cataloguing import write_catalogue
from trialkg.endpoint.pages.vocabulary import Vocabulary
from trialkg.store import EmbeddedStore

FEW: Final = 2000
"""So many studies are catalogued in memory: that takes a second."""

_NAME: Final = "catalogue.sqlite"
_LOWEST_PRIORITY: Final = 19
_PROGRAM: Final = f"from {__name__} import main; main()"


class NoCatalogueError(Exception):
    """There is no catalogue: not yet, or none can be made."""

    def __init__(self, *, coming: bool) -> None:
        super().__init__()
        self.coming = coming


class Cataloguing:
    """The catalogue of a store, as soon as there is one."""

    def __init__(self, store: EmbeddedStore, vocabulary: Vocabulary, few: int) -> None:
        self._store = store
        self._temporary: TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._failed = False
        self._maker: Thread | None = None
        self._catalogue: Catalogue | None = None
        if store.manifest.studies <= few:
            database = sqlite3.connect(":memory:", check_same_thread=False)
            write_catalogue(store, vocabulary, database)
            self._catalogue = Catalogue(database)
        else:
            self._catalogue = opened(self._own_file)
        if self._catalogue is None:
            self._maker = Thread(target=self._make, daemon=True)
            self._maker.start()

    @property
    def _own_file(self) -> Path:
        return self._store.folder / self._store.manifest.generation / _NAME

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue; raises NoCatalogueError while there is none."""
        if self._catalogue is None:
            raise NoCatalogueError(coming=not self._failed)
        return self._catalogue

    def wait(self) -> None:
        """Wait until the catalogue is made, or cannot be."""
        if self._maker is not None:
            self._maker.join()

    def _make(self) -> None:
        file = self._own_file
        if not os.access(file.parent, os.W_OK):
            self._temporary = TemporaryDirectory(prefix="trialkg-", ignore_cleanup_errors=True)
            file = Path(self._temporary.name) / _NAME
        command = [sys.executable, "-P", "-c", _PROGRAM, str(self._store.folder), str(file)]
        # Of a session of its own: who stops the server by Ctrl-C need not read how that ended.
        self._process = subprocess.Popen(  # noqa: S603 - this program, with paths of its own
            command, stdin=subprocess.DEVNULL, start_new_session=True
        )
        with self._process:
            self._process.wait()
        self._catalogue = opened(file)
        self._failed = self._catalogue is None

    def close(self) -> None:
        """Leave a catalogue unmade that is still being made."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()


def opened(file: Path) -> Catalogue | None:
    """The catalogue in a file; None where there is none, or one that cannot be read."""
    if not file.is_file():
        return None
    try:
        address = f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1"
        database = sqlite3.connect(address, uri=True, check_same_thread=False)
        if database.execute("PRAGMA user_version").fetchone() == (FORMAT,):
            return Catalogue(database)
    except sqlite3.Error:
        return None
    return None


def write_file(folder: Path, file: Path) -> None:
    """Write the catalogue of a store to a file that appears once it is whole."""
    store = EmbeddedStore.open(folder)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(unfinished)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            write_catalogue(store, Vocabulary(store.vocabulary_ntriples()), database)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def main() -> None:
    """Write the catalogue of the store that the first argument names to the file of the second."""
    os.nice(_LOWEST_PRIORITY)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    write_file(Path(sys.argv[1]), Path(sys.argv[2]))
