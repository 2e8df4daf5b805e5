package io.lotline.core.events;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import org.jspecify.annotations.Nullable;

/// What stock is counted by: whose it is, which device, which lot (null for devices without lots).
public record StockItem(EnterpriseId owner, Di di, @Nullable LotNumber lot) {}
