/** The words that all pages share. */
export const FRAME = {
  zh: {
    "signIn.title": "登录", "signIn.key": "访问密钥", "signIn.go": "登录", "signIn.hint": "扫描或粘贴管理员发给您的密钥。登录在本浏览器中保持有效，直到退出。",
    "signIn.wrong": "密钥无效或已被吊销。请核对后重试，或向管理员索取新密钥。", "signIn.unreachable": "暂时连不上服务器。请检查网络后重试。", "signIn.busy": "正在登录…",
    "signIn.role": "此密钥的角色是“{role}”，不能使用本页。",
    "role.operator": "仓库操作员", "role.quality": "质量人员", "role.enterprise": "企业", "role.regulator": "监管人员", "role.sensor": "传感器", "role.admin": "管理员",
    "signOut": "退出登录", "close": "关闭", "cancel": "取消", "menu": "菜单", "language": "English", "theme": "外观", "theme.auto": "跟随系统", "theme.light": "浅色", "theme.dark": "深色",
    "time.now": "刚刚", "time.minutes": "{minutes} 分钟前", "time.today": "今天 {clock}", "time.yesterday": "昨天 {clock}",
    "status.PENDING_INSPECTION": "待验", "status.QUALIFIED": "合格", "status.ON_HOLD": "锁定", "status.EXPIRED": "过期", "status.NON_CONFORMING": "不合格", "status.RETURNED": "退货",
    "failed.title": "没有成功", "failed.net": "连不上服务器。请稍后再试。",
  },
  en: {
    "signIn.title": "Sign in", "signIn.key": "Access key", "signIn.go": "Sign in", "signIn.hint": "Scan or paste the key that your administrator gave you. You stay signed in on this browser until you sign out.",
    "signIn.wrong": "This key is unknown or was revoked. Check it and try again, or ask your administrator for a new one.", "signIn.unreachable": "The server cannot be reached. Check the network and try again.", "signIn.busy": "Signing in…",
    "signIn.role": "This key's role is “{role}”, which does not use this page.",
    "role.operator": "Operator", "role.quality": "Quality staff", "role.enterprise": "Enterprise", "role.regulator": "Regulator", "role.sensor": "Sensor", "role.admin": "Administrator",
    "signOut": "Sign out", "close": "Close", "cancel": "Cancel", "menu": "Menu", "language": "中文", "theme": "Appearance", "theme.auto": "As the system", "theme.light": "Light", "theme.dark": "Dark",
    "time.now": "just now", "time.minutes": "{minutes} min ago", "time.today": "today {clock}", "time.yesterday": "yesterday {clock}",
    "status.PENDING_INSPECTION": "Waiting for inspection", "status.QUALIFIED": "Qualified", "status.ON_HOLD": "On hold", "status.EXPIRED": "Expired", "status.NON_CONFORMING": "Non-conforming", "status.RETURNED": "Returned",
    "failed.title": "That did not work", "failed.net": "The server cannot be reached. Try again in a moment.",
  },
};
