package io.lotline.api.paper;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The letters of papers: Latin ones of Liberation Sans, which the PDF library brings, Chinese ones
/// of Droid Sans Fallback, which is shipped. Nothing is taken from the system, so a paper looks the
/// same wherever it is printed.
final class Typefaces {
    static final Typefaces SHIPPED =
            new Typefaces(
                    new Face(
                            read(
                                    PDDocument.class,
                                    "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")),
                    new Face(read(Typefaces.class, "/fonts/DroidSansFallbackFull.ttf")));

    /// What stands for a character that neither has, as Chinese printers have always done.
    private static final int GETA = 0x3013;

    private final Face latin;
    private final Face han;

    private Typefaces(Face latin, Face han) {
        this.latin = latin;
        this.han = han;
    }

    /// A font file and how its letters look.
    static final class Face {
        private final byte[] file;
        private final TrueTypeFont font;
        private final CmapLookup glyphs;
        private final double em;
        private final Map<Integer, Glyph> known = new ConcurrentHashMap<>();

        /// @param advance how far the next letter stands, in em
        private record Glyph(double advance, GeneralPath path) {}

        private Face(byte[] file) {
            this.file = file;
            try {
                this.font = new TTFParser().parse(new RandomAccessReadBuffer(file));
                this.glyphs = font.getUnicodeCmapLookup();
                this.em = font.getUnitsPerEm();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// As it stands in its file.
        byte[] file() {
            return file;
        }

        boolean has(int character) {
            return glyphs.getGlyphId(character) > 0;
        }

        private Glyph glyph(int character) {
            Glyph glyph = known.get(character);
            return glyph == null ? load(character) : glyph;
        }

        /// A font's file is read by one thread at a time.
        private synchronized Glyph load(int character) {
            int id = glyphs.getGlyphId(character);
            try {
                var outline = font.getGlyph().getGlyph(id);
                Glyph glyph =
                        new Glyph(
                                font.getAdvanceWidth(id) / em,
                                outline == null ? new GeneralPath() : outline.getPath());
                known.put(character, glyph);
                return glyph;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A part of a text that is written with one face.
    record Run(Face face, String text) {}

    Face latin() {
        return latin;
    }

    Face han() {
        return han;
    }

    /// A text in parts, without characters that nobody could print.
    List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        Face face = latin;
        for (int character : printable(text)) {
            Face its = latin.has(character) ? latin : han;
            if (its != face && !part.isEmpty()) {
                runs.add(new Run(face, part.toString()));
                part.setLength(0);
            }
            face = its;
            part.appendCodePoint(character);
        }
        if (!part.isEmpty()) {
            runs.add(new Run(face, part.toString()));
        }
        return runs;
    }

    private int[] printable(String text) {
        // an ideographic space is as wide as two
        return text.replace("\u3000", "  ")
                .codePoints()
                .map(character -> Character.isWhitespace(character) ? ' ' : character)
                .filter(character -> !Character.isISOControl(character))
                .map(character -> latin.has(character) || han.has(character) ? character : GETA)
                .toArray();
    }

    /// How wide a text is, in em.
    double width(String text) {
        double width = 0;
        for (int character : printable(text)) {
            width += faceOf(character).glyph(character).advance();
        }
        return width;
    }

    /// The shape of a text whose first letter stands at a point, with y growing downwards.
    ///
    /// @param size of an em
    Path2D shape(double x, double baseline, double size, String text) {
        Path2D shape = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double at = x;
        for (int character : printable(text)) {
            Face face = faceOf(character);
            Face.Glyph glyph = face.glyph(character);
            AffineTransform place = new AffineTransform();
            place.translate(at, baseline);
            place.scale(size / face.em, -size / face.em);
            shape.append(glyph.path().getPathIterator(place), false);
            at += glyph.advance() * size;
        }
        return shape;
    }

    private Face faceOf(int character) {
        return latin.has(character) ? latin : han;
    }

    private static byte[] read(Class<?> beside, String path) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
