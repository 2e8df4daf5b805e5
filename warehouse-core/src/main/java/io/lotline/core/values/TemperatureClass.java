package io.lotline.core.values;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How warm it may become where goods lie (常温, 阴凉, 冷藏, 冷冻), by the upper end of the range that
/// a location is defined with.
public enum TemperatureClass {
    /// no upper end, or more than 20 °C
    AMBIENT,
    /// at most 20 °C
    COOL,
    /// at most 8 °C
    REFRIGERATED,
    /// at most 0 °C
    FROZEN;

    private static final BigDecimal COOL_TO = BigDecimal.valueOf(20);
    private static final BigDecimal REFRIGERATED_TO = BigDecimal.valueOf(8);

    /// @param maxCelsius the location's upper end; null for none
    public static TemperatureClass of(@Nullable BigDecimal maxCelsius) {
        if (maxCelsius == null || maxCelsius.compareTo(COOL_TO) > 0) {
            return AMBIENT;
        }
        if (maxCelsius.compareTo(REFRIGERATED_TO) > 0) {
            return COOL;
        }
        return maxCelsius.signum() > 0 ? REFRIGERATED : FROZEN;
    }
}
