package io.lotline.core.axon;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.Rehearsal;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.LogUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.Metadata;

/// The command desk over Axon's command bus. A conflict in the log is no failure: the boundary is
/// read again and the same rule decides again, until [#MAX_TRIES] or [#MAX_RETRYING] is reached.
///
/// Commands of one boundary that met a conflict queue up inside this node, as only one of them can
/// win each time anyway. The queue spares work and nothing else: the guard is the log's condition.
final class AxonCommandDesk implements CommandDesk {
    static final int MAX_TRIES = 200;
    static final Duration MAX_RETRYING = Duration.ofSeconds(10);

    private static final String UNKNOWN =
            " Whether it was recorded is not known: ask again with the same key.";

    private static final Duration MAX_QUEUEING = Duration.ofSeconds(2);
    private static final int TRIES_AT_ONCE = 3;
    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final CommandBus bus;
    private final MeterRegistry metrics;
    private final Duration deadline;
    private final Map<Measured, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Counter> retries = new ConcurrentHashMap<>();
    private final BoundaryQueues queues = new BoundaryQueues();

    AxonCommandDesk(CommandBus bus, MeterRegistry metrics) {
        this(bus, metrics, Limits.COMMAND_DEADLINE);
    }

    /// @param deadline after which whoever asked is told that nothing is known
    AxonCommandDesk(CommandBus bus, MeterRegistry metrics, Duration deadline) {
        this.bus = bus;
        this.metrics = metrics;
        this.deadline = deadline;
    }

    @Override
    public Answer handle(Command command, Request request) {
        String name = command.getClass().getSimpleName();
        long started = System.nanoTime();
        Measured measured = new Measured(name, "failed", "none");
        try {
            Answer answer = decide(name, command, request, started);
            measured = Measured.of(name, answer);
            return answer;
        } finally {
            timers.computeIfAbsent(measured, this::timer)
                    .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public Rehearsal rehearse() {
        return new BusRehearsal(
                (command, request) -> {
                    var _ =
                            decide(
                                    command.getClass().getSimpleName(),
                                    command,
                                    request,
                                    System.nanoTime());
                });
    }

    private Answer decide(String name, Command command, Request request, long started) {
        Metadata metadata = RequestMetadata.ofCommand(request);
        Trail trail = new Trail();
        for (int tries = 1; ; tries++) {
            ReentrantLock queue = queues.of(trail);
            boolean queued = tries > 1 && await(queue);
            trail.begin();
            try {
                return ScopedValue.where(Trail.CURRENT, trail)
                        .call(() -> dispatch(command, metadata, started));
            } catch (AppendEventsTransactionRejectedException conflict) {
                if (tries >= MAX_TRIES
                        || System.nanoTime() - started > MAX_RETRYING.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw LogUnavailable.nothingStored(
                            "%s met a changed boundary %d times. Nothing was recorded."
                                    .formatted(name, tries),
                            conflict);
                }
                retries.computeIfAbsent(name, this::retryCounter).increment();
            } finally {
                if (queued) {
                    queue.unlock();
                }
            }
            pause(tries);
        }
    }

    /// Whoever has waited too long goes on without its turn.
    private static boolean await(ReentrantLock queue) {
        try {
            return queue.tryLock(MAX_QUEUEING.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer dispatch(Command command, Metadata metadata, long started) {
        try {
            CommandResultMessage result =
                    bus.dispatch(
                                    new GenericCommandMessage(
                                            WarehouseMessageTypes.of(command.getClass()),
                                            command,
                                            metadata),
                                    null)
                            .get(
                                    deadline.toNanos() - (System.nanoTime() - started),
                                    TimeUnit.NANOSECONDS);
            return ((Attempt) Objects.requireNonNull(result.payload())).answer();
        } catch (TimeoutException late) {
            throw new LogUnavailable(
                    "No acknowledgement within %s.".formatted(deadline) + UNKNOWN, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("Interrupted while waiting." + UNKNOWN, interrupted);
        } catch (ExecutionException failed) {
            throw unchecked(failed);
        }
    }

    /// Axon wraps what the log or the rule threw, some layers deep: an outage is told as one,
    /// however deep it is, and what else there is loses its wrappers.
    private static RuntimeException unchecked(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case LogUnavailable known -> {
                    return known;
                }
                case AppendEventsTransactionRejectedException conflict -> {
                    return conflict;
                }
                case InterruptedException interrupted -> {
                    return new LogUnavailable("Interrupted." + UNKNOWN, interrupted);
                }
                case TimeoutException late -> {
                    return new LogUnavailable("The log did not answer in time." + UNKNOWN, late);
                }
                default -> {}
            }
        }
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(cause);
    }

    /// The first tries follow at once; later ones spread out, so that many writers of one boundary
    /// do not all read it at the same moment again.
    private static void pause(int tries) {
        if (tries > TRIES_AT_ONCE) {
            long longest = Math.min(MAX_PAUSE_NANOS, tries * 500_000L);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest) + 1);
        }
    }

    private Timer timer(Measured measured) {
        return Timer.builder("lotline.commands")
                .description("Commands, from their arrival to their answer")
                .tag("command", measured.command())
                .tag("outcome", measured.outcome())
                .tag("problem", measured.problem())
                .register(metrics);
    }

    private Counter retryCounter(String command) {
        return Counter.builder("lotline.commands.retries")
                .description("Decisions made again because their boundary had changed")
                .tag("command", command)
                .register(metrics);
    }

    private record Measured(String command, String outcome, String problem) {
        static Measured of(String command, Answer answer) {
            return switch (answer) {
                case Answer.Done done ->
                        new Measured(command, done.replayed() ? "replayed" : "accepted", "none");
                case Answer.Refused refused ->
                        new Measured(command, "refused", refused.reason().problem());
            };
        }
    }
}
