package io.lotline.core.enterprise;

import io.lotline.core.decision.Command;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Registers an enterprise, or replaces its file.
public record RegisterEnterprise(
        EnterpriseId enterprise,
        String name,
        @Nullable String unifiedSocialCreditCode,
        Set<EnterpriseRole> roles,
        List<Licence> licences)
        implements Command {
    public RegisterEnterprise {
        roles = Set.copyOf(roles);
        licences = List.copyOf(licences);
    }
}
