package io.lotline.api.paper;

import java.awt.geom.PathIterator;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A picture with the pages below one another. Letters are shapes, so that it looks the same
/// wherever it is shown; what they say stands beside them for those who listen.
final class SvgCanvas implements Canvas {
    private final StringBuilder body = new StringBuilder();
    private final StringBuilder bars = new StringBuilder();
    private double width;
    private double top;
    private double bottom;

    @Override
    public void page(double wide, double tall) {
        endBars();
        top = bottom;
        bottom += tall;
        width = Math.max(width, wide);
    }

    @Override
    public void bar(double x, double y, double wide, double tall) {
        bars.append(
                "M%s %sh%sv%sh-%sz".formatted(mm(x), mm(top + y), mm(wide), mm(tall), mm(wide)));
    }

    private void endBars() {
        if (!bars.isEmpty()) {
            body.append("<path shape-rendering=\"crispEdges\" d=\"").append(bars).append("\"/>\n");
            bars.setLength(0);
        }
    }

    @Override
    public void area(double x, double y, double wide, double tall, Colour colour) {
        body.append(
                "<path fill=\"%s\" d=\"M%s %sh%sv%sh-%sz\"/>\n"
                        .formatted(colour.hex(), mm(x), mm(top + y), mm(wide), mm(tall), mm(wide)));
    }

    @Override
    public void text(double x, double baseline, double size, String text, Colour colour) {
        body.append(
                "<path role=\"img\" aria-label=\"%s\" fill=\"%s\" d=\""
                        .formatted(escaped(text), colour.hex()));
        double[] at = new double[6];
        PathIterator path =
                Typefaces.SHIPPED.shape(x, top + baseline, size, text).getPathIterator(null);
        for (; !path.isDone(); path.next()) {
            int kind = path.currentSegment(at);
            body.append("MLQCZ".charAt(kind));
            int numbers = kind == PathIterator.SEG_CLOSE ? 0 : 2 * Math.max(1, kind);
            for (int i = 0; i < numbers; i++) {
                body.append(i == 0 ? "" : " ").append(mm(at[i]));
            }
        }
        body.append("\"/>\n");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .filter(character -> !Character.isISOControl(character))
                .forEach(
                        character -> {
                            if (character < 128 && !Character.isLetterOrDigit(character)) {
                                escaped.append("&#").append(character).append(';');
                            } else {
                                escaped.appendCodePoint(character);
                            }
                        });
        return escaped.toString();
    }

    /// To the micrometre.
    private static String mm(double length) {
        String text = String.format(Locale.ROOT, "%.3f", length);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    @Override
    public byte[] bytes() {
        endBars();
        String head =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%smm\" height=\"%smm\" viewBox=\"0 0 %s %s\">\n<path fill=\"#ffffff\" d=\"M0 0h%sv%sh-%sz\"/>\n"
                        .formatted(
                                mm(width),
                                mm(bottom),
                                mm(width),
                                mm(bottom),
                                mm(width),
                                mm(bottom),
                                mm(width));
        return (head + body + "</svg>\n").getBytes(StandardCharsets.UTF_8);
    }
}
