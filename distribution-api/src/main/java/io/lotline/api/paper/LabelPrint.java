package io.lotline.api.paper;

import io.lotline.api.http.MediaTypes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// How labels are printed: one a page, or as many on an A4 sheet as there is room.
///
/// @param sheet whether on A4 sheets
/// @param dpmm  dots of the printer in a millimetre
record LabelPrint(LabelSize size, boolean sheet, int dpmm) {
    static final List<MediaType> FORMS = List.of(MediaTypes.PDF, MediaTypes.SVG, MediaTypes.ZPL);

    private static final double A4_WIDTH = 210;
    private static final double A4_HEIGHT = 297;
    private static final Set<Integer> RESOLUTIONS = Set.of(8, 12, 24);

    /// What is asked for.
    ///
    /// @param paper `label` or `A4`
    static LabelPrint of(
            @Nullable String size,
            @Nullable String paper,
            @Nullable Integer dpmm,
            List<LabelSize> possible) {
        if (paper != null && !paper.equals("label") && !paper.equals("A4")) {
            throw LabelSize.unknown("paper", paper, List.of("label", "A4"));
        }
        if (dpmm != null && !RESOLUTIONS.contains(dpmm)) {
            throw LabelSize.unknown("dpmm", dpmm.toString(), List.of("8", "12", "24"));
        }
        return new LabelPrint(
                LabelSize.of(size, possible), "A4".equals(paper), dpmm == null ? 8 : dpmm);
    }

    /// The labels in one of the [#FORMS].
    byte[] print(List<Label> labels, MediaType form) {
        if (form.equals(MediaTypes.SVG)) {
            return draw(new SvgCanvas(), labels, sheet);
        }
        if (form.equals(MediaTypes.ZPL)) {
            // a printer of labels has no sheets
            return draw(new ZplCanvas(dpmm), labels, false);
        }
        try (PdfCanvas pdf = new PdfCanvas("标签 Labels")) {
            return draw(pdf, labels, sheet);
        }
    }

    private byte[] draw(Canvas canvas, List<Label> labels, boolean onSheets) {
        double dot = 1.0 / dpmm;
        if (!onSheets) {
            for (Label label : labels) {
                canvas.page(size.width(), size.height());
                label.draw(canvas, 0, 0, size, dot);
            }
            return canvas.bytes();
        }
        int columns = (int) (A4_WIDTH / size.width());
        int rows = (int) (A4_HEIGHT / size.height());
        double left = Math.floor((A4_WIDTH - columns * size.width()) / 2 / dot) * dot;
        double top = Math.floor((A4_HEIGHT - rows * size.height()) / 2 / dot) * dot;
        for (int i = 0; i < labels.size(); i++) {
            int cell = i % (columns * rows);
            int row = cell / columns;
            if (cell == 0) {
                canvas.page(A4_WIDTH, A4_HEIGHT);
            }
            labels.get(i)
                    .draw(
                            canvas,
                            left + cell % columns * size.width(),
                            top + row * size.height(),
                            size,
                            dot);
        }
        return canvas.bytes();
    }
}
