package io.lotline.core.decision;

import io.lotline.core.values.ReadingForm;
import io.lotline.core.values.SettledBy;

/// How a label with several readings was settled.
public record Settled(SettledBy by, ReadingForm form) {}
