package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Callers;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Operation;
import io.lotline.api.http.Operations;
import io.lotline.api.http.ParkClock;
import io.lotline.core.access.RecordLookUp;
import io.lotline.core.decision.Request;
import io.lotline.core.values.CallerRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/// Records what a regulator looks up, before it is shown. Overviews name no one's goods and are not
/// recorded.
final class LookUpRecord implements HandlerInterceptor {
    private final Commands commands;
    private final ParkClock clock;

    LookUpRecord(Commands commands, ParkClock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        Caller caller = Callers.find(request);
        Operation operation = Operations.of(request, handler);
        if (caller != null
                && caller.role() == CallerRole.REGULATOR
                && operation != null
                && operation.recorded()) {
            var _ =
                    commands.run(
                            new RecordLookUp(
                                    caller.key(),
                                    request.getRequestURI(),
                                    request.getQueryString()),
                            new Request(caller.key().value(), null, null, clock.now()));
        }
        return true;
    }
}
