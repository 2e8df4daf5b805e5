package io.lotline.projections.enterprise;

import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.values.Address;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Gln;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An enterprise's file as it is now.
///
/// @param form of which form the file is: a digest of what it says
public record Enterprise(
        EnterpriseId enterpriseId,
        String name,
        @Nullable String unifiedSocialCreditCode,
        Set<EnterpriseRole> roles,
        List<Licence> licences,
        @Nullable Gln gln,
        @Nullable Address address,
        Instant changed,
        String changedBy,
        String form) {

    public Enterprise {
        roles = Set.copyOf(roles);
        licences = List.copyOf(licences);
    }

    /// The last day on which some licence is valid; null without licences.
    public @Nullable LocalDate licensedUntil() {
        return licences.stream().map(Licence::validTo).max(LocalDate::compareTo).orElse(null);
    }
}
