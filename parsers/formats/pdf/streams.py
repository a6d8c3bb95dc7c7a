"""Decoding of streams with a limit: pdfminer unpacks whatever it is given, however large it becomes."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

from pdfminer import pdftypes
from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import lzwdecode
from pdfminer.pdfexceptions import PDFNotImplementedError
from pdfminer.pdftypes import PDFStream, int_value
from pdfminer.runlength import rldecode
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from parsers.errors import Refused
from parsers.formats.pdf import limits

_PICTURES = (
    *pdftypes.LITERALS_CCITTFAX_DECODE,
    *pdftypes.LITERALS_DCT_DECODE,
    *pdftypes.LITERALS_JBIG2_DECODE,
    *pdftypes.LITERALS_JPX_DECODE,
)
_SLOW: tuple[tuple[Any, Callable[[bytes], bytes]], ...] = (
    (pdftypes.LITERALS_LZW_DECODE, lzwdecode),
    (pdftypes.LITERALS_ASCII85_DECODE, ascii85decode),
    (pdftypes.LITERALS_ASCIIHEX_DECODE, asciihexdecode),
    (pdftypes.LITERALS_RUNLENGTH_DECODE, rldecode),
)
_FLATE_ALONE = [[name] for name in pdftypes.LITERALS_FLATE_DECODE]
_FLATE = pdftypes.LIT("FlateDecode")
# Nearly all streams have these keys alone; pdfminer asks each for nine others.
_LENGTH_AND_FILTER = {"Length", "Filter"}
_DEFLATED: list[tuple[Any, Any]] = [(_FLATE, {})]
# Streams whose content pdfminer reads token by token.
_PARSED = {pdftypes.LIT("ObjStm"): limits.MAX_PACKED, pdftypes.LIT("XRef"): limits.MAX_SLOW_STREAM}


class Budget:
    """What a document may still unpack, and how much of it was defective."""

    def __init__(self) -> None:
        self.left = limits.MAX_DECODED
        self.packed_left = limits.MAX_DOCUMENT_PACKED
        self.broken = 0

    def spend(self, decoded: int) -> None:
        self.left -= decoded
        if decoded > limits.MAX_STREAM or self.left < 0:
            raise Refused("too-large", f"a stream unpacks to more than {limits.MAX_STREAM >> 20} MB")

    def spend_packed(self, decoded: int, most: int) -> None:
        """``decoded`` bytes of objects are to be read, of which one stream may have ``most``."""
        self.packed_left -= decoded
        if decoded > most or self.packed_left < 0:
            raise Refused("too-large", f"objects packed in more than {most >> 20} MB")


class Stream(PDFStream):
    """A PDF stream that stops decoding at a limit; everything pdfminer itself unpacks goes through here too."""

    budget: Budget

    def decode(self) -> None:
        data: bytes = self.rawdata  # type: ignore[has-type]
        if self.decipher:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        plain = self.attrs.keys() == _LENGTH_AND_FILTER and self.attrs["Filter"] is _FLATE
        for name, params in _DEFLATED if plain else self.get_filters():
            data = _unpredicted(self._decoded(name, data), params)
        self.budget.spend(len(data))
        most = _PARSED.get(self.get("Type"))
        if most is not None:
            self.budget.spend_packed(len(data), most)
        self.data = data
        self.rawdata = None

    def start(self, size: int) -> bytes:
        """The first bytes, without unpacking the rest where the filter allows it."""
        filters = self.get_filters()
        if self.data is None and not self.decipher and [name for name, _ in filters] in _FLATE_ALONE:
            try:
                return zlib.decompressobj().decompress(self.rawdata, size)
            except zlib.error:
                return b""
        return bytes(self.get_data()[:size])

    def _decoded(self, name: Any, data: bytes) -> bytes:
        if name in pdftypes.LITERALS_FLATE_DECODE:
            return self._inflated(data)
        for literals, decode in _SLOW:
            if name in literals:
                gain = limits.RUN_LENGTH_GAIN if literals is pdftypes.LITERALS_RUNLENGTH_DECODE else 1
                if len(data) > limits.MAX_SLOW_STREAM or len(data) * gain > limits.MAX_STREAM:
                    raise Refused("too-large", f"a {name} stream of {len(data)} bytes")
                return decode(data)
        if name in _PICTURES:
            return data
        raise PDFNotImplementedError(f"stream filter {name!r}")

    def _inflated(self, data: bytes) -> bytes:
        """Inflate up to the limit; what stands before a defect is kept, as viewers do, and the defect counted."""
        inflate = zlib.decompressobj()
        try:
            out = inflate.decompress(data, limits.MAX_STREAM + 1)
        except zlib.error:
            self.budget.broken += 1
            return _inflated_piecewise(data)
        if not inflate.eof and len(out) <= limits.MAX_STREAM:
            self.budget.broken += 1
        self.budget.spend(len(out))
        return out


def _inflated_piecewise(data: bytes) -> bytes:
    """The bytes before the defect. Small pieces, because zlib gives nothing of a piece that ends in an error."""
    inflate = zlib.decompressobj()
    out = bytearray()
    for start in range(0, len(data), 64):
        try:
            out += inflate.decompress(data[start : start + 64], limits.MAX_STREAM)
        except zlib.error:
            break
        if len(out) > limits.MAX_STREAM:
            raise Refused("too-large", f"a damaged stream unpacks to more than {limits.MAX_STREAM >> 20} MB")
    return bytes(out)


def _unpredicted(data: bytes, params: Any) -> bytes:
    """Undo the PNG or TIFF predictor of cross-reference and object streams."""
    if not isinstance(params, dict) or "Predictor" not in params:
        return data
    predictor = int_value(params["Predictor"])
    colors, columns = int_value(params.get("Colors", 1)), int_value(params.get("Columns", 1))
    bits = int_value(params.get("BitsPerComponent", 8))
    if predictor == 1:
        return data
    if len(data) > limits.MAX_SLOW_STREAM or not 0 < colors * columns * bits <= 8 * limits.MAX_SLOW_STREAM:
        raise Refused("too-large", f"a stream of {len(data)} bytes with predictor {predictor}")
    if predictor == 2:
        return bytes(apply_tiff_predictor(colors, columns, bits, data))
    return bytes(apply_png_predictor(predictor, colors, columns, bits, data))
