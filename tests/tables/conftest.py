"""A project with the codebook of the survey about the bus."""

import pytest
from tests.builders import codebook

from coding.project import Project


@pytest.fixture
def bus(project: Project) -> Project:
    project.codebooks.add(codebook(), author="test", reason="test")
    return project
