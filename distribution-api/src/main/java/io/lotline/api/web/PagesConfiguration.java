package io.lotline.api.web;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/// The addresses of the pages; `/` is the overview.
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addViewController("/").setViewName("forward:/index.html");
        pages.addViewController("/trace").setViewName("forward:/trace.html");
        pages.addViewController("/work").setViewName("forward:/work.html");
        pages.addViewController("/drive").setViewName("forward:/drive.html");
        pages.addViewController("/portal").setViewName("forward:/portal.html");
        pages.addViewController("/desk").setViewName("forward:/desk.html");
        pages.addViewController("/recalls/{recallId}").setViewName("forward:/recall.html");
        pages.addViewController("/quality").setViewName("forward:/quality.html");
        pages.addViewController("/admin").setViewName("forward:/admin.html");
        pages.addViewController("/docs").setViewName("forward:/docs.html");
        pages.addViewController("/sign-in").setViewName("forward:/sign-in.html");
    }

    @Bean
    SimpleUrlHandlerMapping pageFilesMapping(PageFiles files) {
        Map<String, HttpRequestHandler> made = new TreeMap<>(files.serviceWorkers());
        made.put("/assets/frame/park.js", files.clock());
        return new SimpleUrlHandlerMapping(made, Ordered.HIGHEST_PRECEDENCE);
    }
}
