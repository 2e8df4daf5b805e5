package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Callers;
import io.lotline.api.http.Commands;
import io.lotline.api.http.ParkClock;
import io.lotline.core.access.RecordLookUp;
import io.lotline.core.decision.Request;
import io.lotline.core.values.CallerRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
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
        String path = request.getRequestURI();
        if (caller != null
                && caller.role() == CallerRole.REGULATOR
                && request.getMethod().equals("GET")
                && handler instanceof HandlerMethod
                && !path.startsWith("/v1/insight/")
                && !path.equals("/v1/log/head")) {
            var _ =
                    commands.run(
                            new RecordLookUp(caller.key(), path, request.getQueryString()),
                            new Request(caller.key().value(), null, null, clock.now()));
        }
        return true;
    }
}
