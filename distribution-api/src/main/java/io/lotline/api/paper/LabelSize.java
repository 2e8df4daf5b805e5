package io.lotline.api.paper;

import io.lotline.api.http.Malformed;
import io.lotline.api.http.ProblemFound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How large a label is, in millimetres.
record LabelSize(double width, double height) {
    static final LabelSize PIECE = new LabelSize(50, 30);
    static final LabelSize SMALL = new LabelSize(70, 37);
    static final LabelSize PLACE = new LabelSize(100, 50);
    static final LabelSize CARTON = new LabelSize(100, 150);

    /// Four of them are an A4 sheet.
    static final LabelSize A6 = new LabelSize(105, 148);

    /// The size that is asked for.
    ///
    /// @param asked    as in `100x50`; null for the usual one
    /// @param possible those that the labels come in, the usual one first
    static LabelSize of(@Nullable String asked, List<LabelSize> possible) {
        if (asked == null) {
            return possible.getFirst();
        }
        return possible.stream()
                .filter(size -> size.toString().equals(asked))
                .findFirst()
                .orElseThrow(
                        () ->
                                unknown(
                                        "size",
                                        asked,
                                        possible.stream().map(LabelSize::toString).toList()));
    }

    static ProblemFound unknown(String field, String asked, List<String> known) {
        ProblemFound refused =
                Malformed.field(
                        field, "'%s' is not one of %s.".formatted(asked, String.join(", ", known)));
        return new ProblemFound(refused.problem().with("known", known));
    }

    @Override
    public String toString() {
        return "%dx%d".formatted(Math.round(width), Math.round(height));
    }
}
