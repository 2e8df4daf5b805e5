package io.lotline.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Lotline's main class.
@SpringBootApplication(proxyBeanMethods = false)
public class LotlineApplication {
    public static void main(String[] args) {
        SpringApplication.run(LotlineApplication.class, args);
    }
}
