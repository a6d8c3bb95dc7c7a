"""The registry: one row a portal, one TOML file a province (``crawler/portals/<GB/T 2260 prefix>.toml``).

A row says where a portal's annual-report column is and which CMS family it runs; adding a portal needs no code. A
folder of such files is a registry; the loopback replicas are reached by the same rows in another folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path

from crawler.urls import canonical, host_of

DEFAULT_FOLDER = Path(__file__).with_name("portals")
# The CMS families a row may name. One whose module is not in crawler.systems yet costs its portal a night, not the run.
SYSTEMS = (
    *("trs", "hanweb", "annualreport", "jpaas", "gkmlpt", "nfcms", "boda", "webplus", "ucap", "lonsun", "jiangxi"),
    *("shaanxi", "openness", "hebei", "empire", "aspnet", "generic"),
)
KINDS = ("column", "discover")
LEAST_DELAY = 1.0
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"\d{6}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_IMPLICIT = re.compile(r"(?:[a-z0-9-]+\.)+gov\.cn")
_FAMILY_OF_HOSTS = re.compile(r"\*\.(?:[a-z0-9-]+\.)+gov\.cn")
_FIRST_REPORTS = 2008  # the year whose reports were the first: the regulation came into force in May 2008


class RegistryError(ValueError):
    """A row that cannot be used: which file, which row, which field, and what is wrong with it."""

    def __init__(self, path: Path, row: str, field_name: str, what: str) -> None:
        super().__init__(f"{path}: {row}: {field_name}: {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One row. ``hosts`` are the hosts a crawl of it may ask, with ports where they are not the default.

    ``place`` is the GB/T 2260 code of the area the portal belongs to. ``kind`` is ``column``, or ``discover`` where the
    annual-report column is not known yet: such a row has no ``list_url``, is never crawled, and is listed for
    ``nianbao portals discover``, which begins at ``hub_url`` (else ``home_url``). ``slot`` is the politeness slot:
    portals that share a platform share it (default: the portal's own host); a host may be written ``*.nx.gov.cn`` to
    put all below it there. ``delay`` is in seconds. ``last_year`` closes a column: no later report is expected in it.
    ``tls`` is ``legacy`` for a server that knows nothing newer than TLS 1.0 or 1.1, ``cookies`` lets a host that asks
    for its own cookies have them back. ``source`` says how we know the row, ``checked`` the day a person of ours
    looked at the column (empty: never). ``year_url`` is the address of one year's page, with ``{year}`` in it,
    where the family has one and the column does not link to it; the years asked for begin with ``first_year``, else
    with 2008.
    """

    id: str
    name: str
    place: str
    kind: str = "column"
    system: str
    list_url: str = ""
    hub_url: str = ""
    home_url: str = ""
    hosts: tuple[str, ...] = ()
    year_url: str = ""
    slot: str = ""
    delay: float | None = None
    tls: str = ""
    cookies: bool = False
    min_reports: int = 1
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""
    checked: str = ""
    note: str = ""


@dataclass(frozen=True)
class Registry:
    """All rows of a folder. ``places`` names areas that GB/T 2260 does not know (the replicas' invented ones)."""

    portals: tuple[Portal, ...]
    places: Mapping[str, str] = field(default_factory=dict)

    def portal(self, portal_id: str) -> Portal:
        """The row with this id; KeyError if there is none."""
        for portal in self.portals:
            if portal.id == portal_id:
                return portal
        raise KeyError(portal_id)

    @property
    def columns(self) -> tuple[Portal, ...]:
        """The rows whose column is known: what a crawl walks."""
        return tuple(portal for portal in self.portals if portal.kind == "column")

    @cached_property
    def approved_hosts(self) -> dict[str, str]:
        """Every host some row names -> its politeness slot."""
        return {host: slot_of(row) for row in self.portals for host in hosts_of(row)}

    def slot(self, host: str) -> str:
        """The politeness slot of a host: that of the row which names it, or all hosts above it; else its own.

        >>> row = Portal(id="nx", name="n", place="640000", system="trs", hosts=("*.nx.gov.cn",), slot="ningxia")
        >>> [Registry((row,)).slot(host) for host in ("czt.nx.gov.cn", "www.gov.cn")]
        ['ningxia', 'www.gov.cn']
        """
        above = [host.split(".", cut)[-1] for cut in range(1, host.count(".") + 1)]
        names = (host, *(f"*.{name}" for name in above))
        return next((self.approved_hosts[name] for name in names if name in self.approved_hosts), host)

    def allows(self, url: str) -> bool:
        """Whether a crawl may ask ``url``: a gov.cn host on its default port, or one a row names.

        Everything else is refused: the web is full of copies of government pages on other people's hosts.
        """
        host = host_of(url)
        return host in self.approved_hosts or _IMPLICIT.fullmatch(host) is not None


def slot_of(portal: Portal) -> str:
    """The politeness slot of a row."""
    return portal.slot or host_of(where(portal))


def where(portal: Portal) -> str:
    """The address nearest to the annual reports that the row knows."""
    return portal.list_url or portal.hub_url or portal.home_url


def hosts_of(portal: Portal) -> tuple[str, ...]:
    """Every host the row names, in its addresses and by hand."""
    own = [host for url in (portal.list_url, portal.hub_url, portal.home_url) if (host := host_of(url))]
    return tuple(dict.fromkeys((*own, *portal.hosts)))


def on_loopback(url: str) -> bool:
    """Whether ``url`` leads to this very machine."""
    name = host_of(url).rsplit(":", 1)[0]
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def load(folder: Path = DEFAULT_FOLDER) -> Registry:
    """Read and check every row of ``folder``; RegistryError names file, row and field of the first that is wrong."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise RegistryError(folder, "folder", "*.toml", "no file there; name a folder of portal rows with --portals")
    portals: dict[str, Portal] = {}
    places: dict[str, str] = {}
    for path in paths:
        data = _read(path)
        for portal in _rows(path, data):
            if portal.id in portals:
                raise RegistryError(path, f"[[portal]] {portal.id}", "id", "another row has the same id")
            portals[portal.id] = portal
        places.update(_places(path, data))
    return Registry(tuple(portals.values()), places)


def _read(path: Path) -> dict[str, object]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegistryError(path, "file", "TOML", str(error)) from error
    for name in data.keys() - {"portal", "place"}:
        raise RegistryError(path, "file", name, "only [[portal]] and [[place]] are known")
    return data


def _tables(path: Path, data: Mapping[str, object], name: str) -> Iterable[tuple[str, dict[str, object]]]:
    """The rows of ``[[name]]`` with what to call each in a message."""
    tables = data.get(name, [])
    if not isinstance(tables, list):
        raise RegistryError(path, "file", name, f"write [[{name}]], one for each row")
    for number, table in enumerate(tables, 1):
        if not isinstance(table, dict):
            raise RegistryError(path, f"[[{name}]] number {number}", "row", "write it as a table of fields")
        yield f"[[{name}]] {table.get('id', '') or table.get('code', '') or f'number {number}'}", table


def _rows(path: Path, data: Mapping[str, object]) -> Iterable[Portal]:
    for row, table in _tables(path, data, "portal"):
        _check_types(path, row, table)
        values = {**table, "hosts": tuple(str(host) for host in _list(table.get("hosts", [])))}
        portal = Portal(**values)  # type: ignore[arg-type]
        for name, what in _complaints(portal):
            raise RegistryError(path, row, name, what)
        yield portal


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


_TYPES: dict[str, tuple[type, ...]] = {
    "hosts": (list,),
    "delay": (int, float),
    "min_reports": (int,),
    "cookies": (bool,),
    "first_year": (int,),
    "last_year": (int,),
}


def _check_types(path: Path, row: str, table: Mapping[str, object]) -> None:
    known = {column.name: column.default is MISSING for column in fields(Portal)}
    for name in table.keys() - known.keys():
        raise RegistryError(path, row, name, "no such field; known are " + ", ".join(known))
    for name, required in known.items():
        if required and name not in table:
            raise RegistryError(path, row, name, "is missing")
        value = table.get(name, "")
        types = _TYPES.get(name, (str,))
        if name in table and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types)):
            raise RegistryError(path, row, name, f"{value!r} is of the wrong type")


def _complaints(portal: Portal) -> Iterable[tuple[str, str]]:
    """(field, what is wrong with it)."""
    if not _ID.fullmatch(portal.id):
        yield "id", f"{portal.id!r}: small letters, digits and single hyphens only"
    if not portal.name.strip():
        yield "name", "is empty"
    if not _PLACE.fullmatch(portal.place):
        yield "place", f"{portal.place!r} is no six-digit division code (GB/T 2260)"
    for name, words in (("system", SYSTEMS), ("kind", KINDS), ("tls", ("", "legacy"))):
        if getattr(portal, name) not in words:
            yield name, f"{getattr(portal, name)!r} is not one of {', '.join(filter(None, words))}"
    yield from _wrong_addresses(portal)
    yield from _wrong_numbers(portal)
    if portal.checked and not _DATE.fullmatch(portal.checked):
        yield "checked", f"{portal.checked!r}: a day as YYYY-MM-DD, or empty when nobody of us has looked"


def _wrong_addresses(portal: Portal) -> Iterable[tuple[str, str]]:
    for host in portal.hosts:
        if host_of(f"http://{host}/") != host or ("*" in host and not _FAMILY_OF_HOSTS.fullmatch(host)):
            yield "hosts", f"{host!r}: write the bare host, small letters, with a port only where it is not the default"
    for name in ("list_url", "hub_url", "home_url"):
        url = getattr(portal, name)
        if url and not host_of(url):
            yield name, f"{url!r} is no http(s) address"
        if url and not _hand_approved(portal, url):
            yield "hosts", f"{host_of(url)!r} is no gov.cn host: a person must approve it by naming it in hosts"
    if portal.kind == "column" and not portal.list_url:
        yield "list_url", 'is missing; where the column is not known yet write kind = "discover"'
    if portal.kind == "discover" and portal.list_url:
        yield "list_url", 'a row of kind "discover" has none; give hub_url or home_url'
    if portal.kind == "discover" and not where(portal):
        yield "home_url", 'is missing: a row of kind "discover" begins there, or at hub_url'
    if portal.list_url and portal.list_url != canonical(portal.list_url):
        yield "list_url", f"write {canonical(portal.list_url)!r}"
    if portal.year_url and (host_of(portal.year_url) != host_of(portal.list_url) or "{year}" not in portal.year_url):
        yield "year_url", f"{portal.year_url!r}: an address on the host of list_url with {{year}} in it"


def _hand_approved(portal: Portal, url: str) -> bool:
    host = host_of(url)
    return _IMPLICIT.fullmatch(host) is not None or host in portal.hosts


def _wrong_numbers(portal: Portal) -> Iterable[tuple[str, str]]:
    if portal.delay is not None and portal.delay < LEAST_DELAY and not on_loopback(where(portal)):
        yield "delay", f"{portal.delay} s: at least {LEAST_DELAY} s between requests"
    if portal.delay is not None and portal.delay <= 0:
        yield "delay", "must be above 0"
    if portal.min_reports < 0:
        yield "min_reports", "must not be negative"
    for name in ("first_year", "last_year"):
        year = getattr(portal, name)
        if year is not None and not _FIRST_REPORTS <= year < 2100:
            yield name, f"{year}: the year a report covers, {_FIRST_REPORTS} or later"


def _places(path: Path, data: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    for row, table in _tables(path, data, "place"):
        code, name = str(table.get("code", "")), str(table.get("name", ""))
        if not _PLACE.fullmatch(code):
            raise RegistryError(path, row, "code", f"{code!r} is no six-digit code")
        if not name:
            raise RegistryError(path, row, "name", "is missing")
        yield code, name
