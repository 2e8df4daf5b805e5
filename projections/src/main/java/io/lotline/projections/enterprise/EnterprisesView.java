package io.lotline.projections.enterprise;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.rules.FileForm;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the enterprises, by id.
public final class EnterprisesView implements View<Enterprise> {
    public static final String NAME = "enterprises";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public Class<Enterprise> documentType() {
        return Enterprise.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("roles", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof EnterpriseRegistered registered
                ? Set.of(registered.enterprise().value())
                : Set.of();
    }

    @Override
    public @Nullable Enterprise fold(@Nullable Enterprise before, Recorded recorded, String key) {
        return recorded.event() instanceof EnterpriseRegistered registered
                ? new Enterprise(
                        registered.enterprise(),
                        registered.name(),
                        registered.unifiedSocialCreditCode(),
                        registered.roles(),
                        registered.licences(),
                        registered.gln(),
                        registered.address(),
                        recorded.at(),
                        recorded.actor(),
                        FileForm.of(registered).value())
                : before;
    }
}
