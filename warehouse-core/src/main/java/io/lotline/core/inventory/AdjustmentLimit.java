package io.lotline.core.inventory;

import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.values.RiskClass;

/// What one person may book without a second one.
///
/// @param quantity  at most so many pieces
/// @param riskClass of devices of this class or a lower one; a device whose class is not known is
///     of the highest
/// @param implants  also of devices that are implanted
public record AdjustmentLimit(int quantity, RiskClass riskClass, boolean implants) {

    boolean allows(DeviceRegistered device, int pieces) {
        RiskClass risk = device.riskClass() == null ? RiskClass.III : device.riskClass();
        return pieces <= quantity
                && risk.compareTo(riskClass) <= 0
                && (implants || !device.implantable());
    }
}
