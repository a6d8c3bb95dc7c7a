// jpage
var totalRecord = 61;
var dataStore = [
"<li><a href=\"/art/2020/1/13/art_29411_120906.html\" title=\"示例县2019年政府信息公开工作年度报告\">示例县2019年…<\/a><span>2020-01-13<\/span><\/li>",
'<li><a href="/art/2019/1/28/art_29411_110077.html" title="\u793a\u4f8b\u53bf2018年政府信息公开工作年度报告">示例县2018年</a>\n<span>[2019-01-28]</span></li>',
"示例县政府信息公开"
];
