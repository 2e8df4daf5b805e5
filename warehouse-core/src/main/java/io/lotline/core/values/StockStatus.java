package io.lotline.core.values;

/// The quality status that a query shows: the recorded one, or what a hold, a recall or the
/// calendar makes of it.
public enum StockStatus {
    /// 待验.
    PENDING_INSPECTION,
    /// 合格.
    QUALIFIED,
    /// 锁定: a hold or an open recall covers it.
    ON_HOLD,
    /// 过期: its expiry date has passed.
    EXPIRED,
    /// 不合格.
    NON_CONFORMING,
    /// 退货.
    RETURNED
}
