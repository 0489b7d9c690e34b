"""Reports: a file says which tables, one command makes all of them again from the store."""

from coding.reporting.recipe import ReportRecipe, ReportTable, load_recipe, parse_recipe
from coding.reporting.reports import Reports

__all__ = ["ReportRecipe", "ReportTable", "Reports", "load_recipe", "parse_recipe"]
