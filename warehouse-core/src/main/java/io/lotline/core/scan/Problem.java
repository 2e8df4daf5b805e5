package io.lotline.core.scan;

/// Why a symbol, or one way to read it, fails: the code and the sentence of [Reading.Unreadable].
record Problem(String code, String sentence) {

    Reading.Unreadable unreadable() {
        return new Reading.Unreadable(code, sentence);
    }

    /// The text as a problem shows it: control characters made visible, long ones cut.
    static String show(String text) {
        int limit = Math.min(text.length(), 80);
        StringBuilder shown = new StringBuilder(limit + 2).append('"');
        for (int i = 0; i < limit; i++) {
            char c = text.charAt(i);
            if (c == Gs1Elements.SEPARATOR) {
                shown.append("<GS>");
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                shown.append('?');
            } else {
                shown.append(c);
            }
        }
        return shown.append(limit < text.length() ? "…\"" : "\"").toString();
    }
}
