"""Scrapy's settings: identity, politeness, order of components. Every value that is not the default says why."""

from __future__ import annotations

import os
from importlib.metadata import version

BOT_NAME = "nianbao"
SPIDER_MODULES = ["crawler.spiders"]
ADDONS = {"crawler.addon.Components": 100}

# Who we are, and where a webmaster can complain. The contact is the operator's, so it comes from outside.
CONTACT = os.environ.get("NIANBAO_CONTACT", "").strip()
# Who stamps the manifests by RFC 3161 (crawler/timestamp.py); nobody where it is empty.
TIMESTAMP_AUTHORITY = os.environ.get("NIANBAO_TSA", "").strip()
USER_AGENT = (
    f"Mozilla/5.0 (compatible; nianbao/{version('nianbao')}; archive of government information disclosure reports"
    + (f"; +{CONTACT})" if CONTACT else ")")
)
ROBOTSTXT_USER_AGENT = "nianbao"
ROBOTSTXT_OBEY = True  # default False; crawler.robots makes it strict
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",  # the default "en" gets the English edition of some portals
    "Accept-Encoding": "gzip, deflate",  # the two that crawler.middlewares.Capture undoes and checks to their end
}
COMPRESSION_ENABLED = False  # Capture does it: Scrapy accepts a gzip stream that is cut

# One request a second and a host, one at a time. With a delay of 0 Scrapy 2.14-2.19 ignores the limit per host
# (measured: 15 in parallel for a limit of 1), so the delay is never 0; tests/test_crawl_scrapy.py pins it.
DOWNLOAD_DELAY = 1.25
DOWNLOAD_DELAY_JITTER = 0.2  # up and down: from 1 s to 1.5 s, never less than the second that we promise
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # we yield none; Scrapy makes this many tasks for every answer (100 cost a third of the CPU)
CONCURRENT_REQUESTS = 64  # many portals at once; must exceed what hosts that hang can hold
AUTOTHROTTLE_ENABLED = True  # only ever slows down: DOWNLOAD_DELAY is its floor
AUTOTHROTTLE_START_DELAY = 1.25
AUTOTHROTTLE_MAX_DELAY = 30.0

SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # in the order of the listing: the newest reports first

DOWNLOAD_TIMEOUT = 60  # the default of 180 s, tried three times, holds a host for 9 minutes
DOWNLOAD_MAXSIZE = 64 * 1024**2  # the default of 1 GiB lets one gzip bomb take 1.9 GB of memory
DOWNLOAD_WARNSIZE = 0
RETRY_TIMES = 3
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the portal's health says so, once
REDIRECT_MAX_TIMES = 8  # default 20
REFERER_ENABLED = True
# The web and nothing else; hosts of LEGACY_TLS_HOSTS (rows with tls = "legacy") are asked with what they can.
DOWNLOAD_HANDLERS = {
    **{"http": "crawler.wire.Handler", "https": "crawler.tls.Handler"},
    **{"ftp": None, "file": None, "data": None, "s3": None},
}
LEGACY_TLS_HOSTS: list[str] = []
# The first cookie makes tldextract ask third parties for the public suffix list; crawler.cookies does it for the rows
# that say cookies = true.
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False  # challenge pages use it; families follow a shell themselves
TELNETCONSOLE_ENABLED = False  # a Python prompt on a port
REMOTE_CONTROL_ENABLED = False  # another one, new in 2.19

# Deliberately absent: JOBDIR (after kill -9 a resumed job says "finished" and has lost most requests), HTTPCACHE (asks
# nothing the second night and misses changed pages), FilesPipeline (stores block pages as downloaded, cut gzip too).

# Ours: when to stop for tonight. A closed budget is a health state, never silence.
BUDGET_REQUESTS = 2000  # a portal
BUDGET_BYTES = 2 * 1024**3
BUDGET_SECONDS = 2 * 3600
BREAKER_FAILURES = 8  # a host, in a row
BREAKER_BLOCKS = 2
BACKOFF_FACTOR = 2.0  # times the host's delay, doubled with each failure in a row
BACKOFF_CAP = 300.0  # who asks for a longer pause is left alone for tonight

LOG_LEVEL = "WARNING"
STATS_DUMP = False
