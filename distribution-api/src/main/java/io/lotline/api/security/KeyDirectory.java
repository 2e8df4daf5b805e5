package io.lotline.api.security;

import io.lotline.api.http.Caller;
import org.jspecify.annotations.Nullable;

/// Where the keys that were issued are found.
public interface KeyDirectory {

    /// The key whose SHA-256 is `secretHash`; null if there never was one.
    @Nullable Entry find(String secretHash);

    /// Whether a key of an administrator was ever issued.
    boolean knowsAnAdmin();

    /// A key and whether it still counts.
    record Entry(Caller caller, boolean revoked) {}
}
