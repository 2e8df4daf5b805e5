package io.lotline.api.paper;

/// Something to stick on a place, a carton or a piece.
sealed interface Label permits SquareLabel, UnitLabel {
    /// Draws it.
    ///
    /// @param x    of its upper left corner on the page
    /// @param dot  the smallest length that is printed exactly; all bars are whole numbers of it
    void draw(Canvas canvas, double x, double y, LabelSize size, double dot);
}
