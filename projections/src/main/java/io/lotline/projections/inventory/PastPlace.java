package io.lotline.projections.inventory;

import io.lotline.projections.store.Cursor;

/// Where a page of past stock ended.
///
/// @param cell the key of its last cell
/// @param left what is promised out of that cell's bin and not counted against its goods yet
record PastPlace(String cell, int left) {
    private static final char NEXT = '\n';

    String cursor() {
        return Cursor.encode(cell + NEXT + left);
    }

    /// @throws io.lotline.core.values.MalformedValue if it is no cursor of a page of past stock
    static PastPlace parse(String cursor) {
        String text = Cursor.decode(cursor);
        int next = text.lastIndexOf(NEXT);
        try {
            return new PastPlace(
                    text.substring(0, Math.max(0, next)),
                    Integer.parseInt(text.substring(next + 1)));
        } catch (NumberFormatException e) {
            throw Cursor.malformed();
        }
    }

    boolean isIn(String bin) {
        return cell.startsWith(bin + '/');
    }
}
