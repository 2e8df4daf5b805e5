package io.lotline.core.rules;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.STENT_BOX;
import static io.lotline.core.rules.Park.SUPPLIER;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.lot;
import static io.lotline.core.rules.Park.pumps;
import static io.lotline.core.rules.Park.scan;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static io.lotline.core.rules.Park.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.access.IssueKey;
import io.lotline.core.access.IssueKeyDecision;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.PlaceOrder;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.distribution.PlanShipment;
import io.lotline.core.distribution.PlanShipmentDecision;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNotice;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoods;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inventory.AdjustStock;
import io.lotline.core.inventory.AdjustStockDecision;
import io.lotline.core.inventory.AdjustmentLimit;
import io.lotline.core.inventory.CountStock;
import io.lotline.core.inventory.CountStockDecision;
import io.lotline.core.inventory.HoldStock;
import io.lotline.core.inventory.HoldStockDecision;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.recall.StartRecall;
import io.lotline.core.recall.StartRecallDecision;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a command refers to is known, or the command is refused and what is spelt alike is named: a
/// table of references and commands.
class ReferencesTest {
    /// What is referred to, how it is spelt where it is known, and how else it may be written.
    enum Reference {
        ENTERPRISE(OWNER.value(), "unknown-enterprise", "owner", "NOBODY"),
        WAREHOUSE("W1", "unknown-warehouse", "w1", "W9"),
        LOCATION("A-01", "unknown-location", "a-01", "Z-99"),
        DEVICE(STENT.value(), "unknown-device", "6901234567892", "６901234567892", "09999999999994"),
        LOT("LotA", "unknown-lot", "lota", "LOTA", "L otA", "LotZ"),
        SERIAL("S-1a", "unknown-serial", "s-1A", "S -1a", "S-9"),
        /// Such as no label has.
        LOT_SPELLING(
                "LotA",
                "misspelt-name",
                "LotA ",
                " LotA",
                "LotA\u200b",
                "Lot\u00adA",
                "ＬotA",
                "L\u043etA",
                "批7",
                "Lot-of-more-signs-than-GS1-has"),
        SERIAL_SPELLING("S-1a", "misspelt-name", "S-1a\u2060", "S-1ａ");

        private final String known;
        private final String problem;
        private final List<String> others;

        Reference(String known, String problem, String... others) {
            this.known = known;
            this.problem = problem;
            this.others = List.of(others);
        }

        /// Whether a name looks like the known one.
        private boolean alike(String name) {
            return !List.of(
                            "NOBODY",
                            "W9",
                            "Z-99",
                            "09999999999994",
                            "LotZ",
                            "S-9",
                            "批7",
                            "Lot-of-more-signs-than-GS1-has")
                    .contains(name);
        }
    }

    /// A command that refers to something by a name.
    private record Case<C extends Command>(
            String name, Decision<C> decision, Map<Reference, Function<String, C>> commands) {
        private Given.Then take(Given given, Reference reference, String name) {
            return given.when(decision, commands.get(reference).apply(name));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Case<?>> CASES =
            List.of(
                    new Case<>(
                            "HoldStock",
                            new HoldStockDecision(),
                            Map.of(
                                    Reference.DEVICE,
                                            di -> hold(new Di(di), null, null, null, null),
                                    Reference.LOT, lot -> hold(STENT, lot, null, null, null),
                                    Reference.LOT_SPELLING,
                                            lot -> hold(STENT, lot, null, null, null),
                                    Reference.SERIAL,
                                            serial -> hold(PUMP, null, serial, null, null),
                                    Reference.SERIAL_SPELLING,
                                            serial -> hold(PUMP, null, serial, null, null),
                                    Reference.LOCATION, at -> hold(STENT, null, null, at, null),
                                    Reference.ENTERPRISE,
                                            owner -> hold(STENT, null, null, null, owner))),
                    new Case<>(
                            "StartRecall",
                            new StartRecallDecision(),
                            Map.of(
                                    Reference.DEVICE, di -> recall(new Di(di), Set.of("LotA")),
                                    Reference.LOT, lot -> recall(STENT, Set.of(lot)),
                                    Reference.LOT_SPELLING, lot -> recall(STENT, Set.of(lot)),
                                    Reference.SERIAL, ReferencesTest::recallOfPiece,
                                    Reference.SERIAL_SPELLING, ReferencesTest::recallOfPiece)),
                    new Case<>(
                            "FileInboundNotice",
                            new FileInboundNoticeDecision(),
                            Map.of(
                                    Reference.DEVICE,
                                            di -> notice(OWNER, SUPPLIER, W1, new Di(di), null),
                                    Reference.ENTERPRISE,
                                            id ->
                                                    notice(
                                                            new EnterpriseId(id),
                                                            SUPPLIER,
                                                            W1,
                                                            STENT,
                                                            null),
                                    Reference.WAREHOUSE,
                                            id ->
                                                    notice(
                                                            OWNER,
                                                            SUPPLIER,
                                                            new WarehouseId(id),
                                                            STENT,
                                                            null),
                                    Reference.LOT_SPELLING,
                                            lot -> notice(OWNER, SUPPLIER, W1, STENT, lot))),
                    new Case<>(
                            "InspectGoods",
                            new InspectGoodsDecision(),
                            Map.of(
                                    Reference.DEVICE, di -> inspect(new Di(di), "LotA", "DOCK-1"),
                                    Reference.LOT, lot -> inspect(STENT, lot, "DOCK-1"),
                                    Reference.LOT_SPELLING, lot -> inspect(STENT, lot, "DOCK-1"))),
                    new Case<>(
                            "PlaceOrder",
                            new PlaceOrderDecision(),
                            Map.of(
                                    Reference.DEVICE, di -> order(OWNER, W1, new Di(di)),
                                    Reference.ENTERPRISE,
                                            id -> order(new EnterpriseId(id), W1, STENT),
                                    Reference.WAREHOUSE,
                                            id -> order(OWNER, new WarehouseId(id), STENT))),
                    new Case<>(
                            "PlanShipment",
                            new PlanShipmentDecision(),
                            Map.of(Reference.ENTERPRISE, ReferencesTest::shipment)),
                    new Case<>(
                            "AdjustStock",
                            new AdjustStockDecision(),
                            Map.of(
                                    Reference.DEVICE,
                                            di -> loss(OWNER, new Di(di), "LotA", null, "A-01"),
                                    Reference.ENTERPRISE,
                                            id ->
                                                    loss(
                                                            new EnterpriseId(id),
                                                            STENT,
                                                            "LotA",
                                                            null,
                                                            "A-01"),
                                    Reference.LOT, lot -> loss(OWNER, STENT, lot, null, "A-01"),
                                    Reference.LOT_SPELLING,
                                            lot -> loss(OWNER, STENT, lot, null, "A-01"),
                                    Reference.SERIAL,
                                            serial -> loss(OWNER, PUMP, "P1", serial, "A-01"),
                                    Reference.SERIAL_SPELLING,
                                            serial -> loss(OWNER, PUMP, "P1", serial, "A-01"),
                                    Reference.LOCATION,
                                            at -> loss(OWNER, STENT, "LotA", null, at))),
                    new Case<>(
                            "CountStock",
                            new CountStockDecision(),
                            Map.of(
                                    Reference.LOCATION, at -> count(STENT, at, null),
                                    Reference.ENTERPRISE,
                                            id -> count(STENT, "A-01", new EnterpriseId(id)))),
                    new Case<>(
                            "MoveGoods",
                            new MoveGoodsDecision(),
                            Map.of(
                                    Reference.LOCATION, at -> move(Location.of("W1", at), OWNER),
                                    Reference.ENTERPRISE, id -> move(BIN_A, new EnterpriseId(id)))),
                    new Case<>(
                            "IssueKey",
                            new IssueKeyDecision(),
                            Map.of(
                                    Reference.ENTERPRISE,
                                            id ->
                                                    key(
                                                            CallerRole.ENTERPRISE,
                                                            new EnterpriseId(id),
                                                            Set.of()),
                                    Reference.WAREHOUSE,
                                            id ->
                                                    key(
                                                            CallerRole.OPERATOR,
                                                            null,
                                                            Set.of(new WarehouseId(id))))));

    /// Everything that is referred to is there: a lot in a bin and more of it at the dock, a piece,
    /// an order that is on no shipment.
    private static Given given() {
        Given given = stock(Park.open(), OWNER, "LotA", EXPIRY, BIN_A, 9);
        pumps(given, BIN_A, "S-1a");
        given.and(
                        new FileInboundNoticeDecision(),
                        Park.notice("ASN-9", OWNER, Park.line(STENT, 50)))
                .and(
                        new io.lotline.core.inbound.ReceiveGoodsDecision(),
                        Park.receive("ASN-9", stents("LotA", 9)));
        return given.and(
                new PlaceOrderDecision(), Park.order("SO-1", HOSPITAL, wanted("1", STENT, 1)));
    }

    static Stream<Arguments> references() {
        List<Arguments> table = new ArrayList<>();
        for (Case<?> each : CASES) {
            for (Reference reference : Reference.values()) {
                if (each.commands().containsKey(reference)) {
                    reference.others.forEach(
                            other -> table.add(Arguments.of(each, reference, other)));
                }
            }
        }
        return table.stream();
    }

    @ParameterizedTest
    @MethodSource("references")
    void what_is_not_known_is_refused_and_what_looks_like_it_named(
            Case<?> each, Reference reference, String name) {
        Rejection refused = each.take(given(), reference, name).refused(reference.problem);

        assertThat(refused.message()).contains("\nMaybe ");
        String advice = refused.message().substring(refused.message().indexOf('\n'));
        assertThat(advice.contains(reference.known)).isEqualTo(reference.alike(name));
    }

    static Stream<Arguments> known() {
        return CASES.stream()
                .flatMap(
                        each ->
                                each.commands().keySet().stream()
                                        .map(reference -> Arguments.of(each, reference)));
    }

    /// The control: the same command with the known name is taken.
    @ParameterizedTest
    @MethodSource("known")
    void what_is_known_is_taken(Case<?> each, Reference reference) {
        Outcome outcome = each.take(given(), reference, reference.known).outcome();
        boolean noCarrier =
                outcome instanceof Outcome.Rejected(Rejection reason)
                        && reason.problem().equals("wrong-role");
        assertThat(outcome instanceof Outcome.Accepted || noCarrier).as("%s", outcome).isTrue();
    }

    @Test
    void what_has_not_come_is_stopped_where_that_is_said_unless_it_only_looks_like_it() {
        Given given = given();
        for (boolean expected : List.of(true, false)) {
            Outcome outcome =
                    given.when(
                                    new HoldStockDecision(),
                                    new HoldStock(
                                            new HoldId("H-9"),
                                            Park.scope(STENT, "COMES"),
                                            "damp",
                                            expected))
                            .outcome();
            // said once, the hold stands: the same again changes nothing
            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        }
        given.when(
                        new HoldStockDecision(),
                        new HoldStock(new HoldId("H-8"), Park.scope(STENT, "LOTA"), "damp", true))
                .refused("unknown-lot");
        given.when(
                        new StartRecallDecision(),
                        new StartRecall(
                                new RecallId("R-8"),
                                1,
                                PUMP,
                                Set.of(),
                                Set.of(new SerialNumber("S-1A")),
                                "breaks",
                                false,
                                true))
                .refused("unknown-serial");
    }

    @Test
    void a_hold_of_a_piece_under_another_lot_would_stop_nothing() {
        given().when(
                        new HoldStockDecision(),
                        new HoldStock(
                                new HoldId("H-1"),
                                new HoldScope(
                                        PUMP, lot("P9"), new SerialNumber("S-1a"), null, null),
                                "torn",
                                true))
                .refused("serial-of-other-lot");
    }

    @Test
    void a_cartons_identifier_stands_for_its_device_wherever_one_does() {
        Given given = given();
        StockHeld held =
                given.when(new HoldStockDecision(), hold(STENT_BOX, "LotA", null, null, null))
                        .accepted(StockHeld.class);
        assertThat(held.scope().di()).isEqualTo(STENT);
        RecallStarted recall =
                given.when(new StartRecallDecision(), recall(STENT_BOX, Set.of("LotA")))
                        .accepted(RecallStarted.class);
        assertThat(recall.di()).isEqualTo(STENT);
        InboundNoticeFiled notice =
                given.when(
                                new FileInboundNoticeDecision(),
                                notice(OWNER, SUPPLIER, W1, STENT_BOX, "LotA"))
                        .accepted(InboundNoticeFiled.class);
        assertThat(notice.lines()).extracting(ExpectedLine::di).containsExactly(STENT);
        StockCounted counted =
                given.when(new CountStockDecision(), count(STENT_BOX, "A-01", null))
                        .accepted(StockCounted.class);
        assertThat(counted.counted()).isEqualTo(10);
        List<WarehouseEvent> ordered =
                given.when(new PlaceOrderDecision(), order(OWNER, W1, STENT_BOX)).accepted();
        assertThat(ordered).hasSize(1);
    }

    @Test
    void who_asks_for_what_is_named_looks_at_nothing_else() {
        Given few = given();
        Given many = given();
        for (int i = 0; i < 40; i++) {
            many.and(
                    new io.lotline.core.inbound.ReceiveGoodsDecision(),
                    Park.receive("ASN-9", stents("OTHER-" + i, 1)));
        }
        HoldStock command = hold(STENT, "LotA", null, null, null);
        assertThat(many.boundary(new HoldStockDecision(), command))
                .isEqualTo(few.boundary(new HoldStockDecision(), command));
        HoldStock misspelt = hold(STENT, "lota", null, null, null);
        assertThat(many.boundary(new HoldStockDecision(), misspelt))
                .isEqualTo(few.boundary(new HoldStockDecision(), misspelt));
    }

    private static HoldStock hold(Di di, String lot, String serial, String location, String owner) {
        return new HoldStock(
                new HoldId("H-1"),
                new HoldScope(
                        di,
                        lot == null ? null : new LotNumber(lot),
                        serial == null ? null : new SerialNumber(serial),
                        location,
                        owner == null ? null : new EnterpriseId(owner)),
                "damp",
                false);
    }

    private static StartRecall recall(Di di, Set<String> lots) {
        return new StartRecall(
                new RecallId("R-1"),
                1,
                di,
                lots.stream().map(LotNumber::new).collect(java.util.stream.Collectors.toSet()),
                Set.of(),
                "breaks",
                false,
                false);
    }

    private static StartRecall recallOfPiece(String serial) {
        return new StartRecall(
                new RecallId("R-1"),
                1,
                PUMP,
                Set.of(),
                Set.of(new SerialNumber(serial)),
                "breaks",
                false,
                false);
    }

    private static FileInboundNotice notice(
            EnterpriseId owner, EnterpriseId supplier, WarehouseId warehouse, Di di, String lot) {
        return new FileInboundNotice(
                new NoticeId("ASN-7"),
                owner,
                supplier,
                warehouse,
                List.of(new ExpectedLine(di, lot == null ? null : new LotNumber(lot), null, 1)),
                TODAY);
    }

    private static InspectGoods inspect(Di di, String lot, String location) {
        return new InspectGoods(
                new NoticeId("ASN-9"),
                di,
                new LotNumber(lot),
                Set.of(),
                new InspectGoods.Where(new LocationId(location), null, null),
                Conclusion.QUALIFIED,
                1,
                null);
    }

    private static PlaceOrder order(EnterpriseId owner, WarehouseId warehouse, Di di) {
        return new PlaceOrder(
                new OrderId("SO-7"),
                owner,
                HOSPITAL,
                warehouse,
                List.of(wanted("1", di, 1)),
                TODAY);
    }

    private static PlanShipment shipment(String carrier) {
        return new PlanShipment(
                new ShipmentId("SH-1"),
                List.of(new OrderId("SO-1")),
                new EnterpriseId(carrier),
                null,
                List.of(),
                null,
                TODAY);
    }

    private static CountStock count(Di di, String location, EnterpriseId owner) {
        return new CountStock(
                new CountId("C-1"),
                owner,
                Location.of("W1", location),
                ScannedGoods.of(di, lot("LotA"), null, null, null, 1, null, scan("count"), TODAY),
                "zhang");
    }

    private static AdjustStock loss(
            EnterpriseId owner, Di di, String lot, @Nullable String serial, String at) {
        return new AdjustStock(
                new AdjustmentId("A-1"),
                new Adjustment(
                        AdjustmentKind.LOST,
                        new StockItem(owner, di, lot(lot)),
                        serial == null ? List.of() : List.of(new SerialNumber(serial)),
                        1,
                        Location.of("W1", at),
                        null,
                        "盘点",
                        null,
                        null),
                new AdjustmentLimit(100, RiskClass.III, true),
                "zhang");
    }

    private static MoveGoods move(Location from, EnterpriseId owner) {
        return new MoveGoods(owner, from, Park.BIN_B, stents("LotA", 1), TODAY);
    }

    private static IssueKey key(
            CallerRole role, EnterpriseId enterprise, Set<WarehouseId> warehouses) {
        return new IssueKey(new KeyId("k"), "label", role, enterprise, warehouses, "ab12");
    }
}
