"""Saved recipes of tables: made again after more coding, with what changed since and why."""

from coding.recipes.model import Recipe, Rerun, Run
from coding.recipes.recipes import Recipes
from coding.recipes.text import change_rows, change_sentence, format_recipes, format_rerun, run_line

__all__ = [
    "Recipe",
    "Recipes",
    "Rerun",
    "Run",
    "change_rows",
    "change_sentence",
    "format_recipes",
    "format_rerun",
    "run_line",
]
