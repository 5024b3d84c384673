"""The common core of fields, given to other mapping engines too: the same facts from the same records."""
