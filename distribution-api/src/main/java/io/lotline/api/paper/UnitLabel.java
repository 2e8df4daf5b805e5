package io.lotline.api.paper;

import io.lotline.core.values.Sscc;
import java.util.List;

/// The label of a logistic unit: what is in it for people, and below it the SSCC as GS1-128 with
/// what it says in letters (GS1 General Specifications, logistic label).
///
/// @param lines what is in it and where it goes
record UnitLabel(Sscc sscc, List<LabelText> lines) implements Label {
    private static final double MARGIN = 4;

    /// At least 0.495 mm wide and 31.75 mm high.
    private static final double NARROWEST = 0.495;

    private static final double BARS = 32;
    private static final double LETTERS = 5.5;
    private static final double LARGEST = 5;

    UnitLabel {
        lines = List.copyOf(lines);
    }

    @Override
    public void draw(Canvas canvas, double x, double y, LabelSize size, double dot) {
        BarSymbol symbol = BarSymbol.gs1_128("[00]" + sscc);
        double module = Math.ceil(NARROWEST / dot - 1e-6) * dot;
        double bars = symbol.width() * module;
        double left = Math.floor((size.width() - bars) / 2 / dot) * dot;
        double top = Math.floor((size.height() - MARGIN - BARS) / dot) * dot;
        symbol.draw(canvas, x + left, y + top, module, BARS / symbol.height());
        String letters = "(00) " + sscc;
        double size_ = Math.min(LETTERS, bars / Typefaces.SHIPPED.width(letters));
        canvas.text(x + left, y + top - 2.5, size_, letters, Colour.INK);
        double rule = y + top - 2.5 - LETTERS - 2;
        canvas.area(x + MARGIN, rule, size.width() - 2 * MARGIN, 0.5, Colour.INK);
        LabelText.write(
                canvas,
                lines,
                x + MARGIN,
                y + MARGIN,
                size.width() - 2 * MARGIN,
                rule - y - MARGIN - 2,
                LARGEST);
    }
}
