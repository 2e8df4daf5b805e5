package io.lotline.core.values;

/// Why stock is not what the books say of it.
public enum AdjustmentKind {
    /// 破损: it is there, and not conforming from now on.
    DAMAGED,
    /// 盘亏: it is not there.
    LOST,
    /// 盘盈: it was booked as lost and is there again.
    FOUND,
    /// 销毁: it was destroyed before a witness.
    DESTROYED,
    /// 退回供货者: it went back to who supplied it.
    RETURNED_TO_SUPPLIER,
    /// 换签: it got a new label that says the same.
    RELABELLED
}
