package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.UnitEvent.UnitHandled.Row;
import io.lotline.core.values.SerialNumber;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// The rows of a unit that was handled. Ten thousand pieces have a book each, and each finds its
/// own piece in them without looking at the others.
final class UnitRows extends AbstractList<Row> implements RandomAccess {
    private final List<Row> rows;
    private volatile @Nullable Map<Tag, List<Found>> pieces;

    private UnitRows(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    static UnitRows of(List<Row> rows) {
        return rows instanceof UnitRows known ? known : new UnitRows(rows);
    }

    /// A piece and its row.
    record Found(Row row, SerialNumber serial) {}

    @Override
    public Row get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /// The piece of this `serial` tag; none, or one.
    List<Found> of(Tag piece) {
        Map<Tag, List<Found>> known = pieces;
        if (known == null) {
            known = new HashMap<>();
            for (Row row : rows) {
                for (SerialNumber serial : row.serials()) {
                    known.computeIfAbsent(
                                    Tags.serial(row.item().di(), serial), _ -> new ArrayList<>(1))
                            .add(new Found(row, serial));
                }
            }
            pieces = known;
        }
        return known.getOrDefault(piece, List.of());
    }
}
