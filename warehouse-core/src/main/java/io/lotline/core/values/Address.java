package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where goods are brought to, and when somebody is there to take them.
///
/// @param text           as a driver reads it
/// @param contact        whom to ask for, with a telephone number
/// @param latitude       in degrees (WGS 84), with `longitude`
/// @param receivingHours the hours of a day in which goods are taken; at any time where there are
///     none
public record Address(
        String text,
        @Nullable String contact,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        List<Hours> receivingHours) {

    public Address {
        latitude = plain(latitude);
        longitude = plain(longitude);
        receivingHours = List.copyOf(receivingHours);
    }

    /// Degrees that say the same are the same.
    private static @Nullable BigDecimal plain(@Nullable BigDecimal degrees) {
        if (degrees == null) {
            return null;
        }
        BigDecimal stripped = degrees.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// A part of the day by the park's clock.
    ///
    /// @param to not within it any more
    public record Hours(
            @JsonFormat(pattern = "HH:mm") LocalTime from,
            @JsonFormat(pattern = "HH:mm") LocalTime to) {}
}
