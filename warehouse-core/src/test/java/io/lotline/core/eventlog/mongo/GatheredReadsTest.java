package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.testing.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Everybody gets the answer to the own question, however it was asked.
class GatheredReadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger alone = new AtomicInteger();
    private final List<Integer> together = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void close() {
        open.countDown();
        threads.close();
    }

    private String one(int question) {
        alone.incrementAndGet();
        await();
        return "answer " + question;
    }

    private Optional<List<String>> many(List<Integer> questions) {
        together.add(questions.size());
        return Optional.of(questions.stream().map(question -> "answer " + question).toList());
    }

    private void await() {
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<CompletableFuture<String>> askAll(GatheredReads<Integer, String> reads, int many) {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int question = i;
            answers.add(CompletableFuture.supplyAsync(() -> ask(reads, question), threads));
        }
        return answers;
    }

    private static String ask(GatheredReads<Integer, String> reads, int question) {
        try {
            return reads.ask(question);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void mustBeRight(List<CompletableFuture<String>> answers) {
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join()).isEqualTo("answer " + i);
        }
    }

    @Test
    void what_comes_while_the_store_is_asked_is_asked_together() {
        GatheredReads<Integer, String> reads =
                new GatheredReads<>(2, 16, this::one, this::many, threads);
        List<CompletableFuture<String>> answers = askAll(reads, 42);
        Poll.until("all to have come", PATIENCE, () -> reads.gathered() == 40);
        assertThat(alone).hasValue(2);
        open.countDown();
        mustBeRight(answers);
        assertThat(alone).hasValue(2);
        assertThat(together).containsExactlyInAnyOrder(16, 16, 8);
    }

    @Test
    void what_is_too_much_together_or_fails_is_asked_alone() {
        for (boolean fails : new boolean[] {false, true}) {
            GatheredReads<Integer, String> reads =
                    new GatheredReads<>(
                            1,
                            16,
                            this::one,
                            _ -> {
                                if (fails) {
                                    throw new IllegalStateException("one of them is bad");
                                }
                                return Optional.empty();
                            },
                            threads);
            int before = alone.get();
            List<CompletableFuture<String>> answers = askAll(reads, 10);
            Poll.until("one to be asked", PATIENCE, () -> alone.get() > before);
            open.countDown();
            mustBeRight(answers);
            assertThat(alone).hasValue(before + 10);
        }
    }

    @Test
    void a_question_that_fails_alone_fails_and_makes_room() throws InterruptedException {
        open.countDown();
        GatheredReads<Integer, String> reads =
                new GatheredReads<>(
                        1,
                        16,
                        question -> {
                            if (question == 1) {
                                throw new IllegalStateException("bad");
                            }
                            return one(question);
                        },
                        this::many,
                        threads);
        assertThatThrownBy(() -> reads.ask(1)).hasMessage("bad");
        assertThat(reads.ask(2)).isEqualTo("answer 2");
    }

    @Test
    void who_waits_while_the_threads_end_is_answered() {
        GatheredReads<Integer, String> reads =
                new GatheredReads<>(
                        1,
                        16,
                        this::one,
                        this::many,
                        _ -> {
                            throw new RejectedExecutionException();
                        });
        List<CompletableFuture<String>> answers = askAll(reads, 5);
        Poll.until("all to have come", PATIENCE, () -> reads.gathered() == 4);
        open.countDown();
        mustBeRight(answers);
    }

    @Test
    void of_very_many_at_once_everybody_gets_the_own_answer() {
        open.countDown();
        GatheredReads<Integer, String> reads =
                new GatheredReads<>(4, 32, this::one, this::many, threads);
        mustBeRight(askAll(reads, 20_000));
        assertThat(alone.get() + together.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(20_000);
    }
}
