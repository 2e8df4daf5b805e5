package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.StockStatus;
import io.lotline.projections.inventory.FindStock;
import io.lotline.projections.inventory.StockRow;
import io.lotline.projections.inventory.StockTotals;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Page;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is answered about stock is what the whole history comes to, after every round of a random
/// one: rows by every filter in pages of any size, sums, and the past.
abstract class StockContract {
    private static final int ROUNDS = 8;
    private static final int EVENTS = 60;
    private static final int QUESTIONS = 60;

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Clock clock = ((InstantSource) () -> ParkDay.MORNING).withZone(ZoneOffset.UTC);
    private final StockHistory history = new StockHistory(random, ParkDay.TODAY);
    private LotlineStore store;
    private Views views;
    private TestLog log;

    abstract LotlineStore open();

    @BeforeEach
    void openStore() {
        System.out.println("seed: -Dlotline.seed=" + seed);
        store = open();
        views = Views.start(store, new SimpleMeterRegistry(), Views.PARK, clock);
        log = new TestLog(store.log(), ParkDay.MORNING);
    }

    @AfterEach
    void closeStore() {
        views.close();
        store.close();
    }

    @Test
    void every_filter_answers_with_the_rows_that_the_history_comes_to() {
        for (int round = 0; round < ROUNDS; round++) {
            happen();
            List<StockRow> rows = history.rows();
            for (int i = 0; i < QUESTIONS; i++) {
                FindStock query = query();
                assertThat(pages(query))
                        .as("%s", query)
                        .containsExactlyInAnyOrderElementsOf(
                                rows.stream().filter(row -> meant(query, row)).toList());
            }
        }
    }

    @Test
    void what_expires_by_a_day_is_told_the_first_to_expire_first() {
        for (int round = 0; round < ROUNDS; round++) {
            happen();
            List<StockRow> rows = history.rows();
            for (int i = 0; i < QUESTIONS; i++) {
                FindStock query =
                        query().expiringBy(ParkDay.TODAY.plusDays(random.nextInt(500) - 100));
                List<StockRow> told = pages(query);
                assertThat(told)
                        .as("%s", query)
                        .containsExactlyInAnyOrderElementsOf(
                                rows.stream()
                                        .filter(row -> meant(query, row))
                                        .filter(row -> expires(query, row))
                                        .toList());
                if (query.status() != StockStatus.ON_HOLD) {
                    assertThat(told.stream().map(StockRow::expiryDate).toList()).isSorted();
                }
            }
        }
    }

    private static boolean expires(FindStock query, StockRow row) {
        boolean accepted =
                row.status() == StockStatus.QUALIFIED
                        || row.status() == StockStatus.EXPIRED
                        || row.status() == StockStatus.ON_HOLD;
        return (query.status() != null || accepted)
                && row.expiryDate() != null
                && !row.expiryDate().isAfter(query.expiresBy());
    }

    @Test
    void the_sums_are_those_of_all_rows() {
        for (int round = 0; round < ROUNDS; round++) {
            happen();
            for (EnterpriseId owner : owners()) {
                List<StockRow> rows =
                        history.rows().stream()
                                .filter(row -> owner == null || owner.equals(row.owner()))
                                .toList();
                StockTotals totals = views.stockSums().find(owner, ParkDay.TODAY);
                assertThat(totals.byOwner()).isEqualTo(StockHistory.sums(rows, StockRow::owner));
                assertThat(totals.byDevice())
                        .isEqualTo(StockHistory.sums(rows, row -> row.di().value()));
                assertThat(totals.byStatus()).isEqualTo(StockHistory.sums(rows, StockRow::status));
                assertThat(totals.byExpiry())
                        .isEqualTo(StockHistory.sums(rows, StockRow::expiryDate));
                assertThat(totals.available())
                        .isEqualTo(rows.stream().mapToLong(StockRow::available).sum());
            }
        }
    }

    @Test
    void the_past_is_what_the_history_came_to_then() {
        List<StockRow> then = List.of();
        long position = 0;
        for (int round = 0; round < 3; round++) {
            then = history.rows();
            position = store.log().head().position();
            happen();
        }
        assertThat(
                        views.stockAsOf()
                                .find(FindStock.ALL, null, position, null, 1_000)
                                .page()
                                .items())
                .containsExactlyInAnyOrderElementsOf(then);
    }

    @Test
    void a_cursor_that_no_page_of_the_list_gave_is_refused() {
        for (String text : List.of("x", "x|y", "0|x")) {
            for (StockStatus status : List.of(StockStatus.ON_HOLD, StockStatus.EXPIRED)) {
                FindStock query = new FindStock(null, null, null, null, null, status);
                assertThatExceptionOfType(MalformedValue.class)
                        .isThrownBy(() -> views.stockOnHand().find(query, Cursor.encode(text), 10));
            }
        }
    }

    /// The negative control: whoever takes the recorded status for the one that is shown is found
    /// out.
    @Test
    void an_answer_that_forgets_what_stops_goods_is_found_out() {
        for (int round = 0; round < ROUNDS || !isAnythingStopped(); round++) {
            happen();
        }
        store.database().getCollection("view_stop-scopes_v1").drop();
        assertThat(pages(FindStock.ALL)).isNotEqualTo(history.rows());
        assertThat(StockHistory.sums(pages(FindStock.ALL), StockRow::status))
                .isNotEqualTo(StockHistory.sums(history.rows(), StockRow::status));
    }

    /// Not every history ends with goods that are held.
    private boolean isAnythingStopped() {
        return StockHistory.sums(history.rows(), StockRow::status).containsKey(StockStatus.ON_HOLD);
    }

    private void happen() {
        List<WarehouseEvent> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(history.next());
        }
        assertThat(views.await(log.append(events), Duration.ofSeconds(60))).isTrue();
    }

    private static List<@Nullable EnterpriseId> owners() {
        List<@Nullable EnterpriseId> owners = new ArrayList<>(StockHistory.OWNERS);
        owners.add(null);
        return owners;
    }

    private FindStock query() {
        Location at = any(StockHistory.BINS);
        return new FindStock(
                random.nextBoolean() ? any(StockHistory.OWNERS) : null,
                random.nextInt(3) == 0 ? any(StockHistory.DEVICES) : null,
                random.nextInt(3) == 0 ? any(StockHistory.LOTS) : null,
                random.nextInt(3) == 0 ? at.warehouse() : null,
                random.nextInt(3) == 0 ? at.id() : null,
                random.nextInt(3) > 0 ? any(List.of(StockStatus.values())) : null);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static boolean meant(FindStock query, StockRow row) {
        return (query.owner() == null || query.owner().equals(row.owner()))
                && (query.di() == null || query.di().equals(row.di()))
                && (query.lot() == null || query.lot().equals(row.lot()))
                && (query.warehouse() == null || query.warehouse().equals(row.warehouse()))
                && (query.location() == null || query.location().equals(row.location()))
                && (query.status() == null || query.status() == row.status());
    }

    private List<StockRow> pages(FindStock query) {
        List<StockRow> rows = new ArrayList<>();
        String after = null;
        int limit = 1 + random.nextInt(12);
        do {
            Page<StockRow> page = views.stockOnHand().find(query, after, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            rows.addAll(page.items());
            after = page.next();
        } while (after != null);
        return rows;
    }
}
