"""The pages, one file each, in the order of a study; every page has a function ``render``."""
