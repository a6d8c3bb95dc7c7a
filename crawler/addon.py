"""One switch for everything this project adds to Scrapy; settings given by hand still win."""

from __future__ import annotations

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.settings import BaseSettings

from crawler.cookies import PortalCookies
from crawler.middlewares import BlockedPages, Capture, Conditional
from crawler.politeness import Politeness
from crawler.robots import StrictRobots


class Components:
    """Answers pass from 860 down: stored, 304 resolved, refused if blocked, redirected (600), paused, retried (550)."""

    def update_settings(self, settings: BaseSettings) -> None:
        settings.replace_in_component_priority_dict("DOWNLOADER_MIDDLEWARES_BASE", RobotsTxtMiddleware, StrictRobots)
        ours = (Capture, 860), (Conditional, 840), (PortalCookies, 700), (BlockedPages, 605), (Politeness, 555)
        for component, order in ours:
            settings.setdefault_in_component_priority_dict("DOWNLOADER_MIDDLEWARES", component, order)
