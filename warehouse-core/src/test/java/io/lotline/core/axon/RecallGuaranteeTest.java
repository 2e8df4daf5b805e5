package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.open;
import static io.lotline.core.rules.Park.ordered;
import static io.lotline.core.rules.Park.planned;
import static io.lotline.core.rules.Park.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Given;
import io.lotline.core.testing.ChildJvm;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.MongoSet;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Nothing that is recalled, held or expired goes on towards a consignee after the fact's position,
/// whoever asks for it and whatever fails meanwhile: 64 clients of two applications send out one
/// lot, the stop strikes at a random moment, a primary is killed, an application is killed, and a
/// partition opens.
///
/// `-Dlotline.guarantee.rounds=1000` plays as many rounds.
class RecallGuaranteeTest {
    private static final int ROUNDS = Integer.getInteger("lotline.guarantee.rounds", 12);
    private static final int UNGUARDED_ROUNDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static MongoSet set;

    @BeforeAll
    static void start() {
        set = MongoSet.startPartitionable();
    }

    @AfterAll
    static void stop() {
        set.close();
    }

    /// Rounds in a database of their own.
    private static final class Game implements AutoCloseable {
        private final String database;
        private final boolean guarded;
        private final Random random;
        private final Path folder = TestStores.folder();
        private final Path round = folder.resolve("round");
        private final List<ChildJvm> applications = new ArrayList<>();
        private final List<Path> through = new ArrayList<>();

        Game(String database, boolean guarded, int rounds, long seed) throws Exception {
            this.database = database;
            this.guarded = guarded;
            this.random = new Random(seed);
            try (LotlineStore store =
                    LotlineStore.open(
                            StoreSettings.replicaSet(set.uri(), new SimpleMeterRegistry())
                                    .withDatabase(database))) {
                List<WarehouseEvent> masterData = open().history();
                List<WarehouseEvent> history = new ArrayList<>(masterData);
                for (int i = 1; i <= rounds; i++) {
                    List<WarehouseEvent> all = round(i).history();
                    history.addAll(all.subList(masterData.size(), all.size()));
                }
                Race.seed(store.log(), history);
            }
            startApplication(0);
            startApplication(1);
        }

        /// A lot on the shelf, and orders for all of it, each with a shipment.
        private static Given round(int number) {
            int all = GuaranteeWorker.ORDERS * GuaranteeWorker.PIECES;
            Given given = stock(open(), OWNER, GuaranteeWorker.lot(number), EXPIRY, BIN_A, all);
            for (int i = 0; i < GuaranteeWorker.ORDERS; i++) {
                String order = GuaranteeWorker.order(number, i);
                ordered(given, order, GuaranteeWorker.PIECES);
                planned(given, GuaranteeWorker.shipment(number, i), order);
            }
            return given;
        }

        private void startApplication(int index) {
            Path said = folder.resolve("through" + index + "-" + random.nextInt());
            ChildJvm jvm =
                    ChildJvm.start(
                            GuaranteeWorker.class,
                            Redirect.to(said.resolveSibling(said.getFileName() + ".out").toFile()),
                            set.uri() + "&appName=application" + index,
                            database,
                            round.toString(),
                            said.toString(),
                            String.valueOf(random.nextLong()),
                            String.valueOf(index),
                            String.valueOf(guarded));
            if (index < applications.size()) {
                applications.set(index, jvm);
                through.set(index, said);
            } else {
                applications.add(jvm);
                through.add(said);
            }
        }

        void play(int number, Runnable trouble) throws IOException {
            Path next = folder.resolve("next");
            Files.writeString(next, String.valueOf(number));
            Files.move(next, round, StandardCopyOption.ATOMIC_MOVE);
            trouble.run();
            for (int i = 0; i < 2; i++) {
                int application = i;
                Poll.until(
                        "application %d is through with round %d".formatted(i, number),
                        PATIENCE,
                        () -> isThrough(application, number));
            }
        }

        private boolean isThrough(int application, int number) {
            try {
                Path said = through.get(application);
                return Files.exists(said)
                        && Files.readAllLines(said).contains(String.valueOf(number));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        void killApplication(int index) {
            applications.get(index).kill();
            startApplication(index);
        }

        OutwardScanner scan() {
            return OutwardScanner.over(Documents.of(set.uri(), database));
        }

        @Override
        public void close() {
            applications.forEach(ChildJvm::close);
        }
    }

    @Test
    void nothing_that_is_stopped_goes_on_towards_a_consignee() throws Exception {
        long seed = Long.getLong("lotline.seed", System.nanoTime());
        System.out.println("RecallGuaranteeTest seed: -Dlotline.seed=" + seed);
        try (Game game = new Game("guarantee", true, ROUNDS, seed)) {
            for (int round = 1; round <= ROUNDS; round++) {
                game.play(round, trouble(game, round));
                set.awaitWhole();
            }
            OutwardScanner found = game.scan();
            System.out.printf("%d rounds: %s%n", ROUNDS, found.steps());
            assertThat(found.offences()).as("seed %d", seed).isEmpty();
            // it was no walkover: goods went out before, and were stopped on the way
            assertThat(found.steps().get("stop")).isGreaterThanOrEqualTo(ROUNDS / 3);
            assertThat(found.steps().get("ItemPicked")).isGreaterThan(ROUNDS);
            assertThat(found.steps().get("ItemLoaded")).isPositive();
            assertThat(found.steps().get("ShipmentDispatched")).isPositive();
        }
    }

    /// Every fourth round goes wrong in another way.
    private static Runnable trouble(Game game, int round) {
        return switch (round % 16) {
            case 4 ->
                    () -> {
                        int primary = set.primary();
                        set.kill(primary);
                        set.restart(primary);
                    };
            case 8 -> () -> game.killApplication(round / 8 % 2);
            case 12 ->
                    () -> {
                        int primary = set.primary();
                        set.isolate(primary, "application0");
                        try {
                            Poll.until(
                                    "another primary",
                                    PATIENCE,
                                    () -> set.primary() != primary && set.primary() >= 0);
                        } finally {
                            set.heal();
                        }
                    };
            case 0 -> set::stepDown;
            default -> () -> {};
        };
    }

    /// A negative control.
    @Test
    void without_the_append_condition_the_scanner_finds_what_went_on() throws Exception {
        long seed = Long.getLong("lotline.seed", System.nanoTime());
        try (Game game = new Game("unguarded", false, UNGUARDED_ROUNDS, seed)) {
            int round = 0;
            while (round < UNGUARDED_ROUNDS && game.scan().offences().isEmpty()) {
                round++;
                game.play(round, () -> {});
            }
            OutwardScanner found = game.scan();
            System.out.printf("without the condition: %d rounds, %s%n", round, found.offences());
            assertThat(found.offences()).as("seed %d", seed).isNotEmpty();
        }
    }
}
