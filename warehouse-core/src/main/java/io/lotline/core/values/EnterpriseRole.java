package io.lotline.core.values;

/// What an enterprise is in the park.
public enum EnterpriseRole {
    /// 委托方/货主: owns goods in the warehouse.
    DEPOSITOR,
    /// delivers goods.
    SUPPLIER,
    /// receives goods, such as a hospital.
    CONSIGNEE,
    /// 承运商.
    CARRIER
}
