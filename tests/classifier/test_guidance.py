from coding.classifier.guidance import Guidance, guidance_of
from coding.codebook import Code


def test_a_code_speaks_by_its_name_its_definition_and_its_examples() -> None:
    codes = [
        Code(
            id="a",
            label="Wachtlijst",
            key_terms=("wachttijd",),
            definition="Het duurt.",
            include="Te laat.",
            exclude="Niet: druk.",
            examples=("Drie  maanden.",),
        ),
        Code(id="b", label="Anders", key_terms=(), definition="", include="", exclude="", examples=()),
    ]
    assert guidance_of(codes) == [
        Guidance("Wachtlijst. wachttijd", 0),
        Guidance("Het duurt. Te laat.", 0),
        Guidance("Drie maanden.", 0),
        Guidance("Anders", 1),
    ]
