"""PDF -> Document."""

from parsers.errors import Refused
from parsers.model import Document


def read_pdf(body: bytes) -> Document:
    raise Refused("unsupported", "PDF")
