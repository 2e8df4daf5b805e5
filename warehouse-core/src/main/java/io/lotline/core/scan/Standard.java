package io.lotline.core.scan;

/// The coding standard that a symbol follows.
public enum Standard {
    /// GS1 element string, also a bare EAN/UPC number.
    GS1("gs1"),
    /// GS1 Digital Link URI.
    GS1_DIGITAL_LINK("gs1-digital-link"),
    /// HIBC supplier labelling (LIC), 2.6.
    HIBC("hibc"),
    /// MA code (IDcode) of ZIIOT.
    MA("ma"),
    /// ISBT 128 device structures of ICCBBA.
    ICCBBA("iccbba");

    private final String code;

    Standard(String code) {
        this.code = code;
    }

    /// The standard's stable name, as the API and stored events spell it.
    public String code() {
        return code;
    }
}
