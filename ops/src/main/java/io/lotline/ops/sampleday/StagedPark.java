package io.lotline.ops.sampleday;

import io.lotline.api.LotlineApplication;
import io.lotline.api.http.ParkClock;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/// The whole application in this process, on the store that the server will open afterwards, with a
/// clock that each request sets. So the past is made by the commands and decisions that make the
/// present, and only what time it is comes from the sample. A server that people reach has no such
/// clock.
final class StagedPark implements AutoCloseable {
    /// The header in which a request says what time it is.
    static final String MOMENT = "Lotline-Moment";

    private final ConfigurableApplicationContext context;

    private StagedPark(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// @param begin    what time it is until a request says otherwise
    /// @param settings more of the server's settings, like `--lotline.mongodb-uri=`
    static StagedPark open(Path data, String adminKey, Instant begin, List<String> settings) {
        ToldClock clock = new ToldClock(begin);
        SpringApplication application = new SpringApplication(LotlineApplication.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers(
                context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    ZoneId zone =
                            beans.getEnvironment()
                                    .getRequiredProperty("lotline.zone", ZoneId.class);
                    beans.registerBean(
                            "stagedClock",
                            ParkClock.class,
                            () -> new ParkClock(clock, zone),
                            definition -> definition.setPrimary(true));
                    beans.registerBean("momentFilter", FilterRegistrationBean.class, clock::filter);
                });
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--server.address=127.0.0.1",
                                "--lotline.data=" + data,
                                "--lotline.admin-key=" + adminKey,
                                "--logging.level.root=error"));
        all.addAll(settings);
        // any free port: other servers may run, and nobody is told of this one
        all.add("--server.port=0");
        return new StagedPark(application.run(all.toArray(String[]::new)));
    }

    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    @Override
    public void close() {
        context.close();
    }

    /// The latest time that a request has said it is. As any clock, it never goes back.
    private static final class ToldClock extends Clock {
        private Instant latest;

        ToldClock(Instant begin) {
            this.latest = begin;
        }

        FilterRegistrationBean<Filter> filter() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(this::serve);
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }

        private void serve(ServletRequest request, ServletResponse response, FilterChain rest)
                throws IOException, ServletException {
            String moment = ((HttpServletRequest) request).getHeader(MOMENT);
            if (moment != null) {
                pass(Instant.parse(moment));
            }
            rest.doFilter(request, response);
        }

        private synchronized void pass(Instant moment) {
            latest = moment.isAfter(latest) ? moment : latest;
        }

        @Override
        public synchronized Instant instant() {
            return latest;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("The park's clock knows instants only.");
        }
    }
}
