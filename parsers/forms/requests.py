"""Table three, 收到和处理政府信息公开申请情况: keys ``requests.<row>.<applicant>``.

23 data rows in the 2019 form, 25 in the 2021 form: only （六）其他处理 differs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Applicant:
    """A column. ``label`` is the form's wording, ``aliases`` other wordings seen in published reports."""

    key: str
    label: str
    english: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A data row. ``group`` is the wording of the cell that spans it and its neighbours, empty where there is none.

    ``aliases`` are other wordings seen in published reports.
    """

    key: str
    label: str
    english: str
    group: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestForm:
    key: str
    rows: tuple[Row, ...]

    def figure_keys(self) -> tuple[str, ...]:
        """The 161 or 175 keys in reading order."""
        return tuple(f"requests.{row.key}.{applicant.key}" for row in self.rows for applicant in APPLICANTS)


APPLICANTS = (
    Applicant("natural_person", "自然人", "natural persons"),
    Applicant("business", "商业企业", "businesses"),
    Applicant("research", "科研机构", "research institutions"),
    Applicant("social_organisation", "社会公益组织", "social organisations", ("社会组织",)),
    Applicant("legal_service", "法律服务机构", "legal services"),
    Applicant("other_organisation", "其他", "other organisations"),
    Applicant("total", "总计", "total", ("合计",)),
)

RESULTS_GROUP = "三、本年度办理结果"
DENIED = "（三）不予公开"
UNAVAILABLE = "（四）无法提供"
DISMISSED = "（五）不予处理"
OTHER = "（六）其他处理"

_HEAD = (
    Row("received", "一、本年新收政府信息公开申请数量", "received this year"),
    Row(
        "carried_in",
        "二、上年结转政府信息公开申请数量",
        "carried over from last year",
        aliases=("上年转结政府信息公开申请数量",),
    ),
    Row("granted", "（一）予以公开", "granted"),
    Row(
        "partly_granted",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "partly granted",
        aliases=("（二）部分公开",),
    ),
    Row("denied_state_secret", "1.属于国家秘密", "denied: state secret", DENIED),
    Row("denied_forbidden_by_law", "2.其他法律行政法规禁止公开", "denied: forbidden by law", DENIED),
    Row("denied_public_security", "3.危及“三安全一稳定”", "denied: endangers security or stability", DENIED),
    Row("denied_third_party", "4.保护第三方合法权益", "denied: rights of a third party", DENIED),
    Row("denied_internal_affairs", "5.属于三类内部事务信息", "denied: internal affairs", DENIED),
    Row("denied_deliberative", "6.属于四类过程性信息", "denied: deliberative process", DENIED),
    Row("denied_enforcement_file", "7.属于行政执法案卷", "denied: enforcement file", DENIED),
    Row("denied_administrative_query", "8.属于行政查询事项", "denied: administrative query", DENIED),
    Row("unavailable_not_held", "1.本机关不掌握相关政府信息", "unavailable: not held", UNAVAILABLE),
    Row(
        "unavailable_not_compiled", "2.没有现成信息需要另行制作", "unavailable: would have to be compiled", UNAVAILABLE
    ),
    Row("unavailable_unclear", "3.补正后申请内容仍不明确", "unavailable: unclear after correction", UNAVAILABLE),
    Row("dismissed_petition", "1.信访举报投诉类申请", "dismissed: petition or complaint", DISMISSED),
    Row("dismissed_repeat", "2.重复申请", "dismissed: repeat request", DISMISSED),
    Row("dismissed_publication", "3.要求提供公开出版物", "dismissed: asks for a publication", DISMISSED),
    Row("dismissed_excessive", "4.无正当理由大量反复申请", "dismissed: excessive without reason", DISMISSED),
    Row(
        "dismissed_confirmation",
        "5.要求行政机关确认或重新出具已获取信息",
        "dismissed: asks to confirm or reissue",
        DISMISSED,
    ),
)
_OTHER_2019 = (Row("other", "（六）其他处理", "handled otherwise"),)
_OTHER_2021 = (
    Row(
        "other_not_corrected",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "otherwise: not corrected in time",
        OTHER,
    ),
    Row(
        "other_fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "otherwise: fee not paid in time",
        OTHER,
    ),
    Row("other_rest", "3.其他", "otherwise: other", OTHER),
)
_TAIL = (
    Row("concluded", "（七）总计", "concluded, all outcomes", aliases=("（七）合计",)),
    Row("carried_out", "四、结转下年度继续办理", "carried over to next year"),
)

REQUESTS_2019 = RequestForm("2019", _HEAD + _OTHER_2019 + _TAIL)
REQUESTS_2021 = RequestForm("2021", _HEAD + _OTHER_2021 + _TAIL)
