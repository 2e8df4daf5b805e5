package io.lotline.core.rules;

import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a licence is for (经营范围). Its entries are codes of the classification catalogue, such as
/// `13` or `13-07`, classes, such as `III`, or both, such as `III-13`.
final class LicenceScope {
    private static final Pattern ENTRY = Pattern.compile("(?:(III|II|I)类?)?[-: ]?(.*)");

    private LicenceScope() {}

    /// Whether a licence is for a device. One without a scope is for all; a device without a code is
    /// not refused for it.
    static boolean covers(Licence licence, DeviceRegistered device) {
        return licence.scope().isEmpty()
                || licence.scope().stream().anyMatch(entry -> covers(entry, device));
    }

    private static boolean covers(String entry, DeviceRegistered device) {
        Matcher parts = ENTRY.matcher(plain(entry));
        if (!parts.matches()) {
            return false;
        }
        if (parts.group(1) != null && !parts.group(1).equals(device.riskClass().name())) {
            return false;
        }
        String asked = parts.group(2);
        if (asked.isEmpty()) {
            return parts.group(1) != null;
        }
        return device.classificationCode() == null
                || within(plain(device.classificationCode()), asked)
                || within(asked, plain(device.classificationCode()));
    }

    /// Whether a code is another or below it.
    private static boolean within(String code, String other) {
        return code.equals(other) || code.startsWith(other + "-");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }
}
