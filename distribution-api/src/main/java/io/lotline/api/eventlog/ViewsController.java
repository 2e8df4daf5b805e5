package io.lotline.api.eventlog;

import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.Views;
import io.lotline.projections.automation.Automations;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.engine.ViewHealth;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows how the log is folded into views, and steers it: what an operator of the server needs.
@RestController
class ViewsController {
    private final ViewEngine engine;
    private final Automations automations;
    private final EventLog log;

    ViewsController(Views views, EventLog log) {
        this.automations = views.automations();
        this.engine = views.engine();
        this.log = log;
    }

    /// Lists the views and the automations: how far each is, why it stopped, what is being built.
    @Operation(
            summary =
                    "Lists the views and the automations: how far each is, why it stopped, what is being built")
    @Reads({})
    @GetMapping("/v1/views")
    ResponseEntity<Listing<ViewOnDuty>> list() {
        return Listing.of(engine.health().stream().map(this::onDuty).toList(), null);
    }

    /// Lets a view that stopped at an event try again at once, on every node.
    @Operation(summary = "Lets a view that stopped at an event try again at once")
    @PostMapping("/v1/views/{view}/resume")
    ViewOnDuty resume(@PathVariable String view) {
        mustExist(view);
        return onDuty(engine.resume(view, HttpLimits.POSITION_WAIT));
    }

    /// Builds a view anew beside the live one; queries move when it has caught up.
    @Operation(
            summary = "Builds a view anew beside the live one; queries move when it has caught up")
    @PostMapping("/v1/views/{view}/rebuild")
    ViewOnDuty rebuild(@PathVariable String view) {
        mustExist(view);
        if (automations.names().contains(view)) {
            // what an automation did is done
            throw Unknown.document("view", view);
        }
        return onDuty(engine.rebuild(view));
    }

    /// Gives up a rebuild that is under way.
    @Operation(summary = "Gives up a rebuild that is under way")
    @DeleteMapping("/v1/views/{view}/rebuild")
    ResponseEntity<Void> cancel(@PathVariable String view) {
        mustExist(view);
        engine.cancelRebuild(view);
        return ResponseEntity.noContent().build();
    }

    private void mustExist(String view) {
        if (engine.health().stream().noneMatch(known -> known.view().equals(view))) {
            throw Unknown.document("view", view);
        }
    }

    private ViewOnDuty onDuty(ViewHealth view) {
        ViewHealth.Rebuild rebuild = view.rebuild();
        return new ViewOnDuty(
                view.view(),
                view.edition().version(),
                view.edition().build(),
                view.position(),
                view.lag(),
                Stop.of(view.stopped()),
                rebuild == null
                        ? null
                        : new Build(
                                rebuild.edition().version(),
                                rebuild.edition().build(),
                                rebuild.position(),
                                rebuild.lag(),
                                Stop.of(rebuild.stopped())),
                log.head().position());
    }

    /// A view, and how it is doing on the node that answers.
    ///
    /// @param version  of the fold
    /// @param build    which build of the view queries read, from 1
    /// @param position what it reflects
    /// @param lag      durable events that it does not reflect yet
    /// @param stopped  why it does not go on; missing while it does
    /// @param rebuild  what is being built to take its place; missing while nothing is
    /// @param head     the log's last position
    record ViewOnDuty(
            String view,
            int version,
            int build,
            long position,
            long lag,
            @Nullable Stop stopped,
            @Nullable Build rebuild,
            long head) {}

    /// How far a build is.
    record Build(int version, int build, long position, long lag, @Nullable Stop stopped) {}

    /// What a view stopped at.
    ///
    /// @param position the event that could not be folded; 0 if it is not about one event
    /// @param event    that event's stored name
    record Stop(long position, String event, String cause, Instant since) {
        static @Nullable Stop of(ViewHealth.@Nullable Stopped stopped) {
            return stopped == null
                    ? null
                    : new Stop(
                            stopped.position(), stopped.event(), stopped.cause(), stopped.since());
        }
    }
}
