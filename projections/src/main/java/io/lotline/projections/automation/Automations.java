package io.lotline.projections.automation;

import io.lotline.core.decision.Automation;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.View;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The questions about what automations did.
public final class Automations {
    private final Map<String, Documents<AutomationRun>> runs;

    private Automations(Map<String, Documents<AutomationRun>> runs) {
        this.runs = runs;
    }

    /// Where the loops of automations are kept.
    @FunctionalInterface
    public interface Keeper {
        <D> Documents<D> keep(View<D> view);
    }

    /// Keeps the automations from now on.
    ///
    /// @param desk where they hand in; null for a node that only answers questions and has none
    public static Automations of(
            Keeper keeper,
            @Nullable CommandDesk desk,
            EventLog log,
            Clock clock,
            ZoneId zone,
            List<Automation> all) {
        Map<String, Documents<AutomationRun>> runs = new LinkedHashMap<>();
        if (desk != null) {
            for (Automation each : all) {
                runs.put(
                        each.name(),
                        keeper.keep(
                                new AutomationView(
                                        each,
                                        desk,
                                        new LogReader(log),
                                        clock,
                                        zone,
                                        AutomationView.Keying.BY_EVENT)));
            }
        }
        return new Automations(runs);
    }

    /// Their names.
    public Set<String> names() {
        return runs.keySet();
    }

    /// A page of what an automation did, the earliest event first.
    public Page<AutomationRun> runs(String automation, @Nullable String after, int limit) {
        return Objects.requireNonNull(runs.get(automation)).find(Where.ALL, after, limit);
    }
}
