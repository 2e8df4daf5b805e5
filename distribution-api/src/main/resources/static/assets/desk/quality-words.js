/** The words of what quality staff decide. */
export const QUALITY = {
  zh: {
    "tab.inspect": "待验收", "tab.approve": "待审批", "tab.work": "待办事项", "rows.more": "（还有更多）", "col.supplier": "供应商", "col.action": "操作", "col.kind": "类别", "col.by": "提交人", "col.what": "内容",
    "none.inspect": "没有待验收的货物", "none.inspect.what": "收货后的预到货通知会列在这里。", "none.approve": "没有待审批的调整", "none.approve.what": "超过权限的报损、报失等会列在这里。", "none.work": "没有待办事项", "none.work.what": "被拒绝、读不清或来晚的扫描会列在这里。",
    "none.toInspect": "此通知没有待验收的货物", "none.toInspect.what": "已收到的都已有结论。",
    "inspect.open": "查看", "inspect.title": "通知 {id} 的待验收货物", "inspect.waiting": "待验", "inspect.go": "下结论", "inspect.one": "验收 {lot}", "inspect.conclusion": "结论", "inspect.location": "货位（多处存放时填写）", "inspect.serials": "序列号（空格分隔，按件管理时填写）", "inspect.reason": "原因（不合格时填写）", "inspect.conclude": "登记结论", "inspect.done": "已登记：{count} 件{conclusion}。",
    "approve.title": "批准调整", "approve.yes": "批准", "approve.no": "不批准", "approve.done": "已批准，库存已调整。", "approve.refused": "已记录为不批准。",
    "adjust.DAMAGED": "报损", "adjust.LOST": "报失", "adjust.FOUND": "找到", "adjust.DESTROYED": "销毁", "adjust.RETURNED_TO_SUPPLIER": "退供应商", "adjust.RELABELLED": "更换标签",
    "work.REFUSED": "被拒绝", "work.AMBIGUOUS": "读法不明", "work.CONTRADICTING": "信息矛盾", "work.UNREADABLE": "读不出", "work.LATE": "来晚", "work.SHORT": "短少", "work.EXTRA": "多出", "work.PUT_BACK": "待放回", "work.BROKEN_PROMISE": "分配落空",
    "work.resolve": "办结", "work.how": "如何处理的", "work.note": "说明（驳回时必填）", "work.done": "已办结。", "work.how.DONE": "已办理", "work.how.CORRECTED": "已更正单据或档案", "work.how.RELABELLED": "已更换标签", "work.how.QUARANTINED": "已隔离", "work.how.SENT_BACK": "已退回", "work.how.DISMISSED": "无需处理",
    "hold.new": "锁定货物", "hold.lot": "批号（不填则为全部）", "hold.serial": "序列号（可不填）", "hold.location": "货位（可不填）", "hold.done": "已锁定，从现在起不能拣选或发运。", "hold.release": "解除锁定", "hold.released": "已解除锁定。",
  },
  en: {
    "tab.inspect": "To inspect", "tab.approve": "To approve", "tab.work": "Work items", "rows.more": "(there are more)", "col.supplier": "Supplier", "col.action": "Action", "col.kind": "Kind", "col.by": "By", "col.what": "What",
    "none.inspect": "Nothing waits for inspection", "none.inspect.what": "Notices whose goods were received are listed here.", "none.approve": "Nothing waits for approval", "none.approve.what": "Losses and damages above somebody's limit are listed here.", "none.work": "No open work items", "none.work.what": "Scans that were refused, could not be read or came late are listed here.",
    "none.toInspect": "Nothing of this notice waits", "none.toInspect.what": "All that was received has its conclusion.",
    "inspect.open": "Look", "inspect.title": "To inspect of notice {id}", "inspect.waiting": "Waiting", "inspect.go": "Conclude", "inspect.one": "Inspect {lot}", "inspect.conclusion": "Conclusion", "inspect.location": "Location (where it lies in several)", "inspect.serials": "Serial numbers (with spaces, where pieces have some)", "inspect.reason": "Reason (if not conforming)", "inspect.conclude": "Record the conclusion", "inspect.done": "Recorded: {count} pieces, {conclusion}.",
    "approve.title": "Approve the adjustment", "approve.yes": "Approve", "approve.no": "Refuse", "approve.done": "Approved; the stock is adjusted.", "approve.refused": "Recorded as refused.",
    "adjust.DAMAGED": "Damaged", "adjust.LOST": "Lost", "adjust.FOUND": "Found", "adjust.DESTROYED": "Destroyed", "adjust.RETURNED_TO_SUPPLIER": "Returned to supplier", "adjust.RELABELLED": "Relabelled",
    "work.REFUSED": "Refused", "work.AMBIGUOUS": "Ambiguous", "work.CONTRADICTING": "Contradicting", "work.UNREADABLE": "Unreadable", "work.LATE": "Late", "work.SHORT": "Short", "work.EXTRA": "Extra", "work.PUT_BACK": "To put back", "work.BROKEN_PROMISE": "Broken promise",
    "work.resolve": "Resolve", "work.how": "What was done", "work.note": "Note (needed to dismiss)", "work.done": "Resolved.", "work.how.DONE": "Done", "work.how.CORRECTED": "Document or file corrected", "work.how.RELABELLED": "Relabelled", "work.how.QUARANTINED": "Set aside", "work.how.SENT_BACK": "Sent back", "work.how.DISMISSED": "Nothing to do",
    "hold.new": "Hold goods", "hold.lot": "Lot (all if left out)", "hold.serial": "Serial number (optional)", "hold.location": "Location (optional)", "hold.done": "Held: nothing of it is picked or dispatched from now on.", "hold.release": "Release", "hold.released": "Released.",
  },
};
