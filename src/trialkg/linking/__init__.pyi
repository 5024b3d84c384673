from .criteria import criteria_of as criteria_of
from .descriptors import DescriptorLinker as DescriptorLinker
from .descriptors import link_terms as link_terms
from .linker import Linker as Linker
from .linker import link_study as link_study
from .links import Links as Links
from .term_links import TermLink as TermLink
