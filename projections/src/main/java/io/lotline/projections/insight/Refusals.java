package io.lotline.projections.insight;

import io.lotline.core.values.WarehouseId;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Documents.Stored;
import io.lotline.projections.store.Page;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The questions about refused scans.
public final class Refusals {
    private static final int AT_ONCE = 1_000;
    private static final Comparator<Row> MOST_FIRST =
            Comparator.comparingLong(Row::attempts).reversed().thenComparing(Row::value);

    private final Documents<RefusalSum> documents;

    public Refusals(Documents<RefusalSum> documents) {
        this.documents = documents;
    }

    /// What is counted together.
    ///
    /// @param value    empty where it is not known
    /// @param refusals scans, each once for each reason
    /// @param attempts how often, retries included
    public record Row(String value, long refusals, long attempts) {
        Row plus(Row other) {
            return new Row(value, refusals + other.refusals, attempts + other.attempts);
        }
    }

    /// What is asked for.
    ///
    /// @param to         the last day
    /// @param warehouses whose refusals; null for all
    /// @param value      only this value; null for all
    public record Asked(
            RefusalsBy by,
            LocalDate from,
            LocalDate to,
            @Nullable Set<WarehouseId> warehouses,
            @Nullable String value) {}

    /// The sums of the days, the most first. It reads a document for each day, warehouse and value
    /// that is asked for.
    public Page<Row> find(Asked asked, @Nullable String after, int limit) {
        Map<String, Row> sums = new HashMap<>();
        String from = RefusalsView.key(asked.by(), asked.from());
        String end = RefusalsView.key(asked.by(), asked.to().plusDays(1));
        List<Stored<RefusalSum>> some = documents.range(from, end, AT_ONCE);
        while (!some.isEmpty()) {
            for (Stored<RefusalSum> one : some) {
                RefusalSum sum = one.document();
                if (sum != null && isAsked(asked, sum)) {
                    sums.merge(
                            sum.value(),
                            new Row(sum.value(), sum.refusals(), sum.attempts()),
                            Row::plus);
                }
            }
            some =
                    some.size() < AT_ONCE
                            ? List.of()
                            : documents.range(some.getLast().key() + '\0', end, AT_ONCE);
        }
        Row last = after == null ? null : row(Cursor.decode(after));
        List<Row> rest =
                sums.values().stream()
                        .filter(row -> last == null || MOST_FIRST.compare(row, last) > 0)
                        .sorted(MOST_FIRST)
                        .limit(limit + 1L)
                        .toList();
        if (rest.size() <= limit) {
            return new Page<>(rest, null);
        }
        Row shown = rest.get(limit - 1);
        return new Page<>(
                rest.subList(0, limit), Cursor.encode(shown.attempts() + "/" + shown.value()));
    }

    private static boolean isAsked(Asked asked, RefusalSum sum) {
        return (asked.value() == null || asked.value().equals(sum.value()))
                && (asked.warehouses() == null
                        || asked.warehouses().contains(new WarehouseId(sum.warehouse())));
    }

    private static Row row(String cursor) {
        int slash = cursor.indexOf('/');
        try {
            return new Row(
                    cursor.substring(slash + 1), 0, Long.parseLong(cursor.substring(0, slash)));
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            throw Cursor.malformed();
        }
    }
}
