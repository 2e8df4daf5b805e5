package io.lotline.api.paper;

import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.Views;
import io.lotline.projections.enterprise.Enterprise;
import java.util.List;
import java.util.stream.Collectors;

/// What papers say of enterprises.
final class EnterpriseText {
    private final Views views;

    EnterpriseText(Views views) {
        this.views = views;
    }

    /// Its name, and its unified social credit code where it has one.
    String name(EnterpriseId id) {
        return views.enterprises()
                .find(id)
                .map(file -> Papers.joined("\n", file.name(), file.unifiedSocialCreditCode()))
                .orElse(id.value());
    }

    /// Where it is, and whom to ask for there.
    String address(EnterpriseId id) {
        return views.enterprises()
                .find(id)
                .map(Enterprise::address)
                .map(address -> Papers.joined("\n", address.text(), address.contact()))
                .orElse("");
    }

    /// The numbers of its licences.
    String licences(EnterpriseId id) {
        return views.enterprises().find(id).map(Enterprise::licences).orElse(List.of()).stream()
                .map(licence -> Papers.joined(" ", licence.kind(), licence.number()))
                .sorted()
                .distinct()
                .collect(Collectors.joining("；"));
    }
}
