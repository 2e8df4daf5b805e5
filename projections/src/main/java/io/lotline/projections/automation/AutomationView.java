package io.lotline.projections.automation;

import io.lotline.core.decision.Automation;
import io.lotline.core.decision.Automation.Wish;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.decision.Request;
import io.lotline.projections.automation.AutomationRun.Outcome;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.View;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows the log as a view does, and does what its automation wants before it stores what became
/// of it. So a claim, a checkpoint, lag, health and healing are those of views.
///
/// What fails in between is done again, here or by another node: the key of each request is made of
/// the event's position and the document that it is about, so the log has it once.
final class AutomationView implements View<AutomationRun> {
    private final Automation automation;
    private final CommandDesk desk;
    private final LogReader log;
    private final Clock clock;
    private final ZoneId zone;
    private final Keying keying;

    /// How its requests are recognised; tests know another.
    @FunctionalInterface
    interface Keying {
        Keying BY_EVENT =
                (automation, position, about) ->
                        String.join("/", automation, Long.toString(position), about);

        @Nullable String key(String automation, long position, String about);
    }

    AutomationView(
            Automation automation,
            CommandDesk desk,
            LogReader log,
            Clock clock,
            ZoneId zone,
            Keying keying) {
        this.automation = automation;
        this.desk = desk;
        this.log = log;
        this.clock = clock;
        this.zone = zone;
        this.keying = keying;
    }

    @Override
    public String name() {
        return automation.name();
    }

    /// What happened before it was introduced, people have seen to.
    @Override
    public boolean fromNowOn() {
        return true;
    }

    @Override
    public Class<AutomationRun> documentType() {
        return AutomationRun.class;
    }

    /// The order of keys is that of positions.
    @Override
    public Set<String> keys(Recorded recorded) {
        return automation.concerns(recorded)
                ? Set.of("%019d".formatted(recorded.position()))
                : Set.of();
    }

    @Override
    public AutomationRun fold(@Nullable AutomationRun before, Recorded recorded, String key) {
        return before == null ? AutomationRun.of(automation.name(), recorded) : before;
    }

    @Override
    public AutomationRun act(AutomationRun run, long position, Runnable alive) {
        List<Outcome> outcomes = new ArrayList<>();
        long unused =
                log.forEach(
                        position,
                        position,
                        happened -> {
                            LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
                            for (Wish wish : automation.then(happened, today)) {
                                outcomes.add(outcome(position, wish));
                                alive.run();
                            }
                        });
        return run.with(outcomes);
    }

    private Outcome outcome(long position, Wish wish) {
        Request request =
                new Request(
                        automation.actor(),
                        keying.key(automation.name(), position, wish.about()),
                        null,
                        clock.instant());
        return Outcome.of(wish.about(), desk.handle(wish.command(), request));
    }
}
