package io.lotline.api.paper;

/// Where a paper is drawn. All lengths are in millimetres, from the upper left corner of a page.
interface Canvas {
    /// Begins a page.
    void page(double width, double height);

    /// A bar or module of a symbol.
    void bar(double x, double y, double width, double height);

    /// A coloured area or a rule; what prints in black and white leaves it out.
    void area(double x, double y, double width, double height, Colour colour);

    /// A line of text.
    ///
    /// @param size of an em
    void text(double x, double baseline, double size, String text, Colour colour);

    /// All pages.
    byte[] bytes();
}
