package io.lotline.core.values;

/// The risk class of a device (管理类别).
public enum RiskClass {
    /// low risk
    I,
    /// medium risk
    II,
    /// high risk
    III
}
