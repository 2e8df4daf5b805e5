package io.lotline.core.enterprise;

import io.lotline.core.axon.Given;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegisterEnterpriseDecisionTest {
    private static final EnterpriseId ACME = new EnterpriseId("acme");
    private static final LocalDate BEGIN = LocalDate.parse("2024-01-01");
    private static final LocalDate END = LocalDate.parse("2028-12-31");

    private static RegisterEnterprise register(String name, LocalDate from, LocalDate to) {
        return new RegisterEnterprise(
                ACME,
                name,
                "91310000MA1FL0000X",
                Set.of(EnterpriseRole.DEPOSITOR),
                List.of(new Licence("沪药监械经营许20240001号", "经营许可证", List.of("6864"), from, to)));
    }

    private static EnterpriseRegistered registered(String name) {
        RegisterEnterprise file = register(name, BEGIN, END);
        return new EnterpriseRegistered(
                ACME, name, file.unifiedSocialCreditCode(), file.roles(), file.licences());
    }

    @Test
    void a_new_file_is_taken() {
        Given.nothing().when(register("Acme", BEGIN, END)).thenEvents(registered("Acme"));
    }

    @Test
    void the_same_file_again_changes_nothing() {
        Given.events(registered("Acme")).when(register("Acme", BEGIN, END)).thenNothing();
    }

    @Test
    void a_changed_file_replaces_the_old_one() {
        Given.events(registered("Acme"))
                .when(register("Acme Medical", BEGIN, END))
                .thenEvents(registered("Acme Medical"));
    }

    @Test
    void going_back_to_an_older_file_is_a_change() {
        Given.events(registered("Acme"), registered("Acme Medical"))
                .when(register("Acme", BEGIN, END))
                .thenEvents(registered("Acme"));
    }

    @Test
    void a_licence_cannot_end_before_it_begins() {
        Given.nothing()
                .when(register("Acme", END, BEGIN))
                .thenRefused(
                        new EnterpriseRejection.LicencePeriodReversed(
                                ACME, "沪药监械经营许20240001号", END, BEGIN));
    }
}
