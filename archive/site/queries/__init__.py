"""The canned queries: each has a short stable address, parameters, and a paragraph on what it says and does not say.

One module a group of questions. Names are addresses: they stay.
"""

from archive.site.queries import demand, disputes, outcomes, proactive, publication, sums
from archive.site.queries.query import PARAMETERS, Parameter, Query

GROUPS = {
    ("申请与积压", "Requests and backlog"): demand.QUERIES,
    ("怎样答复", "How they were answered"): outcomes.QUERIES,
    ("复议与诉讼", "Disputes"): disputes.QUERIES,
    ("对不上的数字", "What does not add up"): sums.QUERIES,
    ("发布、缺少与改动", "Published, missing, altered"): publication.QUERIES,
    ("主动公开", "Table two"): proactive.QUERIES,
}
QUERIES: tuple[Query, ...] = tuple(query for group in GROUPS.values() for query in group)
# Five to start from, for the home page.
STORIES = (outcomes.REFUSALS, sums.BROKEN_SUMS, sums.CARRY_OVER, publication.CHANGED, publication.MISSING)

__all__ = ["GROUPS", "PARAMETERS", "QUERIES", "STORIES", "Parameter", "Query"]
