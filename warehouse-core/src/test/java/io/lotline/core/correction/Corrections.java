package io.lotline.core.correction;

import io.lotline.core.correction.CorrectEvent.By;
import io.lotline.core.correction.CorrectEvent.Mistake;
import io.lotline.core.events.Instead;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Corrections for tests: what should have been, and who says so.
public final class Corrections {
    public static final Instant RECORDED = Instant.parse("2026-11-22T00:05:00Z");
    public static final Instead NEVER = null;
    private static final Instead NONE =
            new Instead(
                    null, null, null, null, null, null, null, null, null, null, null, null, null);

    private Corrections() {}

    /// Quality staff corrects the event at a position of the history.
    public static CorrectEvent correct(String id, Given given, long position, Instead instead) {
        return correct(id, given, position, instead, new By("quality", null));
    }

    public static CorrectEvent correct(
            String id, Given given, long position, Instead instead, By by) {
        return new CorrectEvent(
                new CorrectionId(id),
                position,
                new Mistake(
                        given.history().get((int) position - 1), RECORDED, "scanner", Park.TODAY),
                "扫错了",
                instead,
                by);
    }

    public static Instead nothing() {
        return NONE;
    }

    public static Instead quantity(int quantity) {
        return new Instead(
                null, null, null, null, quantity, null, null, null, null, null, null, null, null);
    }

    public static Instead di(Di di) {
        return new Instead(
                di, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public static Instead ofLot(String lot) {
        return ofLot(lot, null);
    }

    public static Instead ofLot(String lot, LocalDate expiry) {
        return new Instead(
                null,
                new LotNumber(lot),
                null,
                null,
                null,
                null,
                expiry,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public static Instead serial(String serial) {
        return new Instead(
                null,
                null,
                new SerialNumber(serial),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public static Instead serials(String... serials) {
        return new Instead(
                null,
                null,
                null,
                List.of(serials).stream().map(SerialNumber::new).toList(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public static Instead expiry(LocalDate expiry) {
        return new Instead(
                null, null, null, null, null, null, expiry, null, null, null, null, null, null);
    }

    public static Instead location(String location) {
        return new Instead(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new LocationId(location),
                null,
                null,
                null,
                null,
                null);
    }

    public static Instead toLocation(String location) {
        return new Instead(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new LocationId(location),
                null,
                null,
                null,
                null);
    }

    public static Instead notice(String notice) {
        return new Instead(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new NoticeId(notice),
                null,
                null,
                null);
    }

    public static Instead order(String order) {
        return new Instead(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new OrderId(order),
                null,
                null);
    }

    public static Instead conclusion(Conclusion conclusion) {
        return new Instead(
                null, null, null, null, null, null, null, null, null, null, null, conclusion, null);
    }
}
