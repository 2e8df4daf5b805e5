package io.lotline.api.work;

import io.lotline.api.http.Language;
import io.lotline.api.http.Wording;
import io.lotline.core.scan.Reading;
import io.lotline.core.scan.ScanReader;
import io.lotline.core.scan.ScannedItem;
import io.lotline.core.scan.ScannerSetup;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A symbol of a refused scan as it was sent, and what it says by itself. What an ambiguous one can
/// mean is among the candidates of `POST /v1/scans/parse`.
///
/// @param outcome  read, ambiguous or unreadable
/// @param readings how many an ambiguous one has
/// @param problem  why it cannot be read, in the reader's language
record SymbolRead(
        String symbol,
        String outcome,
        @Nullable String standard,
        @Nullable String di,
        @Nullable String lot,
        @Nullable String serial,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        @Nullable Integer quantity,
        @Nullable String sscc,
        @Nullable Integer readings,
        @Nullable String problem) {

    static SymbolRead of(String symbol, ScannerSetup scanners) {
        return switch (ScanReader.read(symbol, scanners)) {
            case Reading.Read(ScannedItem item) ->
                    new SymbolRead(
                            symbol,
                            "read",
                            item.standard().code(),
                            item.di(),
                            item.lot(),
                            item.serial(),
                            item.productionDate(),
                            item.expiryDate(),
                            item.quantity(),
                            item.sscc(),
                            null,
                            null);
            case Reading.Ambiguous(var candidates) ->
                    unsure(
                            symbol,
                            "ambiguous",
                            candidates.getFirst().standard().code(),
                            candidates.size(),
                            null);
            case Reading.Unreadable(String _, String problem) ->
                    unsure(
                            symbol,
                            "unreadable",
                            null,
                            null,
                            Wording.get().say(problem, Language.current()));
        };
    }

    private static SymbolRead unsure(
            String symbol,
            String outcome,
            @Nullable String standard,
            @Nullable Integer readings,
            @Nullable String problem) {
        return new SymbolRead(
                symbol, outcome, standard, null, null, null, null, null, null, null, readings,
                problem);
    }
}
