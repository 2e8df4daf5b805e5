package io.lotline.core.values;

/// The zones of a warehouse by quality status (GSP Art 40).
public enum Zone {
    /// 待验区: received, waiting for inspection.
    QUARANTINE,
    /// 合格品区: accepted goods.
    QUALIFIED,
    /// 不合格品区.
    NON_CONFORMING,
    /// 发货区: accepted goods on their way out.
    DISPATCH,
    /// 退货区.
    RETURNS
}
