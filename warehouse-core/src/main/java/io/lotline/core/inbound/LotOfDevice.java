package io.lotline.core.inbound;

import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import org.jspecify.annotations.Nullable;

/// A lot of a device, whoever owns it.
///
/// @param lot null for goods without a lot; in a notice's line, for any lot
record LotOfDevice(Di di, @Nullable LotNumber lot) {}
