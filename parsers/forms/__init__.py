"""The official forms as data: every row, column, key, label and unit, each once.

Sources: the blank templates of the State Council office (国办公开办函〔2019〕60号 for the 2019 form,
国办公开办函〔2021〕30号 for the 2021 form). Which form a table follows is decided by its header cells, per table,
never by the year: published reports use the wrong generation for their year and even mix the two.
"""

from parsers.forms.disclosure import DISCLOSURE_2019, DISCLOSURE_2021, DisclosureForm, Item, Measure
from parsers.forms.requests import APPLICANTS, REQUESTS_2019, REQUESTS_2021, Applicant, RequestForm, Row
from parsers.forms.reviews import RESULTS, ROUTES, Result, Route
from parsers.forms.statistics import STATISTICS, STATISTICS_FORM, STATISTICS_KEYS, Indicator

DISCLOSURE_FORMS = {form.key: form for form in (DISCLOSURE_2019, DISCLOSURE_2021)}
REQUEST_FORMS = {form.key: form for form in (REQUESTS_2019, REQUESTS_2021)}
REVIEW_KEYS = tuple(f"reviews.{route.key}.{result.key}" for route in ROUTES for result in RESULTS)

__all__ = [
    "APPLICANTS",
    "DISCLOSURE_2019",
    "DISCLOSURE_2021",
    "DISCLOSURE_FORMS",
    "REQUESTS_2019",
    "REQUESTS_2021",
    "REQUEST_FORMS",
    "RESULTS",
    "REVIEW_KEYS",
    "ROUTES",
    "STATISTICS",
    "STATISTICS_FORM",
    "STATISTICS_KEYS",
    "Applicant",
    "DisclosureForm",
    "Indicator",
    "Item",
    "Measure",
    "RequestForm",
    "Result",
    "Route",
    "Row",
]
