package io.lotline.api.paper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A square symbol with what it says beside it.
///
/// @param band a colour along its left edge; null for none
record SquareLabel(BarSymbol symbol, List<LabelText> lines, @Nullable Colour band)
        implements Label {
    private static final double MARGIN = 2;
    private static final double BAND = 4;
    private static final double LARGEST = 4;

    /// How much of the width the symbol may take.
    private static final double PART = 0.5;

    SquareLabel {
        lines = List.copyOf(lines);
    }

    @Override
    public void draw(Canvas canvas, double x, double y, LabelSize size, double dot) {
        double left = x;
        if (band != null) {
            canvas.area(x, y, BAND, size.height(), band);
            left += BAND;
        }
        double room = Math.min(size.height(), (x + size.width() - left) * PART);
        double modules = symbol.width() + 2 * Math.max(symbol.quiet(), 1);
        double module = Math.floor(Math.min(room, size.height()) / modules / dot + 1e-6) * dot;
        double symbolSize = symbol.width() * module;
        double upper = Math.floor((size.height() - symbolSize) / 2 / dot) * dot;
        double quiet = Math.max(symbol.quiet() * module, Math.min(MARGIN, (room - symbolSize) / 2));
        double inset = Math.ceil(quiet / dot - 1e-6) * dot;
        symbol.draw(canvas, left + inset, y + upper, module, module);
        double text = left + 2 * inset + symbolSize;
        LabelText.write(
                canvas,
                lines,
                text,
                y + MARGIN,
                x + size.width() - MARGIN - text,
                size.height() - 2 * MARGIN,
                LARGEST);
    }
}
