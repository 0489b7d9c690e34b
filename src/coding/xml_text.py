"""Text from outside in XML: Word documents, workbooks, pictures."""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Leave out the characters that XML cannot hold.

    Examples
    --------
    >>> xml_text("a\x00b\ud800c\uffff 🚌")
    'abc 🚌'
    """
    return _NOT_IN_XML.sub("", text)
