package io.lotline.core.access;

import io.lotline.core.axon.Given;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.AccessEvent.LookedUp;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.Location;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyDecisionsTest {
    private static final KeyId KEY = new KeyId("handheld-7");
    private static final Set<WarehouseId> W1 = Set.of(new WarehouseId("W1"));
    private static final IssueKey ISSUE =
            new IssueKey(KEY, "dock", CallerRole.OPERATOR, null, W1, "ab12");
    private static final KeyIssued ISSUED =
            new KeyIssued(KEY, "dock", CallerRole.OPERATOR, null, W1, "ab12");

    private static final LocationDefined BIN =
            new LocationDefined(Location.of("W1", "A-1"), Zone.QUALIFIED, null, null, null);

    private static final KeyIssued ISSUED_TO_STAFF =
            new KeyIssued(new KeyId("staff"), "dock", CallerRole.OPERATOR, null, Set.of(), "ef56");

    @Test
    void a_new_key_is_issued() {
        Given.events(BIN).when(ISSUE).thenEvents(ISSUED);
    }

    @Test
    void a_key_of_an_enterprise_or_a_warehouse_that_nobody_knows_is_not_issued() {
        Given.nothing().when(ISSUE).thenRefused("unknown-warehouse");
        Given.nothing()
                .when(
                        new IssueKey(
                                KEY,
                                "erp",
                                CallerRole.ENTERPRISE,
                                new EnterpriseId("acme"),
                                Set.of(),
                                "ab12"))
                .thenRefused("unknown-enterprise");
    }

    @Test
    void the_same_key_again_changes_nothing() {
        Given.events(ISSUED).when(ISSUE).thenNothing();
    }

    @Test
    void another_key_of_the_same_id_is_refused() {
        Given.events(ISSUED)
                .when(new IssueKey(KEY, "dock", CallerRole.ADMIN, null, Set.of(), "ab12"))
                .thenRefused(new DocumentExists("key", "handheld-7"));
    }

    @Test
    void a_revoked_key_does_not_come_back() {
        Given.events(ISSUED, new KeyRevoked(KEY))
                .when(ISSUE)
                .thenRefused(new DocumentExists("key", "handheld-7"));
    }

    @Test
    void an_enterprise_key_names_its_enterprise_and_no_other_key_does() {
        Given.nothing()
                .when(new IssueKey(KEY, "erp", CallerRole.ENTERPRISE, null, Set.of(), "ab12"))
                .thenRefused(new AccessRejection.EnterpriseMismatch(CallerRole.ENTERPRISE));
        Given.nothing()
                .when(
                        new IssueKey(
                                KEY,
                                "gate",
                                CallerRole.SENSOR,
                                new EnterpriseId("acme"),
                                Set.of(),
                                "ab12"))
                .thenRefused(new AccessRejection.EnterpriseMismatch(CallerRole.SENSOR));
    }

    @Test
    void a_key_is_revoked_once() {
        Given.events(ISSUED).when(new RevokeKey(KEY)).thenEvents(new KeyRevoked(KEY));
        Given.events(ISSUED, new KeyRevoked(KEY)).when(new RevokeKey(KEY)).thenNothing();
    }

    @Test
    void the_last_admin_key_is_not_revoked() {
        KeyId second = new KeyId("second");
        KeyIssued admin = issuedAdmin(KEY);
        KeyIssued other = issuedAdmin(second);
        AccessRejection refused = new AccessRejection.LastAdminKey(KEY);
        Given.events(admin).when(new RevokeKey(KEY)).thenRefused(refused);
        Given.events(admin, ISSUED_TO_STAFF).when(new RevokeKey(KEY)).thenRefused(refused);
        Given.events(admin, other).when(new RevokeKey(KEY)).thenEvents(new KeyRevoked(KEY));
        Given.events(admin, other, new KeyRevoked(second))
                .when(new RevokeKey(KEY))
                .thenRefused(refused);
        Given.events(admin, other, new KeyRevoked(KEY)).when(new RevokeKey(KEY)).thenNothing();
        Given.events(admin, ISSUED_TO_STAFF)
                .when(new RevokeKey(ISSUED_TO_STAFF.key()))
                .thenEvents(new KeyRevoked(ISSUED_TO_STAFF.key()));
    }

    private static KeyIssued issuedAdmin(KeyId key) {
        return new KeyIssued(key, "office", CallerRole.ADMIN, null, Set.of(), "cd34");
    }

    @Test
    void an_unknown_key_cannot_be_revoked() {
        Given.nothing().when(new RevokeKey(KEY)).thenRefused(new AccessRejection.UnknownKey(KEY));
    }

    @Test
    void every_look_up_is_recorded() {
        RecordLookUp lookUp = new RecordLookUp(KEY, "/v1/stock", "owner=acme");
        LookedUp lookedUp = new LookedUp(KEY, "/v1/stock", "owner=acme");
        Given.events(lookedUp).when(lookUp).thenEvents(lookedUp);
    }
}
