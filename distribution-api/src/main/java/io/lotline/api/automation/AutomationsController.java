package io.lotline.api.automation;

import io.lotline.api.http.Language;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.core.decision.Automation;
import io.lotline.projections.Views;
import io.lotline.projections.automation.AutomationRun;
import io.lotline.projections.engine.ViewHealth;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Shows what the warehouse asks for by itself.
@RestController
class AutomationsController {
    private final Views views;

    AutomationsController(Views views) {
        this.views = views;
    }

    /// Lists the automations: how far each is, and why it does not go on.
    @Operation(summary = "Lists the automations: how far each is, and why it does not go on")
    @Reads({})
    @GetMapping("/v1/automations")
    ResponseEntity<Listing<AutomationOnDuty>> list() {
        List<AutomationOnDuty> all =
                views.health().stream()
                        .filter(each -> views.automations().names().contains(each.view()))
                        .map(AutomationOnDuty::of)
                        .toList();
        return Listing.of(all, null);
    }

    /// Lists what an automation did, event by event, and what was refused.
    @Operation(summary = "Lists what an automation did, event by event, and what was refused")
    @Reads({})
    @GetMapping("/v1/automations/{automation}/runs")
    ResponseEntity<Listing<AutomationRun>> runs(
            @PathVariable String automation, PageRequest asked) {
        if (!views.automations().names().contains(automation)) {
            throw Unknown.document("automation", automation);
        }
        Page<AutomationRun> page =
                views.automations().runs(automation, asked.after(), asked.limit());
        return Listing.of(page.items(), page.next());
    }

    /// An automation, and how it is doing on the node that answers.
    ///
    /// @param label    what it does, in the caller's words
    /// @param position of the last event that it has seen to
    /// @param lag      durable events that it has not seen to yet
    /// @param stopped  why it does not go on; it tries again by itself
    /// @param since    since when it does not
    record AutomationOnDuty(
            String automation,
            String label,
            long position,
            long lag,
            @Nullable String stopped,
            @Nullable Instant since) {
        static AutomationOnDuty of(ViewHealth health) {
            ViewHealth.Stopped stopped = health.stopped();
            return new AutomationOnDuty(
                    health.view(),
                    Names.automation(Automation.ACTOR + health.view(), Language.current()),
                    health.position(),
                    health.lag(),
                    stopped == null ? null : stopped.cause(),
                    stopped == null ? null : stopped.since());
        }
    }
}
