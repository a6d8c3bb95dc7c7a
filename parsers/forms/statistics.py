"""The 政府信息公开情况统计表 that reports of 2014 to 2018 carry (form ``2008``): keys ``statistics.<row>``.

The State Council office prescribed it in 2014 (国办发〔2014〕32号). **These rows are from memory**: their wording and
order have not been held against the notice itself, and provinces added rows of their own. A row that is worded
differently belongs into ``aliases``; a row that is missing here shows as the problem ``unknown-label``. Nothing else
needs to change.
"""

from __future__ import annotations

from dataclasses import dataclass

RECONSIDERATION, LITIGATION = "行政复议数量", "行政诉讼数量"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A data row with its unit. ``group`` is the row it stands under, where the wording alone does not tell it."""

    key: str
    label: str
    unit: str
    english: str
    group: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def amount(self) -> bool:
        """Money, which need not be a whole number."""
        return self.unit == "万元"


STATISTICS_FORM = "2008"
HEADINGS = (
    "一、主动公开情况",
    "（二）通过不同渠道和方式公开政府信息的情况",
    "二、回应解读情况",
    "（二）通过不同渠道和方式回应解读的情况",
    "三、依申请公开情况",
    "八、机构建设和保障经费情况",
    "九、政府信息公开会议和培训情况",
)
"""Rows that have no number of their own."""

STATISTICS = (
    Indicator("disclosed", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "items published"),
    Indicator("disclosed_normative", "其中：主动公开规范性文件数", "条", "of these normative documents"),
    Indicator("normative_issued", "制发规范性文件总数", "件", "normative documents issued"),
    Indicator("via_gazette", "1.政府公报公开政府信息数", "条", "published in the gazette"),
    Indicator("via_website", "2.政府网站公开政府信息数", "条", "published on the website"),
    Indicator("via_weibo", "3.政务微博公开政府信息数", "条", "published on Weibo"),
    Indicator("via_wechat", "4.政务微信公开政府信息数", "条", "published on WeChat"),
    Indicator("via_other", "5.其他方式公开政府信息数", "条", "published otherwise"),
    Indicator(
        "responses",
        "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）",
        "次",
        "public concerns answered",
    ),
    Indicator("press_conferences", "1.参加或举办新闻发布会总次数", "次", "press conferences"),
    Indicator(
        "press_conferences_by_head", "其中：主要负责同志参加新闻发布会次数", "次", "press conferences with the head"
    ),
    Indicator("interviews", "2.政府网站在线访谈次数", "次", "online interviews"),
    Indicator(
        "interviews_by_head", "其中：主要负责同志参加政府网站在线访谈次数", "次", "online interviews with the head"
    ),
    Indicator("interpretations", "3.政策解读稿件发布数", "篇", "policy explanations published"),
    Indicator("responses_on_weibo", "4.微博微信回应事件数", "次", "answered on Weibo or WeChat"),
    Indicator("responses_otherwise", "5.其他方式回应事件数", "次", "answered otherwise"),
    Indicator("received", "（一）收到申请数", "件", "requests received"),
    Indicator("received_in_person", "1.当面申请数", "件", "received in person"),
    Indicator("received_by_fax", "2.传真申请数", "件", "received by fax"),
    Indicator("received_online", "3.网络申请数", "件", "received online"),
    Indicator("received_by_letter", "4.信函申请数", "件", "received by letter"),
    Indicator("concluded", "（二）申请办结数", "件", "requests concluded"),
    Indicator("concluded_in_time", "1.按时办结数", "件", "concluded in time"),
    Indicator("concluded_extended", "2.延期办结数", "件", "concluded after an extension"),
    Indicator("answered", "（三）申请答复数", "件", "requests answered"),
    Indicator("answered_already_public", "1.属于已主动公开范围数", "件", "already public"),
    Indicator("answered_granted", "2.同意公开答复数", "件", "granted"),
    Indicator("answered_partly_granted", "3.同意部分公开答复数", "件", "partly granted"),
    Indicator("answered_denied", "4.不同意公开答复数", "件", "denied"),
    Indicator("denied_state_secret", "其中：涉及国家秘密", "件", "denied: state secret"),
    Indicator("denied_trade_secret", "涉及商业秘密", "件", "denied: trade secret"),
    Indicator("denied_privacy", "涉及个人隐私", "件", "denied: privacy"),
    Indicator(
        "denied_security", "危及国家安全、公共安全、经济安全和社会稳定", "件", "denied: endangers security or stability"
    ),
    Indicator("denied_no_information", "不是《条例》所指政府信息", "件", "denied: no government information"),
    Indicator("denied_by_law", "法律法规规定的其他情形", "件", "denied: other cases of law"),
    Indicator("answered_not_responsible", "5.不属于本行政机关公开数", "件", "another organ's information"),
    Indicator("answered_not_existing", "6.申请信息不存在数", "件", "information does not exist"),
    Indicator("answered_to_correct", "7.告知作出更改补充数", "件", "asked to change or complete"),
    Indicator("answered_other_way", "8.告知通过其他途径办理数", "件", "referred elsewhere"),
    Indicator("reconsideration", "四、行政复议数量", "件", "administrative reconsiderations"),
    Indicator("reconsideration_upheld", "（一）维持具体行政行为数", "件", "upheld", RECONSIDERATION),
    Indicator("reconsideration_corrected", "（二）被依法纠错数", "件", "corrected", RECONSIDERATION),
    Indicator("reconsideration_other", "（三）其他情形数", "件", "other", RECONSIDERATION),
    Indicator("litigation", "五、行政诉讼数量", "件", "lawsuits"),
    Indicator(
        "litigation_upheld",
        "（一）维持具体行政行为或者驳回原告诉讼请求数",
        "件",
        "upheld or claim rejected",
        LITIGATION,
    ),
    Indicator("litigation_corrected", "（二）被依法纠错数", "件", "corrected", LITIGATION),
    Indicator("litigation_other", "（三）其他情形数", "件", "other", LITIGATION),
    Indicator("complaints", "六、举报投诉数量", "件", "complaints"),
    Indicator("fees", "七、依申请公开信息收取的费用", "万元", "fees charged for requests"),
    Indicator("offices", "（一）政府信息公开工作专门机构数", "个", "offices for disclosure"),
    Indicator("reading_points", "（二）设置政府信息公开查阅点数", "个", "reading points"),
    Indicator("staff", "（三）从事政府信息公开工作人员数", "人", "staff"),
    Indicator("staff_full_time", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "full-time staff"),
    Indicator("staff_part_time", "2.兼职人员数", "人", "part-time staff"),
    Indicator(
        "budget",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        "budget for disclosure",
    ),
    Indicator("meetings", "（一）召开政府信息公开工作会议或专题会议数", "次", "meetings"),
    Indicator("trainings", "（二）举办各类培训班数", "次", "training courses"),
    Indicator("trained", "（三）接受培训人员数", "人次", "people trained"),
)
STATISTICS_KEYS = tuple(f"statistics.{row.key}" for row in STATISTICS)
