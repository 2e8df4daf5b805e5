package io.lotline.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.axon.SampleEvents;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.values.Di;
import io.lotline.core.values.HoldId;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/// What is read in the written form is what Jackson would have read.
class WrittenFormTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void every_type_of_event_is_read_in_the_form_in_which_it_is_written() {
        for (int i = 0; i < 300; i++) {
            for (WarehouseEvent event : SampleEvents.all(random)) {
                String json = EventJson.write(event);
                assertThat(WrittenForm.read(event.getClass(), json))
                        .as("%s, seed %d", json, seed)
                        .isEqualTo(event)
                        .isEqualTo(EventJson.readAny(event.getClass(), json));
            }
        }
    }

    @Test
    void any_text_comes_back() {
        String[] parts = {
            "\u001d", "\"", "\\", "\\u0041", "/", "\n\t\b\f\r", "召回", "😀", "é", "a", "0"
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            StockHeld held =
                    new StockHeld(
                            new HoldId("H-1"),
                            new HoldScope(new Di("06901234567892"), null, null, null, null),
                            text.toString());
            assertThat(WrittenForm.read(StockHeld.class, EventJson.write(held)))
                    .as("seed %d", seed)
                    .isEqualTo(held);
        }
    }

    @Test
    void what_is_changed_anywhere_is_never_read_as_something_else() {
        int accepted = 0;
        List<WarehouseEvent> events = List.of();
        for (int i = 0; i < 40_000; i++) {
            if (i % 100 == 0) {
                events = SampleEvents.all(random);
            }
            WarehouseEvent event = events.get(random.nextInt(events.size()));
            String changed = changed(EventJson.write(event));
            Object read = WrittenForm.read(event.getClass(), changed);
            if (read != null) {
                accepted++;
                assertThat(read)
                        .as("%s, seed %d", changed, seed)
                        .isEqualTo(orNull(event.getClass(), changed));
            }
        }
        assertThat(accepted).isPositive();
    }

    private String changed(String json) {
        String letters = "0123456789-+.eE\"\\{}[],:nutrlfas \u001d中";
        StringBuilder changed = new StringBuilder(json);
        for (int n = random.nextInt(2); n >= 0; n--) {
            int at = random.nextInt(changed.length());
            char letter = letters.charAt(random.nextInt(letters.length()));
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, letter);
                case 1 -> changed.insert(at, letter);
                case 2 -> changed.deleteCharAt(at);
                default -> changed.setLength(Math.max(1, at));
            }
        }
        return changed.toString();
    }

    private static @Nullable Object orNull(Class<?> type, String json) {
        try {
            return EventJson.readAny(type, json);
        } catch (JacksonException e) {
            return null;
        }
    }

    @Test
    void other_forms_of_the_same_event_are_left_to_others() {
        GoodsReceived received =
                (GoodsReceived)
                        SampleEvents.all().stream()
                                .filter(GoodsReceived.class::isInstance)
                                .findAny()
                                .orElseThrow();
        String json = EventJson.write(received);
        for (String other :
                List.of(
                        json.replace(",\"", ", \""),
                        json.replace("}", ",\"added\":1}"),
                        json + "\n",
                        json.replaceFirst(
                                "(\"fromStatus\":\"[A-Z_]+\"),(\"toStatus\":\"[A-Z_]+\")", "$2,$1"),
                        json.replace("\"notice\":", "\"container\":null,\"notice\":"))) {
            assertThat(WrittenForm.read(GoodsReceived.class, other)).as(other).isNull();
        }
        assertThat(EventJson.readAny(GoodsReceived.class, json.replace(",\"", ", \"")))
                .isEqualTo(received);
    }

    @Test
    void numbers_are_read_as_jackson_reads_them() {
        String[] numbers = {
            "0",
            "-0",
            "-8.5",
            "8.50",
            "2.e5",
            "1e3",
            "2.",
            ".5",
            "-",
            "01",
            "-01",
            "00.1",
            "0.1",
            "+1",
            "1,2",
            "123456789012345678901234567890.5",
            "1".repeat(40),
            "1" + "0".repeat(1_100)
        };
        int read = 0;
        for (String number : numbers) {
            String json = "{\"minCelsius\":%s,\"maxCelsius\":8}".formatted(number);
            Object fast = WrittenForm.read(Storage.class, json);
            if (fast != null) {
                read++;
                assertThat(fast).as(number).isEqualTo(orNull(Storage.class, json));
            }
            String quantity = "{\"di\":\"1\",\"contains\":\"2\",\"quantity\":%s}".formatted(number);
            Object level = WrittenForm.read(PackageLevel.class, quantity);
            if (level != null) {
                assertThat(level).as(number).isEqualTo(orNull(PackageLevel.class, quantity));
            }
        }
        assertThat(read).isGreaterThan(5);
    }
}
