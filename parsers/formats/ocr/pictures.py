"""Bytes -> the image of each page, one at a time."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
from PIL import Image, ImageOps, UnidentifiedImageError

from parsers.errors import Refused
from parsers.formats.ocr import limits

PDF = "application/pdf"
_RENDER = Path(__file__).with_name("render.py")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a matrix of grey, 0 black to 255 white; ``dpi`` is 0 where nobody knows it."""

    number: int
    grey: numpy.ndarray
    dpi: int


def pictures_of(body: bytes, media_type: str, pages: Collection[int] | None = None) -> Iterator[Picture]:
    """Raises Refused where there are too many or too large pages, or where they cannot be drawn."""
    if media_type == PDF:
        return _rendered(body, sorted(pages or ()))
    return _decoded(body)


def _rendered(body: bytes, pages: list[int]) -> Iterator[Picture]:
    numbers = (
        limits.DOTS_PER_INCH,
        limits.MAX_PAGES,
        limits.MAX_PIXELS,
        limits.RENDER_SECONDS,
        limits.RENDER_BYTES,
        *pages,
    )
    with subprocess.Popen(
        [sys.executable, "-I", str(_RENDER), *map(str, numbers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            try:
                child.stdin.write(body)
                child.stdin.close()
            except BrokenPipeError:
                raise _failure(child) from None
            total = int((child.stdout.readline().split() or [b"", b"-1"])[1])
            if total < 0:
                raise _failure(child)
            if len(pages) > limits.MAX_PAGES or (not pages and total > limits.MAX_PAGES):
                raise Refused("too-large", f"{total} pages to be read as pictures; the limit is {limits.MAX_PAGES}")
            for _ in pages or range(total):
                head = child.stdout.readline().split()
                if len(head) != 4:
                    raise _failure(child)
                number, width, height, dpi = map(int, head)
                grey = child.stdout.read(width * height)
                if len(grey) != width * height:
                    raise _failure(child)
                yield Picture(number, numpy.frombuffer(grey, numpy.uint8).reshape(height, width), dpi)
        finally:
            child.kill()


def _failure(child: subprocess.Popen[bytes]) -> Refused:
    assert child.stderr is not None
    said = child.stderr.read().decode("utf-8", "replace").strip().splitlines()
    status = child.wait()
    if status == -signal.SIGXCPU or status == -signal.SIGKILL:
        return Refused("too-slow", f"its pages could not be drawn within {limits.RENDER_SECONDS} seconds")
    return Refused("damaged", f"its pages cannot be drawn: {said[-1] if said else f'signal {-status}'}"[:300])


def _decoded(body: bytes) -> Iterator[Picture]:
    with warnings.catch_warnings():
        # Pillow's own limit is a warning; ours comes before the pixels are unpacked.
        warnings.simplefilter("ignore")
        try:
            yield from _frames(body)
        except Image.DecompressionBombError as error:
            raise Refused("too-large", str(error)) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
            # What Pillow raises for files that do not hold together.
            raise Refused("damaged", f"the picture cannot be unpacked: {error}"[:300]) from error


def _frames(body: bytes) -> Iterator[Picture]:
    """The pages of a TIFF; other pictures are one page."""
    with Image.open(io.BytesIO(body)) as image:
        frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        if frames > limits.MAX_PAGES:
            raise Refused("too-large", f"{frames} pages; the limit is {limits.MAX_PAGES}")
        for frame in range(frames):
            image.seek(frame)
            if image.width * image.height > limits.MAX_SOURCE_PIXELS:
                raise Refused("too-large", f"a picture of {image.width} x {image.height} pixels")
            if min(image.size) < limits.MIN_SIDE:
                raise Refused("no-text", f"a picture of {image.width} x {image.height} pixels is no page")
            yield Picture(frame + 1, numpy.asarray(_grey(image)), 0)


def _grey(image: Image.Image) -> Image.Image:
    """Turned as its camera says, and on white where it is transparent."""
    turned = ImageOps.exif_transpose(image)
    if "A" in turned.getbands() or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        ground = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(ground, turned)
    return turned.convert("L")
