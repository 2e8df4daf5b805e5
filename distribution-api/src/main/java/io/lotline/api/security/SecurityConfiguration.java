package io.lotline.api.security;

import io.lotline.api.http.Commands;
import io.lotline.api.http.ParkClock;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// What stands before every controller: first the role, then what the request may be made of, then
/// the record of the look-up.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {
    private final Commands commands;
    private final ParkClock clock;

    SecurityConfiguration(Commands commands, ParkClock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new RoleCheck()).order(1);
        interceptors.addInterceptor(new LookUpRecord(commands, clock)).order(3);
    }
}
