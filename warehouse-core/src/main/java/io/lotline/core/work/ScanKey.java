package io.lotline.core.work;

/// A scan of a caller: what makes a retry the same.
///
/// @param caller the key id
record ScanKey(String caller, String scanId) {
    static final String PREFIX = "scan:";

    /// The request key of a scan.
    String request() {
        return PREFIX + scanId;
    }
}
