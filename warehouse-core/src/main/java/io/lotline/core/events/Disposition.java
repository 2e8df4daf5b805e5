package io.lotline.core.events;

import io.lotline.core.values.QualityStatus;
import java.util.Locale;

/// The state that a step leaves goods in, in the words of GS1's Core Business Vocabulary (CBV 2.0).
public enum Disposition {
    IN_PROGRESS,
    IN_TRANSIT,
    CONFORMANT,
    NON_CONFORMANT,
    COMPLETENESS_VERIFIED,
    SELLABLE_ACCESSIBLE,
    SELLABLE_NOT_ACCESSIBLE,
    NON_SELLABLE_OTHER,
    RETURNED,
    RECALLED,
    DAMAGED,
    DESTROYED,
    UNKNOWN;

    /// The CBV's spelling.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Goods that only lie there.
    public static Disposition of(QualityStatus status) {
        return switch (status) {
            case PENDING_INSPECTION -> IN_PROGRESS;
            case QUALIFIED -> SELLABLE_ACCESSIBLE;
            case NON_CONFORMING -> NON_CONFORMANT;
            case RETURNED -> RETURNED;
        };
    }
}
