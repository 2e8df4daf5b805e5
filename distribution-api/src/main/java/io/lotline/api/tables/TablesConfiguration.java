package io.lotline.api.tables;

import io.lotline.api.http.ParkClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/// Puts the tables behind everything else that a request goes through.
@Configuration(proxyBeanMethods = false)
class TablesConfiguration implements WebMvcConfigurer {
    private final ObjectProvider<RequestMappingHandlerAdapter> adapter;
    private final JsonMapper json;
    private final ParkClock clock;

    TablesConfiguration(
            ObjectProvider<RequestMappingHandlerAdapter> adapter,
            JsonMapper json,
            ParkClock clock) {
        this.adapter = adapter;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
                .addInterceptor(new Tables(adapter, json, clock))
                .addPathPatterns("/v1/**")
                .order(Ordered.LOWEST_PRECEDENCE);
    }
}
