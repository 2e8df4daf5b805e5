package io.lotline.core.scan;

/// One data element of a symbol: its identifier in the symbol's standard and its value as printed.
///
/// The identifier is the AI in GS1 (`10`), `LIC`, `PCN`, `UOM` or the flag in HIBC (`$$`, `14D`),
/// the letter in MA (`L`) and the data identifier in ICCBBA (`=/`).
public record Element(String id, String value) {}
