package io.lotline.api.paper;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Labels for a printer that speaks ZPL, each drawn here, dot by dot: a printer's own fonts have no
/// Chinese letters, and its own symbols differ from printer to printer.
final class ZplCanvas implements Canvas {
    private static final int MOST = 400;
    private static final int SCORE = 20;

    private final int dpmm;
    private final StringBuilder out = new StringBuilder();
    private @Nullable BufferedImage image;

    /// @param dpmm dots in a millimetre
    ZplCanvas(int dpmm) {
        this.dpmm = dpmm;
    }

    @Override
    public void page(double width, double height) {
        end();
        BufferedImage blank =
                new BufferedImage(dots(width), dots(height), BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D paper = blank.createGraphics();
        paper.setColor(Color.WHITE);
        paper.fillRect(0, 0, blank.getWidth(), blank.getHeight());
        paper.dispose();
        image = blank;
    }

    @Override
    public void bar(double x, double y, double width, double height) {
        Graphics2D paper = paper();
        int left = dots(x);
        int upper = dots(y);
        paper.fillRect(left, upper, dots(x + width) - left, dots(y + height) - upper);
        paper.dispose();
    }

    @Override
    public void area(double x, double y, double width, double height, Colour colour) {
        if (colour == Colour.INK) {
            bar(x, y, width, height);
        }
    }

    @Override
    public void text(double x, double baseline, double size, String text, Colour colour) {
        Graphics2D paper = paper();
        paper.setTransform(AffineTransform.getScaleInstance(dpmm, dpmm));
        paper.fill(Typefaces.SHIPPED.shape(x, baseline, size, text));
        paper.dispose();
    }

    private Graphics2D paper() {
        if (image == null) {
            throw new IllegalStateException("no label was begun");
        }
        Graphics2D paper = image.createGraphics();
        paper.setColor(Color.BLACK);
        return paper;
    }

    private int dots(double millimetres) {
        return (int) Math.round(millimetres * dpmm);
    }

    /// Writes the label that was drawn.
    private void end() {
        BufferedImage drawn = image;
        if (drawn == null) {
            return;
        }
        int wide = (drawn.getWidth() + 7) / 8;
        int all = wide * drawn.getHeight();
        out.append("^XA\n^PW%d\n^LL%d\n^LH0,0\n".formatted(drawn.getWidth(), drawn.getHeight()))
                .append("^FO0,0^GFA,%d,%d,%d,\n".formatted(all, all, wide));
        String before = "";
        for (int y = 0; y < drawn.getHeight(); y++) {
            String row = row(drawn, y, wide);
            out.append(row.equals(before) ? ":" : compressed(row)).append('\n');
            before = row;
        }
        out.append("^FS\n^XZ\n");
        image = null;
    }

    private static String row(BufferedImage drawn, int y, int wide) {
        char[] digits = new char[2 * wide];
        for (int i = 0; i < digits.length; i++) {
            int four = 0;
            for (int x = 4 * i; x < 4 * i + 4; x++) {
                boolean dark = x < drawn.getWidth() && (drawn.getRGB(x, y) & 0xff) == 0;
                four = 2 * four + (dark ? 1 : 0);
            }
            digits[i] = Character.toUpperCase(Character.forDigit(four, 16));
        }
        return new String(digits);
    }

    /// A row with letters for how often a digit is repeated, as ZPL has them: G to Y for 1 to 19, g
    /// to z for 20 to 400; `,` is zeros to the end of the row.
    private static String compressed(String row) {
        StringBuilder short_ = new StringBuilder();
        int end = row.length();
        while (end > 0 && row.charAt(end - 1) == '0') {
            end--;
        }
        for (int i = 0; i < end; ) {
            int next = i;
            while (next < end && row.charAt(next) == row.charAt(i) && next - i < MOST) {
                next++;
            }
            int times = next - i;
            if (times >= SCORE) {
                short_.append((char) ('g' + times / SCORE - 1));
            }
            if (times % SCORE > 0 && times > 1) {
                short_.append((char) ('G' + times % SCORE - 1));
            }
            short_.append(row.charAt(i));
            i = next;
        }
        return end < row.length() ? short_.append(',').toString() : short_.toString();
    }

    @Override
    public byte[] bytes() {
        end();
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
