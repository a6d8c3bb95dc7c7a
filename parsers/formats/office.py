"""RTF and what is odd (Word before 97, OpenDocument text) -> Document, through LibreOffice.

These are rare, so one converter that knows them all serves better than readers of our own: LibreOffice makes a DOCX
of the file and ``parsers.formats.docx`` reads that. The file is a stranger's: LibreOffice gets a folder and a profile
of its own, which go when it ends, with macros off, links not followed and no way to the network, and an end to its time
and to the size of what it writes. Its whole process group is killed, since ``soffice`` is a script with a child.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from parsers.errors import Refused
from parsers.formats import docx
from parsers.model import Document

RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
OLD_WORD = "application/x-msword-old"
"""Word before 97 outside an OLE package; our own name, for there is none."""
MEDIA_TYPES = (RTF, ODT, OLD_WORD)
"""What nothing else reads; other formats come here when their own reader knows the file for something older."""

TIME_LIMIT = 45.0
"""Seconds; a report takes one to five, most of it LibreOffice's own start. Less than the minute a worker process has
for a file (archive.reading), so that LibreOffice is ended here, with all its children."""
MAX_OUTPUT = 64 << 20
"""Bytes LibreOffice may write to one file: a report's DOCX has some 30 KB, one full of pictures some MB."""
PROGRAMS = ("soffice", "libreoffice")
INSTALL = "install LibreOffice (Debian: apt-get install libreoffice-writer-nogui)"

_SUFFIXES = {RTF: "rtf", ODT: "odt", docx.MEDIA_TYPE: "docx"}
# The profile it starts with: nothing active runs, nothing linked is fetched, and what would be goes to a proxy that
# is not there (port 9 is "discard"). Without the proxy LibreOffice asks for
# linked pictures, whatever it is told of links.
_SETTINGS = {
    "Common/Security/Scripting": {"DisableMacrosExecution": "true", "MacroSecurityLevel": "3"},
    "Common/Misc": {"FirstRun": "false", "CollectUsageInformation": "false"},
    "Writer/Content/Update": {"Link": "0", "Field": "false"},
    "Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetFTPProxyName": "127.0.0.1",
        "ooInetFTPProxyPort": "9",
        "ooInetNoProxy": "",
    },
}
# ulimit counts blocks of 512 bytes; the shell gives way to LibreOffice itself.
_LIMITED = 'ulimit -c 0; ulimit -t 120; ulimit -f "$1"; shift; exec "$@"'


def read_office(body: bytes, media_type: str) -> Document:
    """Blocks of the file's DOCX; ``media_type`` stays its own.

    Raises Refused: needs-converter (LibreOffice is not installed), too-slow, unsupported (LibreOffice makes no text
    document of it), and what the DOCX reader raises.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Refused("needs-converter", f"reading {media_type} needs LibreOffice: {INSTALL}")
    with tempfile.TemporaryDirectory(prefix="nianbao-office-") as folder:
        converted = _convert(program, Path(folder), body, _SUFFIXES.get(media_type, "doc"))
    return replace(docx.read_docx(converted), media_type=media_type)


def _convert(program: str, folder: Path, body: bytes, suffix: str) -> bytes:
    source, output = folder / f"source.{suffix}", folder / "out" / "source.docx"
    source.write_bytes(body)
    _write_profile(folder / "profile")
    printed = _run(
        folder,
        program,
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(output.parent),
        str(source),
    )
    if not output.is_file():
        said = re.sub(r"\s+", " ", printed.decode("utf-8", "replace").replace(str(folder), "")).strip()
        raise Refused("unsupported", f"LibreOffice makes no text document of it: {said[-200:] or 'it says nothing'}")
    if output.stat().st_size >= MAX_OUTPUT:
        raise Refused("too-large", f"LibreOffice makes more than {MAX_OUTPUT} bytes of it")
    return output.read_bytes()


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{"" if path.startswith("Inet") else "Office."}{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", "utf-8")


def _run(folder: Path, *command: str) -> bytes:
    """What the command prints, when all that hold its output have ended; its process group is killed if they do not."""
    process = subprocess.Popen(
        ["/bin/sh", "-c", _LIMITED, "sh", str(MAX_OUTPUT // 512), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LC_ALL": "C.UTF-8",
        },
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=TIME_LIMIT)[0]
    except subprocess.TimeoutExpired as error:
        raise Refused("too-slow", f"LibreOffice did not end within {TIME_LIMIT:.0f} seconds") from error
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
