package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.stents;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Request;
import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.CheckItem;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.PickItem;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.inventory.HoldStock;
import io.lotline.core.recall.StartRecall;
import io.lotline.core.rules.Park;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.ShipmentId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.configuration.AxonConfiguration;

/// One application of [RecallGuaranteeTest]: 32 clients that allocate, pick, check, load and
/// dispatch one lot as fast as they can, round by round, and in every round one of the things that
/// stop a lot, at a random moment. It takes part in the round whose number is in a file, and says
/// when it is through with it.
///
/// Arguments: connection string, database, the file with the round, the file to say it in, seed,
/// which of the applications it is, and whether its appends keep their conditions.
final class GuaranteeWorker {
    static final int CLIENTS = 32;
    static final int ORDERS = 8;
    static final int PIECES = 8;

    /// Expired goods are asked for on the day after.
    private static final LocalDate EXPIRED = EXPIRY.plusDays(1);

    private static final int STEPS = 5;
    private static final int LATEST_START_MILLIS = 100;

    private final CommandDesk desk;
    private final Random random;
    private final int application;
    private final AtomicInteger answered = new AtomicInteger();
    private volatile LocalDate today = TODAY;

    private GuaranteeWorker(CommandDesk desk, Random random, int application) {
        this.desk = desk;
        this.random = random;
        this.application = application;
    }

    static String lot(int round) {
        return "L" + round;
    }

    static String order(int round, int order) {
        return "O" + round + "-" + order;
    }

    static String shipment(int round, int order) {
        return "S" + round + "-" + order;
    }

    public static void main(String[] arguments) throws Exception {
        Path roundFile = Path.of(arguments[2]);
        Path through = Path.of(arguments[3]);
        Random random = new Random(Long.parseLong(arguments[4]));
        int application = Integer.parseInt(arguments[5]);
        boolean guarded = Boolean.parseBoolean(arguments[6]);
        try (LotlineStore store =
                LotlineStore.open(
                        StoreSettings.replicaSet(arguments[0], new SimpleMeterRegistry())
                                .withDatabase(arguments[1]))) {
            EventLog log = guarded ? store.log() : new UnguardedLog(store.log());
            AxonConfiguration axon =
                    LotlineConfigurer.configurer(log, new SimpleMeterRegistry(), Decisions.all())
                            .start();
            GuaranteeWorker worker =
                    new GuaranteeWorker(axon.getComponent(CommandDesk.class), random, application);
            Thread parent = Thread.ofPlatform().daemon().start(GuaranteeWorker::awaitItsEnd);
            int done = 0;
            while (parent.isAlive()) {
                int round = number(roundFile);
                if (round > done) {
                    worker.play(round);
                    done = round;
                    Files.writeString(
                            through,
                            round + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } else {
                    pause(5);
                }
            }
            axon.shutdown();
        }
    }

    /// The test's, which holds this process's input.
    private static void awaitItsEnd() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private void play(int round) throws InterruptedException {
        today = TODAY;
        answered.set(0);
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int order = client % ORDERS;
            Random own = new Random(random.nextLong());
            threads.add(Thread.startVirtualThread(() -> sendOut(round, order, own)));
        }
        int moment = random.nextInt(CLIENTS * STEPS);
        threads.add(
                Thread.startVirtualThread(
                        () -> {
                            while (answered.get() < moment) {
                                pause(1);
                            }
                            strike(round);
                        }));
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void sendOut(int round, int order, Random own) {
        OrderId id = new OrderId(order(round, order));
        ShipmentId shipment = new ShipmentId(shipment(round, order));
        pause(own.nextInt(LATEST_START_MILLIS));
        hand(new AllocateOrder(id, null, null, today), own);
        hand(new PickItem(id, BIN_A, stents(lot(round), 2), today), own);
        hand(new CheckItem(id, W1, stents(lot(round), 2)), own);
        hand(new LoadItem(shipment, W1, stents(lot(round), 2), today), own);
        hand(new DispatchShipment(shipment, List.of(), null, today), own);
    }

    /// By turns a recall, a hold, and the day on which the lot is too old. What stops for all is
    /// asked for by the one application or the other.
    private void strike(int round) {
        boolean mine = round % 2 == application;
        switch (round % 3) {
            case 0 -> {
                if (mine) {
                    hand(
                            new StartRecall(
                                    new RecallId("R" + round),
                                    1,
                                    STENT,
                                    Set.of(new LotNumber(lot(round))),
                                    Set.of(),
                                    "strut fracture",
                                    false,
                                    false),
                            random);
                }
            }
            case 1 -> {
                if (mine) {
                    hand(
                            new HoldStock(
                                    new HoldId("H" + round),
                                    Park.scope(STENT, lot(round)),
                                    "torn box",
                                    false),
                            random);
                }
            }
            default -> today = EXPIRED;
        }
    }

    /// Until there is an answer, whatever it is; a warehouse that cannot be reached is asked again
    /// a few times, as a handheld would.
    private void hand(Command command, Random own) {
        Request request =
                new Request("client", null, "f", today.atTime(8, 0).toInstant(ZoneOffset.UTC));
        boolean done = false;
        for (int tries = 0; tries < 5 && !done; tries++) {
            try {
                Answer unused = desk.handle(command, request);
                done = true;
            } catch (LogUnavailable e) {
                pause(100 + own.nextInt(200));
            }
        }
        answered.incrementAndGet();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
