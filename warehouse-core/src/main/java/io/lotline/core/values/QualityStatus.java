package io.lotline.core.values;

/// The recorded quality status of stock. What a hold, a recall or the calendar does to it is not
/// recorded per piece but derived: see [StockStatus].
public enum QualityStatus {
    /// 待验.
    PENDING_INSPECTION,
    /// 合格: the only status that may be allocated.
    QUALIFIED,
    /// 不合格.
    NON_CONFORMING,
    /// 退货: came back, not yet inspected.
    RETURNED
}
