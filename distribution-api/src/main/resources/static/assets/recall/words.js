/** The words of a recall. */
export const RECALL = {
  zh: {
    "recall.title": "召回", "tab.recall": "召回情况", "sum.unaccounted": "去向未明", "underway": "拣选与运输途中", "underway.order": "订单 {id}", "underway.shipment": "运单 {id}",
    "none.consignees": "没有单位收到过", "none.consignees.what": "召回货物一经装车或签收，收货单位就列在这里。", "none.underway": "没有拣选或在途的货物", "none.underway.what": "为订单拣出或装车在途的召回货物列在这里，请追回。", "none.locations": "库内没有", "none.locations.what": "存放在库内的召回货物按货位列在这里。",
    "col.where": "所在", "col.action": "处理", "fact.explanation": "未明去向的说明", "fact.release": "放行理由", "overdue": "逾期未反馈",
    "close.do": "结束召回", "close.title": "结束召回 {id}", "close.all": "全部货物去向明确，可以结束。货物继续停止流通。", "close.open": "这些货物去向未明，结束召回须说明情况。", "close.why": "说明", "close.done": "召回已结束",
    "withdraw.do": "撤销召回", "withdraw.title": "撤销误启动的召回 {id}", "withdraw.what": "撤销后货物恢复流通。只用于误启动的召回。", "withdraw.why": "为什么是误启动", "withdraw.done": "召回已撤销",
    "release.do": "放行在库货物", "release.title": "放行召回 {id} 的在库货物", "release.what": "经检验合格的在库货物恢复流通；不合格的请做库存调整（销毁或退供应商）。", "release.why": "合格依据", "release.done": "货物已放行",
    "heard.do": "登记反馈", "heard.title": "登记 {who} 的反馈", "heard.known": "查到多少件", "heard.used": "已使用（件）", "heard.destroyed": "已销毁（件）", "heard.returned": "已退回（件）", "heard.send": "登记", "heard.sent": "反馈已登记",
  },
  en: {
    "recall.title": "Recall", "tab.recall": "The recall", "sum.unaccounted": "Not accounted for", "underway": "Being picked, and on the road", "underway.order": "Order {id}", "underway.shipment": "Shipment {id}",
    "none.consignees": "Nobody got any", "none.consignees.what": "Consignees are listed here as soon as recalled goods are on a vehicle to them, or signed for.", "none.underway": "Nothing is picked or on the road", "none.underway.what": "Recalled goods that are picked for orders or on vehicles are listed here, to be called back.", "none.locations": "None in the warehouse", "none.locations.what": "Recalled goods in the warehouse are listed here by location.",
    "col.where": "Where", "col.action": "Action", "fact.explanation": "What is known of the rest", "fact.release": "Found good by", "overdue": "overdue",
    "close.do": "Close the recall", "close.title": "Close recall {id}", "close.all": "All goods are accounted for. They stay stopped.", "close.open": "These are not accounted for: please explain.", "close.why": "Explanation", "close.done": "The recall is closed",
    "withdraw.do": "Withdraw it", "withdraw.title": "Withdraw recall {id}, started by mistake", "withdraw.what": "Its goods are free again. Only for a recall that was a mistake.", "withdraw.why": "Why it was a mistake", "withdraw.done": "The recall is withdrawn",
    "release.do": "Release what is here", "release.title": "Release what is here of recall {id}", "release.what": "Goods that were found good are free again; others are adjusted (destroyed or returned to the supplier).", "release.why": "Found good by", "release.done": "The goods are released",
    "heard.do": "Record an answer", "heard.title": "What {who} says", "heard.known": "How many it knows of", "heard.used": "Used (pieces)", "heard.destroyed": "Destroyed (pieces)", "heard.returned": "Sent back (pieces)", "heard.send": "Record", "heard.sent": "The answer is recorded",
  },
};
