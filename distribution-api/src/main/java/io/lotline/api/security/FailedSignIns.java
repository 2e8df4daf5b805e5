package io.lotline.api.security;

import io.lotline.api.http.Fingerprint;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.TokenBuckets;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Counts the wrong keys that came from each address, and those that claimed each key's id from
/// wherever. A right key is never counted, and never held up by the count.
@Component
final class FailedSignIns {
    private static final Pattern KEY = Pattern.compile("lot_([A-Za-z0-9.-]{1,64})_.+");

    private final TokenBuckets addresses;
    private final TokenBuckets keys;

    @Autowired
    FailedSignIns() {
        this(System::nanoTime);
    }

    FailedSignIns(LongSupplier nanos) {
        this.addresses = buckets(nanos);
        this.keys = buckets(nanos);
    }

    private static TokenBuckets buckets(LongSupplier nanos) {
        return new TokenBuckets(
                HttpLimits.FAILED_SIGN_INS,
                HttpLimits.FAILED_SIGN_IN_EVERY,
                HttpLimits.MAX_COUNTED,
                nanos);
    }

    /// Counts a failure; answers how long to wait before the next one, zero where there were few.
    ///
    /// @param key what came as the key; null where that was none
    Duration count(String address, @Nullable String key) {
        Duration ofAddress = addresses.take(address);
        Duration ofKey = key == null ? Duration.ZERO : keys.take(idOf(key));
        return ofAddress.compareTo(ofKey) > 0 ? ofAddress : ofKey;
    }

    /// The id that a key claims to have; its fingerprint where it has none.
    private static String idOf(String key) {
        Matcher claimed = KEY.matcher(key);
        return claimed.matches() ? claimed.group(1) : Fingerprint.sha256(key);
    }
}
