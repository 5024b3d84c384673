from .output import STANDARD_OUTPUT as STANDARD_OUTPUT
from .output import check_output as check_output
from .output import open_output as open_output
from .sssom import LinkTable as LinkTable
from .writing import write_rdf as write_rdf
