package io.lotline.api.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Lets what may meet happen in the order in which it came, and all else side by side.
///
/// Each step claims what it may meet others at, alone or together with those that share it. A step
/// begins when all before it that it may meet have ended. Where one of them failed, so that nobody
/// knows whether it will still happen, those that it may meet must not: they learn which one it
/// was.
///
/// One thread admits the steps, in their order; any may end them.
final class Lanes {
    /// The number of no step: nothing failed.
    static final int NONE = 0;

    private static final CompletableFuture<Integer> FREE = CompletableFuture.completedFuture(NONE);

    private final int mostFailed;
    private final Map<Claim, Lane> lanes = new HashMap<>();
    private int failedLanes;
    private int failedAll = NONE;

    /// @param mostFailed how many lanes with a failure are remembered; with more, all are failed
    Lanes(int mostFailed) {
        this.mostFailed = mostFailed;
    }

    /// Something at which steps may meet.
    record Claim(String kind, String what) {}

    /// What a step claims: some things alone, some together with others that share them.
    record Claims(Collection<Claim> alone, Collection<Claim> shared) {}

    /// One thing at which steps meet.
    private static final class Lane {
        private CompletableFuture<Integer> alone = FREE;
        private CompletableFuture<Integer> all = FREE;
        private int open;
        private boolean counted;

        boolean isFailed() {
            return all.isDone() && all.join() != NONE;
        }
    }

    /// A step that has its place in the order.
    final class Step {
        private final Claims claims;
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private CompletableFuture<Integer> before = FREE;

        private Step(Claims claims) {
            this.claims = claims;
        }

        /// Completes when it may begin: with [#NONE], or with the number of the failed step that it
        /// would follow.
        CompletableFuture<Integer> before() {
            return before;
        }

        /// Lets those go on that wait for it.
        ///
        /// @param failed the number of the step that failed, this one or one before it; or [#NONE]
        void end(int failed) {
            ended.complete(failed);
            leave(claims);
        }
    }

    /// Gives the next step its place.
    synchronized Step next(Claims claims) {
        Step step = new Step(claims);
        List<CompletableFuture<Integer>> before = new ArrayList<>();
        if (failedAll != NONE) {
            before.add(CompletableFuture.completedFuture(failedAll));
        }
        for (Claim claim : claims.alone()) {
            Lane lane = enter(claim);
            before.add(lane.all);
            lane.alone = step.ended;
            lane.all = step.ended;
        }
        for (Claim claim : claims.shared()) {
            Lane lane = enter(claim);
            before.add(lane.alone);
            lane.all = both(lane.all, step.ended);
        }
        for (CompletableFuture<Integer> one : before) {
            step.before = both(step.before, one);
        }
        return step;
    }

    private Lane enter(Claim claim) {
        Lane lane = lanes.computeIfAbsent(claim, _ -> new Lane());
        lane.open++;
        return lane;
    }

    private synchronized void leave(Claims claims) {
        claims.alone().forEach(this::leave);
        claims.shared().forEach(this::leave);
    }

    private void leave(Claim claim) {
        Lane lane = lanes.get(claim);
        if (lane == null || --lane.open > 0) {
            return;
        }
        if (!lane.isFailed()) {
            lanes.remove(claim);
        } else if (!lane.counted) {
            lane.counted = true;
            if (++failedLanes > mostFailed && failedAll == NONE) {
                failedAll = lane.all.join();
            }
        }
    }

    private static CompletableFuture<Integer> both(
            CompletableFuture<Integer> one, CompletableFuture<Integer> other) {
        if (one.isDone() && one.join() == NONE) {
            return other;
        }
        if (other.isDone() && other.join() == NONE) {
            return one;
        }
        return one.thenCombine(other, (a, b) -> a == NONE ? b : a);
    }

    /// How many things are claimed, or were when something failed.
    synchronized int size() {
        return lanes.size();
    }
}
