package io.lotline.core.rules;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.order;
import static io.lotline.core.rules.Park.pickedAndChecked;
import static io.lotline.core.rules.Park.planned;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static io.lotline.core.rules.Park.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.AllocateOrderDecision;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.DispatchShipmentDecision;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PlaceOrder;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.ShipmentId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// An owner and a consignee may deal with a device on the day in question, or nothing goes on: each
/// rule at each step.
class LicencesTest {
    private static final LocalDate LATER = TODAY.plusDays(30);

    /// Where it is asked.
    enum Step {
        ORDER {
            @Override
            Given.Then take(Given given) {
                PlaceOrder order = order("SO-2", HOSPITAL, wanted("1", STENT, 1));
                return given.when(
                        new PlaceOrderDecision(),
                        new PlaceOrder(
                                order.order(),
                                order.owner(),
                                order.consignee(),
                                order.warehouse(),
                                order.lines(),
                                LATER));
            }
        },
        ALLOCATION {
            @Override
            Given.Then take(Given given) {
                return given.when(
                        new AllocateOrderDecision(),
                        new AllocateOrder(new OrderId("SO-1"), null, null, LATER));
            }
        },
        DISPATCH {
            @Override
            Given.Then take(Given given) {
                return given.when(
                        new DispatchShipmentDecision(),
                        new DispatchShipment(new ShipmentId("SH-1"), List.of(), null, LATER));
            }
        };

        abstract Given.Then take(Given given);
    }

    /// What a party's file says when the step is taken.
    enum File {
        LAPSED("licence-expired", licence(TODAY, "13")),
        OTHER_SCOPE("not-licensed", licence(LATER, "14", "6846")),
        OTHER_CLASS("not-licensed", licence(LATER, "II")),
        RIGHT_SCOPE_LAPSED_OTHER_VALID("not-licensed", licence(TODAY, "13"), licence(LATER, "14")),
        RIGHT_SCOPE(null, licence(LATER, "14", "13")),
        RIGHT_CLASS(null, licence(LATER, "Ⅲ类")),
        NO_SCOPE(null, licence(LATER)),
        NONE(null);

        private final @Nullable String problem;
        private final List<Licence> licences;

        File(@Nullable String problem, Licence... licences) {
            this.problem = problem;
            this.licences = List.of(licences);
        }
    }

    private static Licence licence(LocalDate validTo, String... scope) {
        return new Licence("L", "经营许可证", List.of(scope), TODAY.minusYears(1), validTo);
    }

    static Stream<Arguments> table() {
        return Stream.of(Step.values())
                .flatMap(
                        step ->
                                Stream.of(EnterpriseRole.DEPOSITOR, EnterpriseRole.CONSIGNEE)
                                        .flatMap(
                                                role ->
                                                        Stream.of(File.values())
                                                                .map(
                                                                        file ->
                                                                                Arguments.of(
                                                                                        step, role,
                                                                                        file))));
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_party_is_licensed_for_what_is_dealt_with(Step step, EnterpriseRole role, File file) {
        EnterpriseId party = role == EnterpriseRole.DEPOSITOR ? OWNER : HOSPITAL;
        Given given =
                ready().and(
                                new EnterpriseRegistered(
                                        party, "企业", null, Set.of(role), file.licences));

        Given.Then told = step.take(given);

        if (file.problem == null) {
            assertThat(told.accepted()).isNotEmpty();
        } else {
            assertThat(told.refused(file.problem).message()).contains(party.value());
        }
    }

    /// The carrier is asked about when the goods leave, as when the shipment was planned.
    @Test
    void a_carrier_whose_licences_ended_takes_nothing_away() {
        for (Licence licence : List.of(licence(TODAY), licence(LATER))) {
            Given given =
                    ready().and(
                                    new EnterpriseRegistered(
                                            Park.CARRIER,
                                            "物流",
                                            null,
                                            Set.of(EnterpriseRole.CARRIER),
                                            List.of(licence)));
            Given.Then told = Step.DISPATCH.take(given);
            if (licence.validTo().equals(LATER)) {
                assertThat(told.accepted()).isNotEmpty();
            } else {
                assertThat(told.refused("licence-expired").message()).contains("CARRIER");
            }
        }
    }

    /// Two orders could go on: one is to be promised goods, the goods of another are to leave.
    private static Given ready() {
        Given given = stock(Park.open().and(classified("13-07")), OWNER, "L1", EXPIRY, BIN_A, 9);
        given.and(new PlaceOrderDecision(), order("SO-1", HOSPITAL, wanted("1", STENT, 2)));
        given.and(new PlaceOrderDecision(), order("SO-0", HOSPITAL, wanted("1", STENT, 2)));
        pickedAndChecked(given, "SO-0", BIN_A, stents("L1", 2));
        return planned(given, "SH-1", "SO-0")
                .and(
                        new LoadItemDecision(),
                        new LoadItem(new ShipmentId("SH-1"), Park.W1, Park.stents("L1", 2), TODAY));
    }

    private static DeviceRegistered classified(@Nullable String code) {
        DeviceRegistered stent = Park.stent();
        return device(stent.riskClass(), code);
    }

    private static DeviceRegistered device(RiskClass riskClass, @Nullable String code) {
        DeviceRegistered stent = Park.stent();
        return new DeviceRegistered(
                stent.di(),
                stent.name(),
                null,
                null,
                null,
                null,
                null,
                riskClass,
                code,
                true,
                stent.storage(),
                stent.identifiers(),
                stent.packages());
    }

    @ParameterizedTest
    @CsvSource({
        "III, 13-07, 13,        true",
        "III, 13-07, 13-07,     true",
        "III, 13-07, 13-08,     false",
        "III, 13-07, 1,         false",
        "III, 13,    13-07,     true",
        "III, 13-07, III,       true",
        "III, 13-07, Ⅲ类,       true",
        "III, 13-07, III-13,    true",
        "III, 13-07, III类:13,   true",
        "III, 13-07, II-13,     false",
        "II,  13-07, III,       false",
        "III, 6846,  6846,      true",
        "III, ,      14,        true",
        "III, ,      II,        false",
    })
    void a_scope_names_codes_and_classes(
            RiskClass riskClass, @Nullable String code, String entry, boolean covers) {
        assertThat(LicenceScope.covers(licence(LATER, entry), device(riskClass, code)))
                .isEqualTo(covers);
    }

    @Test
    void devices_of_class_one_need_no_licence() {
        Given given =
                Park.open()
                        .and(device(RiskClass.I, "14"))
                        .and(
                                new EnterpriseRegistered(
                                        OWNER,
                                        "企业",
                                        null,
                                        Set.of(EnterpriseRole.DEPOSITOR),
                                        List.of(licence(LATER, "13"))));
        Step.ORDER.take(given).accepted();
    }
}
