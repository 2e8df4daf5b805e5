/** The words of an enterprise's page. */
export const PORTAL = {
  zh: {
    "portal.title": "我的货", "tab.stock": "库存", "tab.orders": "订单", "tab.notices": "预到货", "tab.stops": "停止与召回", "role.only": "本页供企业使用，您的密钥角色是“{role}”。",
    "total.onHand": "在库", "total.available": "可用", "total.nearExpiry90": "90 天内到期", "total.expired": "已过期", "total.openHolds": "锁定", "total.openRecalls": "召回", "totals": "总数",
    "col.available": "可用", "col.order": "订单", "col.notice": "通知", "col.received": "已收 / 应收",
    "sum": "{count} 行，共 {quantity} 件，可用 {available} 件", "sum.first": "前 {count} 行，共 {quantity} 件，可用 {available} 件；还有更多", "pieces": "{count} 件",
    "trace": "追溯",
    "none.stock": "没有符合条件的库存", "none.stock.what": "先提交预到货通知，货物到园区仓收货后就会出现在这里。", "none.orders": "还没有订单", "none.orders.what": "点“新订单”，选择收货单位和产品。", "none.notices": "还没有预到货通知", "none.notices.what": "点“新通知”，告诉仓库什么货要来。", "none.stops": "没有锁定或召回", "none.stops.what": "涉及您货物的锁定和召回会列在这里。",
    "new.order": "新订单", "new.notice": "新通知", "form.id": "编号", "form.consignee": "收货单位", "form.supplier": "供应商", "form.warehouse": "仓库", "form.product": "产品", "form.quantity": "数量", "form.days": "最少剩余效期（天，可不填）", "form.lot": "批号（可不填）", "form.expiry": "失效日期（可不填）", "form.line": "第 {number} 行", "form.add": "再加一行", "form.remove": "删除第 {number} 行", "form.send": "提交",
    "form.product.available": "{name}（可用 {count}）", "sent.order": "订单 {id} 已提交，库存已全部分配。", "sent.short": "订单 {id} 已提交，还缺 {short} 件。到货后可以再分配。", "sent.notice": "通知 {id} 已提交。",
    "since": "自 {time}",
    "col.delivery": "配送", "delivery.show": "查看配送", "delivery.none": "还没有安排运单。", "delivery.leftBehind": "未随车发出", "delivery.refused": "拒收", "delivery.outside": "超出储存温度", "delivery.signature": "签名", "delivery.photo": "照片 {number}", "delivery.PLANNED": "待装车", "delivery.LOADING": "装车中", "delivery.DISPATCHED": "运输中", "delivery.DELIVERED": "已签收", "delivery.by": "承运 {carrier} {vehicle}", "delivery.left": "发车", "delivery.signed": "{name} 签收", "delivery.evidence": "凭证 {evidence}",
  },
  en: {
    "portal.title": "My goods", "tab.stock": "Stock", "tab.orders": "Orders", "tab.notices": "Inbound", "tab.stops": "Holds and recalls", "role.only": "This page is for enterprises; your key's role is “{role}”.",
    "total.onHand": "On hand", "total.available": "Available", "total.nearExpiry90": "Expire in 90 days", "total.expired": "Expired", "total.openHolds": "Holds", "total.openRecalls": "Recalls", "totals": "Totals",
    "col.available": "Available", "col.order": "Order", "col.notice": "Notice", "col.received": "Received / expected",
    "sum": "{count} {count|row|rows}, {quantity} {quantity|piece|pieces}, {available} available", "sum.first": "First {count} {count|row|rows}, {quantity} {quantity|piece|pieces}, {available} available; there are more", "pieces": "{count} pcs",
    "trace": "Trace",
    "none.stock": "No such stock", "none.stock.what": "File an inbound notice first: goods appear here when the park's warehouse has received them.", "none.orders": "No orders yet", "none.orders.what": "Press “New order”, choose a consignee and products.", "none.notices": "No inbound notices yet", "none.notices.what": "Press “New notice” to tell the warehouse what will come.", "none.stops": "No holds, no recalls", "none.stops.what": "Holds and recalls that concern your goods are listed here.",
    "new.order": "New order", "new.notice": "New notice", "form.id": "Number", "form.consignee": "Consignee", "form.supplier": "Supplier", "form.warehouse": "Warehouse", "form.product": "Product", "form.quantity": "Quantity", "form.days": "Days left at least (optional)", "form.lot": "Lot (optional)", "form.expiry": "Expires (optional)", "form.line": "Line {number}", "form.add": "Add a line", "form.remove": "Remove line {number}", "form.send": "Send",
    "form.product.available": "{name} ({count} available)", "sent.order": "Order {id} is placed and wholly allocated.", "sent.short": "Order {id} is placed; {short} {short|piece|pieces} are short. Allocate again when more has come.", "sent.notice": "Notice {id} is filed.",
    "since": "since {time}",
    "col.delivery": "Delivery", "delivery.show": "Show the delivery", "delivery.none": "No shipment is planned yet.", "delivery.leftBehind": "Left without it", "delivery.refused": "Refused", "delivery.outside": "outside its storage temperature", "delivery.signature": "Signature", "delivery.photo": "Photo {number}", "delivery.PLANNED": "Planned", "delivery.LOADING": "Being loaded", "delivery.DISPATCHED": "On the way", "delivery.DELIVERED": "Delivered", "delivery.by": "Carried by {carrier} {vehicle}", "delivery.left": "Left", "delivery.signed": "Signed by {name}", "delivery.evidence": "Proof {evidence}",
  },
};
