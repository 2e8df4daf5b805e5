package io.lotline.ops.verify;

import io.lotline.ops.verify.CommitCheck.Digest;
import io.lotline.ops.verify.CommitCheck.Malformed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Checks a log from a source: documents on all cores, the chain in order.
final class Verifier {
    private static final int BATCH_COMMITS = 512;
    private static final int BATCH_BYTES = 512 * 1024;
    private static final int BATCHES_PER_THREAD = 4;

    private final Progress progress;
    private final int threads;

    Verifier(Progress progress) {
        this.progress = progress;
        this.threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    /// Gets the commits that are good, in order; answers whether it wants more.
    @FunctionalInterface
    interface Tap {
        boolean good(byte[] document, Digest digest) throws IOException, InterruptedException;
    }

    /// Checks everything that the source has from `from` on.
    ///
    /// @param chain  where it begins; afterwards, where it ended
    /// @param known  heads that must be on the way
    /// @return the first flaw, or null
    @Nullable Flaw run(CommitSource source, long from, ChainCheck chain, List<Head> known, Tap tap)
            throws IOException, InterruptedException {
        ExecutorService pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("verify-", 0).factory());
        try {
            Run run = new Run(pool, chain, known, tap);
            try {
                source.read(from, run);
                run.drain(0);
            } catch (CommitSource.Damaged e) {
                run.drain(0);
                run.flawed(String.valueOf(e.getMessage()));
            }
            for (Head head : known) {
                if (chain.head().position() < head.position()) {
                    run.flawed("the log ends here, before the known head " + head);
                }
            }
            return run.flaw;
        } finally {
            pool.shutdownNow();
        }
    }

    /// A document and what came of its check.
    private record Checked(byte[] document, @Nullable Digest digest, @Nullable String malformed) {}

    private final class Run implements CommitSource.Sink {
        private final ExecutorService pool;
        private final ChainCheck chain;
        private final List<Head> known;
        private final Tap tap;
        private final Deque<Future<List<Checked>>> ahead = new ArrayDeque<>();
        private List<byte[]> batch = new ArrayList<>();
        private int batchBytes;
        private @Nullable Flaw flaw;
        private boolean enough;

        Run(ExecutorService pool, ChainCheck chain, List<Head> known, Tap tap) {
            this.pool = pool;
            this.chain = chain;
            this.known = known;
            this.tap = tap;
        }

        @Override
        public boolean take(byte[] document) throws IOException, InterruptedException {
            batch.add(document);
            batchBytes += document.length;
            if (batch.size() >= BATCH_COMMITS || batchBytes >= BATCH_BYTES) {
                submit();
                follow(threads * BATCHES_PER_THREAD);
            }
            return flaw == null && !enough;
        }

        private void submit() {
            List<byte[]> documents = batch;
            batch = new ArrayList<>();
            batchBytes = 0;
            ahead.add(pool.submit(() -> check(documents)));
        }

        /// Ends when no more than `left` batches are on their way.
        private void follow(int left) throws IOException, InterruptedException {
            while (ahead.size() > left && flaw == null && !enough) {
                try {
                    for (Checked checked : ahead.remove().get()) {
                        if (flaw == null && !enough) {
                            next(checked);
                        }
                    }
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
                progress.at(chain.head().position());
            }
        }

        void drain(int left) throws IOException, InterruptedException {
            submit();
            follow(left);
        }

        private void next(Checked checked) throws IOException, InterruptedException {
            Digest digest = checked.digest();
            if (digest == null) {
                Long stated = CommitCheck.statedPosition(checked.document());
                flawed(
                        stated != null && stated != chain.head().position() + 1
                                ? "the next commit begins at position " + stated
                                : String.valueOf(checked.malformed()));
                return;
            }
            try {
                chain.next(digest);
            } catch (Malformed e) {
                flawed(String.valueOf(e.getMessage()));
                return;
            }
            for (Head head : known) {
                if (digest.position() <= head.position()
                        && digest.last() >= head.position()
                        && !chain.head().equals(head)) {
                    flaw =
                            new Flaw(
                                    digest.position(),
                                    "the head here is %s, not the known %s: the history up to it is another"
                                            .formatted(chain.head(), head));
                    return;
                }
            }
            enough = !tap.good(checked.document(), digest);
        }

        void flawed(String reason) {
            if (flaw == null && !enough) {
                flaw = new Flaw(chain.head().position() + 1, reason);
            }
        }
    }

    private static List<Checked> check(List<byte[]> documents) {
        CommitCheck check = new CommitCheck();
        List<Checked> checked = new ArrayList<>(documents.size());
        for (byte[] document : documents) {
            try {
                checked.add(new Checked(document, check.read(document), null));
            } catch (Malformed e) {
                checked.add(new Checked(document, null, e.getMessage()));
            } catch (IndexOutOfBoundsException e) {
                checked.add(new Checked(document, null, "its document ends too early"));
            }
        }
        return checked;
    }
}
