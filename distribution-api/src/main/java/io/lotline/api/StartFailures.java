package io.lotline.api;

import io.lotline.core.eventlog.StoreNotOpened;
import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says in one line why the server does not start, where that is not a defect.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements SpringBootExceptionReporter {
    /// With which the line begins; `ops/run` looks for it.
    static final String BEGINNING = "Lotline does not start: ";

    /// For Spring, which gives the context that failed, if there is one.
    @SuppressWarnings("UnusedVariable")
    StartFailures(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        String why = sentence(failure);
        if (why != null) {
            System.err.println(BEGINNING + why.replace('\n', ' '));
        }
        return why != null;
    }

    static @Nullable String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StoreNotOpened e -> {
                    return e.getMessage();
                }
                case PortInUseException e -> {
                    return taken(e.getPort());
                }
                case ConnectorStartFailedException e -> {
                    return taken(e.getPort());
                }
                case BindException e -> {
                    return "LOTLINE_ADDRESS and LOTLINE_PORT cannot be listened at: %s."
                            .formatted(e.getMessage());
                }
                default -> {
                    // what made it fail may be one of them
                }
            }
        }
        return null;
    }

    private static String taken(int port) {
        return "Port %d is taken.\nMaybe stop what listens there, or choose another with LOTLINE_PORT."
                .formatted(port);
    }
}
