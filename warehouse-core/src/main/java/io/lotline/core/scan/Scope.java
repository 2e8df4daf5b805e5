package io.lotline.core.scan;

/// How much of an item one reading sees: the year it takes place in and whether other symbols may
/// complete it.
///
/// @param currentYear the year that two-digit years are near to
/// @param wholeItem whether this symbol is all there is, so that the dictionary's `req` rules must
/// be met by it alone
/// @param scanners how the scanners are set up that sent it
record Scope(int currentYear, boolean wholeItem, ScannerSetup scanners) {}
