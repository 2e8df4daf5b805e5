package io.lotline.api.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The addresses of the pages; `/` is the overview.
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addViewController("/").setViewName("forward:/index.html");
        pages.addViewController("/trace").setViewName("forward:/trace.html");
    }
}
