"""Walking one column page by page, and knowing when it is over. No loop bound that a page states is trusted."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.items import Link
from crawler.systems.contract import Listing, PageRequest

MOST_PAGES = 400
MOST_DEPTH = 3


@dataclass
class Walk:
    """One column: what its pages listed so far, and how else the page just asked for might be asked for."""

    url: str
    seen: set[str] = field(default_factory=set)
    pages: int = 0
    rows: int = 0
    stated_rows: int | None = None
    stated_pages: int | None = None
    trouble: str = ""
    spare: list[PageRequest] = field(default_factory=list)

    def take(self, listing: Listing) -> list[Link]:
        """Count a page in; return what it lists that no page of this column before it did."""
        self.trouble = listing.trouble
        new = [link for link in listing.links if link.url not in self.seen]
        if self.pages and not new:
            return []
        self.seen.update(link.url for link in new)
        self.pages += 1
        self.rows += listing.rows
        self.stated_rows = listing.stated_rows if listing.stated_rows is not None else self.stated_rows
        self.stated_pages = listing.stated_pages if listing.stated_pages is not None else self.stated_pages
        self.spare = list(listing.next)
        return new

    def another_way(self) -> PageRequest | None:
        """The next page, or after it failed the next way to ask for it; None when the column is over."""
        return self.spare.pop(0) if self.spare and self.pages < MOST_PAGES else None

    def complaints(self) -> list[str]:
        """Why this walk, now over, did not read all of its column."""
        found = []
        if self.stated_rows is not None and self.rows < self.stated_rows:
            found.append(f"{self.url}: the listing says {self.stated_rows} rows and stopped after {self.rows}")
        if self.stated_pages is not None and self.pages < self.stated_pages:
            found.append(f"{self.url}: the listing says {self.stated_pages} pages and stopped after {self.pages}")
        if self.spare and self.pages >= MOST_PAGES:
            found.append(f"{self.url}: more pages than {MOST_PAGES}")
        if self.trouble:
            found.append(f"{self.url}: {self.trouble}")
        return found
