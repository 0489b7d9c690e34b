"""A small PDF writer for tests: text at a place, in a size, in Helvetica or its bold."""

from collections.abc import Sequence

Piece = tuple[float, float, float, bool, str]  # x, y, size, bold, text


def make_pdf(pages: Sequence[Sequence[Piece]], *, title: str = "") -> bytes:
    """Return a PDF with these pieces of text on its pages."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, pieces in enumerate(pages):
        stream = b"\n".join(_piece(piece) for piece in pieces)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /Title ({title}) >>".encode("latin-1"))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def _piece(piece: Piece) -> bytes:
    x, y, size, bold, text = piece
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /F%d %.1f Tf %.1f %.1f Td (%s) Tj ET" % (2 if bold else 1, size, x, y, escaped)


def column(
    lines: Sequence[str], *, top: float = 780, step: float = 14, x: float = 70, size: float = 10
) -> list[Piece]:
    """Set lines under each other; an empty one leaves white."""
    return [(x, top - step * at, size, False, line) for at, line in enumerate(lines) if line]
