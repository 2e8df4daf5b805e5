/** The words that the pages for the hand share. */
export const HANDHELD = {
  zh: {
    "back": "返回", "comma": "、", "pieces": "{count} 件", "signOut.anyway": "仍然退出", "signIn.again": "登录已失效，请重新登录。已存下的内容都还在。", "keyboard": "屏幕键盘", "camera.title": "用相机扫描", "camera.hint": "把标签放在画面中间。",
    "camera.refused": "浏览器没有获得相机权限。请在网站设置里允许。", "inputMethod": "请把输入法切换为英文，再扫描。", "secure": "请用 https 打开本页", "secure.what": "离线保存和安装需要安全连接（https）。请向管理员索取 https 网址。", "net.on": "在线",
    "net.off": "离线", "net.waiting": "待发送 {count}", "net.off.waiting": "离线 · {count} 条", "open.title": "待处理", "open.again": "再试一次", "open.other": "由 {person} 存下，等本人登录后发送", "open.somebody": "其他人",
    "said.kept": "已存下，等待发送", "said.kept.what": "联网后按顺序自动发送，不会丢失，也不会重复。", "said.refused": "没有记录", "work.item": "工作项 {id}", "part.lot": "批号", "part.serial": "序列号", "part.expiryDate": "失效日期",
    "part.productionDate": "生产日期", "part.quantity": "数量", "part.sscc": "箱号 SSCC", "part.di": "产品标识 DI", "part.none": "无",
  },
  en: {
    "back": "Back", "comma": ", ", "pieces": "{count} pcs", "signOut.anyway": "Sign out anyway", "signIn.again": "Your sign-in has ended. Sign in again; everything you did is still here.",
    "keyboard": "On-screen keyboard", "camera.title": "Scan by camera", "camera.hint": "Hold the label in the middle of the picture.", "camera.refused": "The browser may not use the camera. Allow it in the site's settings.",
    "inputMethod": "Switch the input method to English, then scan.", "secure": "Open this page by https", "secure.what": "Keeping your work and installing need a secure connection (https). Ask your administrator for the https address.",
    "net.on": "Online", "net.off": "Offline", "net.waiting": "{count} to send", "net.off.waiting": "Offline · {count}", "open.title": "To clear up", "open.again": "Try again",
    "open.other": "Kept by {person}; sent when they sign in", "open.somebody": "somebody else", "said.kept": "Kept, waiting to be sent", "said.kept.what": "Sent in order when the network is back: nothing is lost, nothing is done twice.",
    "said.refused": "Not recorded", "work.item": "Work item {id}", "part.lot": "Lot", "part.serial": "Serial", "part.expiryDate": "Expires", "part.productionDate": "Produced",
    "part.quantity": "Quantity", "part.sscc": "SSCC", "part.di": "Device (DI)", "part.none": "none",
  },
};
