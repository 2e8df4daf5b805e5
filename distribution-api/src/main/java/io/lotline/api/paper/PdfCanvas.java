package io.lotline.api.paper;

import io.lotline.api.paper.Typefaces.Face;
import io.lotline.api.paper.Typefaces.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/// Pages of a PDF, with the letters that they need in it. It says nothing of when it was written:
/// the same pages are the same bytes.
final class PdfCanvas implements Canvas, AutoCloseable {
    private static final float POINTS = 72 / 25.4f;

    private final PDDocument document = new PDDocument();
    private final Map<Face, PDFont> fonts = new HashMap<>();
    private @Nullable PDPageContentStream content;
    private float height;

    PdfCanvas(String title) {
        document.setDocumentId(0L);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage("zh-CN");
    }

    @Override
    public void page(double width, double tall) {
        PDPage page = new PDPage(new PDRectangle(points(width), points(tall)));
        document.addPage(page);
        height = points(tall);
        try {
            finish();
            content = new PDPageContentStream(document, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void bar(double x, double y, double width, double tall) {
        area(x, y, width, tall, Colour.INK);
    }

    @Override
    public void area(double x, double y, double width, double tall, Colour colour) {
        try {
            PDPageContentStream out = content();
            out.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
            out.addRect(points(x), height - points(y + tall), points(width), points(tall));
            out.fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void text(double x, double baseline, double size, String text, Colour colour) {
        try {
            PDPageContentStream out = content();
            out.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
            out.beginText();
            out.newLineAtOffset(points(x), height - points(baseline));
            for (Run run : Typefaces.SHIPPED.runs(text)) {
                out.setFont(font(run.face()), points(size));
                out.showText(run.text());
            }
            out.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDFont font(Face face) throws IOException {
        PDFont font = fonts.get(face);
        if (font == null) {
            font = PDType0Font.load(document, new ByteArrayInputStream(face.file()), true);
            fonts.put(face, font);
        }
        return font;
    }

    private PDPageContentStream content() {
        if (content == null) {
            throw new IllegalStateException("no page was begun");
        }
        return content;
    }

    private void finish() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    private static float points(double millimetres) {
        return (float) millimetres * POINTS;
    }

    @Override
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            finish();
            document.save(out, CompressParameters.DEFAULT_COMPRESSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        try {
            finish();
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
