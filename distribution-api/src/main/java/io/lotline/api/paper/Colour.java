package io.lotline.api.paper;

import io.lotline.core.values.Zone;

/// The colours of papers. What prints in black and white only leaves areas of them out.
enum Colour {
    INK(0, 0, 0),
    SOFT(90, 90, 90),
    RULE(170, 170, 170),
    SHADE(238, 238, 238),
    YELLOW(250, 204, 21),
    GREEN(34, 160, 80),
    RED(214, 40, 40);

    private final int red;
    private final int green;
    private final int blue;

    Colour(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /// That of a zone by the quality status of its goods (GSP, article 40).
    static Colour of(Zone zone) {
        return switch (zone) {
            case QUARANTINE, RETURNS -> YELLOW;
            case QUALIFIED, DISPATCH -> GREEN;
            case NON_CONFORMING -> RED;
        };
    }

    float red() {
        return red / 255f;
    }

    float green() {
        return green / 255f;
    }

    float blue() {
        return blue / 255f;
    }

    /// As in `#22a050`.
    String hex() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }
}
