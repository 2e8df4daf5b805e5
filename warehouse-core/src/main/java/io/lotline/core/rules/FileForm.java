package io.lotline.core.rules;

import io.lotline.core.decision.Rejection;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The form of a file of master data: a digest of all that it says. Files that say the same have
/// the same form, on every node and whenever they were written.
///
/// @param value sixteen hexadecimal digits
public record FileForm(String value) {
    private static final int DIGITS = 16;

    public static FileForm of(EnterpriseRegistered file) {
        List<@Nullable Object> parts = new ArrayList<>();
        parts.add(file.enterprise());
        parts.add(file.name());
        parts.add(file.unifiedSocialCreditCode());
        // a set has no order
        parts.add(file.roles().stream().map(Enum::name).sorted().toList());
        parts.add(file.licences());
        parts.add(file.gln());
        if (file.address() != null) {
            // files from before there were any keep their form
            parts.add(file.address());
        }
        return of(parts.toArray());
    }

    public static FileForm of(DeviceRegistered file) {
        return of(
                file.di(),
                file.name(),
                file.model(),
                file.specification(),
                file.registrationNumber(),
                file.registrationValidTo(),
                file.holder(),
                file.riskClass(),
                file.classificationCode(),
                file.implantable(),
                file.storage(),
                file.identifiers(),
                file.packages());
    }

    public static FileForm of(LocationDefined file) {
        return of(
                file.location(),
                file.zone(),
                file.minCelsius(),
                file.maxCelsius(),
                file.capacity(),
                file.gln());
    }

    public static FileForm of(TariffDefined file) {
        return of(
                file.tariff(),
                file.owner(),
                file.validFrom(),
                file.validTo(),
                file.storage(),
                file.handling(),
                file.delivery());
    }

    /// @param parts a GLN that is not there is none: files from before there were any keep their
    ///     form
    private static FileForm of(@Nullable Object... parts) {
        int last = parts.length - 1;
        String text =
                Arrays.stream(parts)
                        .limit(parts[last] == null ? last : parts.length)
                        .map(String::valueOf)
                        .map(part -> part.length() + ":" + part)
                        .collect(Collectors.joining());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return new FileForm(HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// What its writer has seen of a file.
    ///
    /// @param forms the forms that may be replaced; null for whichever the file has
    public record Seen(@Nullable Set<FileForm> forms) {
        public Seen {
            forms = forms == null ? null : Set.copyOf(forms);
        }

        /// Why the file may not be replaced; null where it may.
        ///
        /// @param document what it is, such as `enterprise`
        /// @param now      the form that it has; null where there is no such file
        public @Nullable Rejection refusal(String document, String id, @Nullable FileForm now) {
            return now != null && (forms == null || forms.contains(now))
                    ? null
                    : new SharedRejection.FileChanged(
                            document, id, now == null ? null : now.value());
        }
    }

    /// Why a file may not be replaced; null where it may, as by all who do not say what they saw.
    public static @Nullable Rejection refusal(
            @Nullable Seen seen, String document, String id, @Nullable FileForm now) {
        return seen == null ? null : seen.refusal(document, id, now);
    }
}
