"""A portal's night -> a verdict with reasons. The run judges itself: an empty column is not success."""

from __future__ import annotations

from crawler.items import Health, PortalRun
from crawler.registry import Portal
from crawler.session import Account

# The first that applies is the verdict; the reasons name them all.
_ORDER: tuple[Health, ...] = ("stopped", "blocked", "robots", "budget", "down", "layout", "empty", "fewer", "stale")
_SHARE = 0.9  # of the best of the last 30 complete walks
_MOST_REASONS = 12


def judge(portal: Portal, account: Account, best: int, expected: int | None = None) -> tuple[Health, tuple[str, ...]]:
    """(verdict, reasons); ``best`` is the most links that one of the last complete walks listed, ``expected`` the year
    whose report should be there by now (None: nobody asks)."""
    troubles = [*account.troubles, *_expectations(portal, account, best), *_years(portal, account, expected)]
    if not troubles and not account.complete:
        troubles.append(("layout", "the walk was not finished"))
    found = {health for health, _ in troubles}
    verdict: Health = next((health for health in _ORDER if health in found), "ok")
    reasons = [f"{health}: {reason}" for health, reason in troubles] + [f"note: {note}" for note in account.notes]
    if len(reasons) > _MOST_REASONS:
        reasons[_MOST_REASONS:] = [f"and {len(reasons) - _MOST_REASONS} more"]
    return verdict, tuple(reasons)


def _expectations(portal: Portal, account: Account, best: int) -> list[tuple[Health, str]]:
    if not account.complete:
        return []
    listed = len(account.listed)
    if not account.links:
        return [("layout", "the column answered and lists nothing at all")]
    if not listed:
        return [("empty", f"{account.links} links, none of them a report by its title")]
    if listed < portal.min_reports:
        return [("fewer", f"{listed} reports listed, at least {portal.min_reports} are expected")]
    if listed < _SHARE * best:
        return [("fewer", f"{listed} reports listed, {best} in the best of the last walks")]
    return []


def _years(portal: Portal, account: Account, expected: int | None) -> list[tuple[Health, str]]:
    """Years that should be there and are not; no verdict where neither titles nor days tell a year."""
    if not account.complete or not account.years:
        return []
    oldest, newest = min(account.years), max(account.years)
    found: list[tuple[Health, str]] = []
    if portal.first_year is not None and oldest > portal.first_year:
        found.append(("fewer", f"the oldest report listed is of {oldest}; one of {portal.first_year} was there before"))
    if portal.last_year is None and expected is not None and newest < expected:
        found.append(("stale", f"the newest report listed is of {newest}; that of {expected} is due"))
    return found


def portal_run(run: str, portal: Portal, account: Account, best: int, expected: int | None = None) -> PortalRun:
    """The row of one portal's night."""
    health, reasons = judge(portal, account, best, expected)
    return PortalRun(
        run=run,
        portal=portal.id,
        requests=account.requests,
        ok=account.ok,
        unchanged=account.unchanged,
        failed=account.failed,
        blocked=account.blocked,
        bytes=account.bytes,
        listed=len(account.listed),
        new_files=account.new_files,
        complete=account.complete,
        health=health,
        reasons=reasons,
    )
