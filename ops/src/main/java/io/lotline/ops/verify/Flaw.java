package io.lotline.ops.verify;

/// Where a log is bad, and how.
record Flaw(long position, String reason) {}
