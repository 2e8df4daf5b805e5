package io.lotline.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Events of earlier versions are read as if the current one had stored them. The event here is of
/// no catalogue: it has gone through three versions, each with its approved file.
class UpcastersTest {
    private static final String EVENT = "lotline.BinWeighed";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final BinWeighed TODAY =
            new BinWeighed("A-1", "W1", new Weight(new BigDecimal("1.2"), "kg"));

    private static final Upcaster BIN_IN_PARTS =
            new Upcaster(
                    EVENT,
                    1,
                    stored -> {
                        String[] parts = stored.remove("bin").asString().split("/");
                        ObjectNode changed = stored.objectNode();
                        changed.put("location", parts[1]).put("warehouse", parts[0]);
                        changed.setAll(stored);
                        return changed;
                    });
    private static final Upcaster WEIGHT_WITH_UNIT =
            new Upcaster(
                    EVENT,
                    2,
                    stored -> {
                        BigDecimal grams = stored.remove("grams").asDecimal();
                        stored.putObject("weight")
                                .put("amount", grams.movePointLeft(3).stripTrailingZeros().toPlainString())
                                .put("unit", "kg");
                        return stored;
                    });
    private static final Upcasters BOTH = new Upcasters(List.of(WEIGHT_WITH_UNIT, BIN_IN_PARTS));

    record BinWeighed(String location, String warehouse, Weight weight) {}

    record Weight(BigDecimal amount, String unit) {}

    private static String approved(String event, int version) {
        String file = "upcasting/%s.v%d.json".formatted(event, version);
        try (InputStream in = UpcastersTest.class.getResourceAsStream(file)) {
            return new String(
                            Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Upcasters that do not make the approved form of the next version out of that of theirs.
    private static List<Upcaster> wrong(
            List<Upcaster> upcasters, Function<Integer, String> approved) {
        List<Upcaster> wrong = new ArrayList<>();
        for (Upcaster upcaster : upcasters) {
            int from = upcaster.from();
            String made =
                    new Upcasters(List.of(upcaster))
                            .upcast(upcaster.event(), from, from + 1, approved.apply(from));
            if (!MAPPER.readTree(made).equals(MAPPER.readTree(approved.apply(from + 1)))) {
                wrong.add(upcaster);
            }
        }
        return wrong;
    }

    @Test
    void each_step_makes_the_approved_form_of_the_next_version() {
        assertThat(wrong(BOTH.all(), version -> approved("BinWeighed", version))).isEmpty();
    }

    @Test
    void a_step_that_makes_something_else_is_found_out() {
        Upcaster lazy = new Upcaster(EVENT, 2, stored -> stored);
        assertThat(wrong(List.of(lazy), version -> approved("BinWeighed", version)))
                .containsExactly(lazy);
    }

    @Test
    void a_chain_leads_from_every_version_to_the_current_one() {
        for (int version = 1; version <= 3; version++) {
            String current = BOTH.upcast(EVENT, version, 3, approved("BinWeighed", version));
            assertThat(EventJson.readAny(BinWeighed.class, current)).isEqualTo(TODAY);
        }
    }

    @Test
    void without_a_link_of_the_chain_it_does_not() {
        Upcasters half = new Upcasters(List.of(WEIGHT_WITH_UNIT));
        String current = half.upcast(EVENT, 1, 3, approved("BinWeighed", 1));
        assertThat(EventJson.readAny(BinWeighed.class, current)).isNotEqualTo(TODAY);
    }

    @Test
    void what_needs_no_change_is_not_even_read() {
        String stored = "no JSON at all";
        assertThat(BOTH.upcast(EVENT, 3, 3, stored)).isSameAs(stored);
        assertThat(BOTH.upcast("lotline.Another", 1, 2, stored)).isSameAs(stored);
    }

    @Test
    void two_upcasters_of_one_version_are_refused() {
        assertThatThrownBy(() -> new Upcasters(List.of(BIN_IN_PARTS, BIN_IN_PARTS)))
                .hasMessageContaining("two upcasters read version 1 of " + EVENT);
    }

    @Test
    void those_of_the_catalogue_lead_to_versions_that_it_has() {
        assertThat(Upcasters.OF_THE_CATALOGUE.all())
                .allSatisfy(
                        upcaster -> {
                            Class<? extends WarehouseEvent> type =
                                    EventCatalogue.typeOf(upcaster.event());
                            assertThat(type).as(upcaster.event()).isNotNull();
                            assertThat(upcaster.from())
                                    .isLessThan(
                                            EventCatalogue.versionOf(Objects.requireNonNull(type)));
                        });
    }
}
