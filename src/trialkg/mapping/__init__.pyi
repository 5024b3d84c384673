from .identity import study_iri as study_iri
from .study import MAPPING_VERSION as MAPPING_VERSION
from .study import Mapped as Mapped
from .study import map_study as map_study
