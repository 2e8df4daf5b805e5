package io.lotline.api;

import io.lotline.api.http.WrongSetting;
import io.lotline.core.eventlog.StoreNotOpened;
import java.net.BindException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;

/// Says in one line why the server does not start, where that is not a defect.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements SpringBootExceptionReporter {
    /// With which the line begins; `ops/run` looks for it.
    static final String BEGINNING = "Lotline does not start: ";

    // those that are no secrets
    private static final Set<String> NAMEABLE =
            Set.of(
                    "LOTLINE_ADDRESS",
                    "LOTLINE_PORT",
                    "LOTLINE_BOOK_CACHE",
                    "LOTLINE_ZONE",
                    "LOTLINE_BASE_URI",
                    "LOTLINE_DATA");

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
                case WrongSetting e -> {
                    return e.getMessage();
                }
                case TypeMismatchException e when variable(e.getValue()) instanceof String name -> {
                    return unreadable(name, e.getValue(), e.getRequiredType());
                }
                case ConversionFailedException e
                        when variable(e.getValue()) instanceof String name -> {
                    return unreadable(name, e.getValue(), e.getTargetType().getType());
                }
                case BindException e -> {
                    return "%s, which LOTLINE_ADDRESS says, cannot be listened at: %s.\nMaybe write an address of this machine."
                            .formatted(System.getenv("LOTLINE_ADDRESS"), e.getMessage());
                }
                default -> {
                    // what made it fail may be one of them
                }
            }
        }
        return null;
    }

    /// The environment's variable that has this value; null where there is none.
    private static @Nullable String variable(@Nullable Object value) {
        return System.getenv().entrySet().stream()
                .filter(entry -> NAMEABLE.contains(entry.getKey()))
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static String unreadable(
            String variable, @Nullable Object value, @Nullable Class<?> type) {
        String form =
                switch (type == null ? "" : type.getSimpleName()) {
                    case "DataSize" -> "no size like 64MB";
                    case "InetAddress" -> "no address of this machine";
                    case "ZoneId" -> "no time zone like Asia/Shanghai";
                    case "URI" -> "no URI like https://lotline.local/";
                    case "Integer", "int" -> "no whole number";
                    default -> "not what it can be";
                };
        return "%s is '%s', which is %s.\nMaybe leave it out.".formatted(variable, value, form);
    }

    private static String taken(int port) {
        return "Port %d is taken.\nMaybe stop what listens there, or choose another with LOTLINE_PORT."
                .formatted(port);
    }
}
