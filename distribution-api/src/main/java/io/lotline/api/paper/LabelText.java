package io.lotline.api.paper;

import java.util.List;

/// A line of a label.
///
/// @param weight how large it is beside the others
/// @param whole  whether it is printed to its end however small that makes it
record LabelText(String text, double weight, boolean whole) {
    private static final double LEADING = 1.3;
    private static final double SMALLEST = 1.6;
    private static final double ASCENT = 0.82;

    /// A line that may be cut where there is no room.
    static LabelText of(String text, double weight) {
        return new LabelText(text, weight, false);
    }

    /// A line that is of no use in part.
    static LabelText whole(String text, double weight) {
        return new LabelText(text, weight, true);
    }

    /// Writes lines below one another, as large as there is room.
    static void write(
            Canvas canvas,
            List<LabelText> lines,
            double x,
            double y,
            double width,
            double height,
            double largest) {
        double weights = lines.stream().mapToDouble(LabelText::weight).sum();
        double unit = Math.min(height / (weights * LEADING), largest);
        double at = y;
        for (LabelText line : lines) {
            double size = unit * line.weight();
            double fits = width / Math.max(Typefaces.SHIPPED.width(line.text()), 0.01);
            double drawn = Math.min(size, line.whole() ? fits : Math.max(fits, SMALLEST));
            canvas.text(
                    x,
                    at + size * ASCENT,
                    drawn,
                    line.whole() ? line.text() : cut(line.text(), width / drawn),
                    Colour.INK);
            at += size * LEADING;
        }
    }

    /// As much of a text as fits.
    ///
    /// @param width in em
    static String cut(String text, double width) {
        if (Typefaces.SHIPPED.width(text) <= width + 1e-9) {
            return text;
        }
        int end = text.length();
        while (end > 0 && Typefaces.SHIPPED.width(text.substring(0, end) + "…") > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }
}
