package io.lotline.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is read fast is what the formatter would have read.
class StoredTimesTest {
    private static final long FIRST_SECOND = -62_167_219_200L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void what_is_written_is_read() {
        for (int i = 0; i < 20_000; i++) {
            Instant at =
                    Instant.ofEpochSecond(random.nextLong(FIRST_SECOND, LAST_SECOND))
                            .plusNanos(nanos(random.nextInt(4)));
            assertThat(StoredTimes.instant(at.toString())).as("seed %d", seed).isEqualTo(at);
            LocalDate date = LocalDate.EPOCH.plusDays(random.nextInt(-700_000, 2_900_000));
            assertThat(StoredTimes.date(date.toString())).as("seed %d", seed).isEqualTo(date);
        }
    }

    /// Of so many groups of three digits.
    private int nanos(int groups) {
        return switch (groups) {
            case 0 -> 0;
            case 1 -> random.nextInt(1_000) * 1_000_000;
            case 2 -> random.nextInt(1_000_000) * 1_000;
            default -> random.nextInt(1_000_000_000);
        };
    }

    @Test
    void what_is_not_in_that_form_is_left_to_others_and_never_read_as_something_else() {
        String[] forms = {
            "2026-01-05",
            "2026-01-05T08:00:00Z",
            "2026-02-28T23:59:59.999Z",
            "2026-02-28T23:59:59.999999Z",
            "2026-02-28T23:59:59.000000001Z"
        };
        String letters = "0123456789-:.TZ+ /x";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder changed = new StringBuilder(forms[random.nextInt(forms.length)]);
            for (int n = random.nextInt(3); n >= 0; n--) {
                changed.setCharAt(
                        random.nextInt(changed.length()),
                        letters.charAt(random.nextInt(letters.length())));
            }
            String text = changed.toString();
            assertThat(StoredTimes.date(text))
                    .as("%s, seed %d", text, seed)
                    .isIn(null, orNull(() -> LocalDate.parse(text)));
            assertThat(StoredTimes.instant(text))
                    .as("%s, seed %d", text, seed)
                    .isIn(null, orNull(() -> Instant.parse(text)));
        }
        assertThat(StoredTimes.date("2026-02-29")).isNull();
        assertThat(StoredTimes.instant("2026-01-05T24:00:00Z")).isNull();
        assertThat(StoredTimes.instant("2026-01-05T08:00:00.Z")).isNull();
        assertThat(StoredTimes.instant("2026-01-05T08:00:00.1Z")).isNull();
        assertThat(StoredTimes.instant("2026-01-05T08:00:00.1234567890Z")).isNull();
        assertThat(StoredTimes.instant("2026-01-05T08:00:00+08:00")).isNull();
    }

    private static <T> @Nullable T orNull(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
