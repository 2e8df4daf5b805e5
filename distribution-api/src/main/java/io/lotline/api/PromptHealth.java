package io.lotline.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;

/// Answers a health question soon: a store that is silent is told, not waited for, since whoever
/// asks for health has less patience than whoever asks for goods.
final class PromptHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Executor THREADS =
            task -> {
                Thread unused = Thread.ofVirtual().name("health").start(task);
            };

    private PromptHealth() {}

    /// What the question answers, or DOWN where it does not within three seconds.
    static Health of(Supplier<Health> question) {
        return of(question, PATIENCE);
    }

    static Health of(Supplier<Health> question, Duration patience) {
        Health silent =
                Health.down()
                        .withDetail(
                                "reason",
                                "No answer of the store within %d ms."
                                        .formatted(patience.toMillis()))
                        .build();
        try {
            return CompletableFuture.supplyAsync(question, THREADS)
                    .completeOnTimeout(silent, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
