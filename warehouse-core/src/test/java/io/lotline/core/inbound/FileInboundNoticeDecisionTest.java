package io.lotline.core.inbound;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Rejection;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.rules.Park;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.NoticeId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileInboundNoticeDecisionTest {
    private final FileInboundNoticeDecision filing = new FileInboundNoticeDecision();

    @Test
    void packages_are_announced_in_pieces() {
        var filed =
                Park.open()
                        .when(filing, notice("ASN-1", OWNER, line(STENT_CASE, 2), line(PUMP, 1)))
                        .accepted(InboundNoticeFiled.class);

        assertThat(filed.lines()).containsExactly(line(STENT, 80), line(PUMP, 1));
    }

    @Test
    void the_same_document_again_changes_nothing_and_another_conflicts() {
        var given = Park.open().and(filing, notice("ASN-1", OWNER, line(STENT_BOX, 2)));

        FileInboundNotice again = notice("ASN-1", OWNER, line(STENT_BOX, 2));
        given.when(
                        filing,
                        new FileInboundNotice(
                                again.notice(),
                                again.owner(),
                                again.supplier(),
                                again.warehouse(),
                                again.lines(),
                                TODAY.plusYears(1)))
                .changesNothing();
        Rejection conflict =
                given.when(filing, notice("ASN-1", OWNER, line(STENT_BOX, 3)))
                        .refused("document-exists");
        assertThat(conflict.kind()).isEqualTo(Rejection.Kind.CONFLICT);
    }

    @Test
    void owner_and_supplier_are_registered_in_their_roles() {
        Park.open()
                .when(filing, notice("ASN-1", new EnterpriseId("NOBODY"), line(STENT, 1)))
                .refused("unknown-enterprise");
        Park.open().when(filing, notice("ASN-1", HOSPITAL, line(STENT, 1))).refused("wrong-role");
        Park.open()
                .when(
                        filing,
                        new FileInboundNotice(
                                new NoticeId("ASN-1"),
                                OWNER,
                                HOSPITAL,
                                W1,
                                List.of(line(STENT, 1)),
                                TODAY))
                .refused("wrong-role");
    }

    @Test
    void an_expired_licence_stops_owner_and_supplier() {
        Park.open()
                .and(expired(OWNER, EnterpriseRole.DEPOSITOR))
                .when(filing, notice("ASN-1", OWNER, line(STENT, 1)))
                .refused("licence-expired");
        Park.open()
                .and(expired(SUPPLIER, EnterpriseRole.SUPPLIER))
                .when(filing, notice("ASN-1", OWNER, line(STENT, 1)))
                .refused("licence-expired");
    }

    @Test
    void lines_are_few_enough_and_name_known_devices() {
        Park.open().when(filing, notice("ASN-1", OWNER)).refused("empty-document");
        Park.open()
                .when(filing, notice("ASN-1", OWNER, line(new Di("UNKNOWN"), 1)))
                .refused("unknown-device");
        Park.open()
                .when(filing, notice("ASN-1", OWNER, line(STENT_CASE, 1_000_000)))
                .refused("quantity-too-large");
        Park.open()
                .when(
                        filing,
                        notice(
                                "ASN-1",
                                OWNER,
                                Collections.nCopies(1_001, line(STENT, 1))
                                        .toArray(ExpectedLine[]::new)))
                .refused("too-many-lines");
    }
}
