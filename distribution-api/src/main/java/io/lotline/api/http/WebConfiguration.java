package io.lotline.api.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// How Spring's web layer is set up.
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private final ParkClock clock;
    private final Freshness freshness;
    private final Commands commands;
    private final EmptyBody emptyBody;
    private final JsonMapper json;

    WebConfiguration(
            ParkClock clock,
            Freshness freshness,
            Commands commands,
            EmptyBody emptyBody,
            JsonMapper json) {
        this.clock = clock;
        Wording.get().tellTimesIn(clock.zone());
        this.freshness = freshness;
        this.commands = commands;
        this.emptyBody = emptyBody;
        this.json = json;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(
                all -> {
                    all.clear();
                    all.addAll(OneWayIn.converters(json));
                });
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(List.of(new PlainAccept()));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Arguments(clock));
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        // after the role, before the record of the look-up
        interceptors.addInterceptor(new MediaTypeCheck(emptyBody)).order(2);
        interceptors.addInterceptor(new QueryCheck()).order(2);
        interceptors
                .addInterceptor(new ReadPositions(freshness, commands))
                .addPathPatterns("/v1/**", "/epcis/**")
                .order(Ordered.LOWEST_PRECEDENCE - 1);
    }

    @Override
    public void addFormatters(FormatterRegistry formatters) {
        formatters.addConverter(String.class, Instant.class, WebConfiguration::instant);
        formatters.addConverterFactory(new EnumWords());
    }

    /// A body is read by whoever takes it, and never for query parameters. Tomcat itself stops at
    /// longer headers than the [PathFilter], which can tell more about them.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noParametersInBodies() {
        return factory ->
                factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    }

    /// Tomcat would call more than a hundred headers a malformed request.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> headersAreCountedByUs() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> {
                            if (connector.getProtocolHandler()
                                    instanceof AbstractHttp11Protocol<?> http) {
                                http.setMaxHeaderCount(-1);
                            }
                        });
    }

    /// Lot numbers may contain a slash: `%2F` stays part of its path segment.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInPathSegments() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector ->
                                connector.setEncodedSolidusHandling(
                                        EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcatItself() {
        return factory ->
                factory.addContextCustomizers(
                        context -> {
                            if (context.getParent() instanceof StandardHost host) {
                                host.setErrorReportValveClass(ProblemValve.class.getName());
                            }
                        });
    }

    private static Instant instant(String text) {
        try {
            // a plus sign in a query is a blank
            return CalendarText.instant(text.replace(' ', '+'));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
