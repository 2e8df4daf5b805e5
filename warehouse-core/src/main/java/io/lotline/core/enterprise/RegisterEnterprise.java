package io.lotline.core.enterprise;

import io.lotline.core.decision.Command;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.rules.FileForm.Seen;
import io.lotline.core.values.Address;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Gln;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Registers an enterprise, or replaces its file.
///
/// @param seen what its writer has seen of the file; null where that is not said
public record RegisterEnterprise(
        EnterpriseId enterprise,
        String name,
        @Nullable String unifiedSocialCreditCode,
        Set<EnterpriseRole> roles,
        List<Licence> licences,
        @Nullable Gln gln,
        @Nullable Address address,
        @Nullable Seen seen)
        implements Command {
    public RegisterEnterprise {
        roles = Set.copyOf(roles);
        licences = List.copyOf(licences);
    }

    /// By who does not say what they saw.
    public RegisterEnterprise(
            EnterpriseId enterprise,
            String name,
            @Nullable String unifiedSocialCreditCode,
            Set<EnterpriseRole> roles,
            List<Licence> licences) {
        this(enterprise, name, unifiedSocialCreditCode, roles, licences, null, null, null);
    }

    /// The file that it asks for.
    public EnterpriseRegistered file() {
        return new EnterpriseRegistered(
                enterprise, name, unifiedSocialCreditCode, roles, licences, gln, address);
    }
}
