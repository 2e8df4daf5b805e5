package io.lotline.core.routing;

import io.lotline.core.routing.Grid.Insertion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Plans by insertion: the load first that would regret most to wait, each where it costs the
/// least. Then parts of the plan are taken out and put in again, and what became shorter is kept.
final class Insertions {
    private static final int ROUNDS = 600;
    private static final int FEWEST_OUT = 2;
    private static final int MANY_OUT = 8;
    private static final int MOST_OUT = 24;

    /// Regrets are less, in meters.
    private static final double ONE_LEFT = 1e12;

    private static final double NEARNESS = 0.01;
    private static final double NOISE = 0.3;

    private final Grid grid;
    private final Random random;

    Insertions(Grid grid, long seed) {
        this.grid = grid;
        this.random = new Random(seed);
    }

    Plan plan() {
        Plan plan = insert(Plan.empty(grid), null);
        Plan best = plan;
        int rounds = grid.loads().size() < 2 ? 0 : ROUNDS;
        // in the beginning a plan may become longer by about one leg
        double heat = (double) plan.meters() / (grid.loads().size() + 1);
        for (int round = 0; round < rounds; round++) {
            Plan next = insert(takeOut(plan), round % 2 == 0 ? null : random);
            double allowed = heat * (rounds - round) / rounds * -Math.log(1 - random.nextDouble());
            int missing = Integer.compare(next.missing(), plan.missing());
            if (missing < 0 || (missing == 0 && next.meters() < plan.meters() + allowed)) {
                plan = next;
            }
            if (plan.isBetterThan(best)) {
                best = plan;
            }
        }
        return best;
    }

    /// The plan with what else fits.
    Plan fill(Plan plan) {
        return plan.open().isEmpty() ? plan : insert(plan, null);
    }

    /// The plan without a load that was drawn and those near it, or without some that were drawn.
    private Plan takeOut(Plan plan) {
        List<Integer> movable = new ArrayList<>();
        for (int[] tour : plan.tours()) {
            for (int load : tour) {
                if (grid.load(load).truck() == Grid.FREE) {
                    movable.add(load);
                }
            }
        }
        if (movable.isEmpty()) {
            return plan;
        }
        int most = Math.min(MOST_OUT, Math.max(MANY_OUT, movable.size() / 4));
        int many = Math.min(movable.size(), FEWEST_OUT + random.nextInt(most - FEWEST_OUT + 1));
        int drawn = movable.get(random.nextInt(movable.size()));
        if (random.nextInt(4) == 0) {
            Collections.shuffle(movable, random);
        } else {
            movable.sort(
                    Comparator.comparingInt(
                                    (Integer load) ->
                                            grid.meters(grid.place(drawn), grid.place(load)))
                            .thenComparingInt(load -> load));
        }
        boolean[] out = new boolean[grid.loads().size()];
        movable.subList(0, many).forEach(load -> out[load] = true);
        Plan less = plan.copy();
        for (int truck = 0; truck < grid.trucks(); truck++) {
            less.tours()[truck] =
                    Arrays.stream(less.tours()[truck]).filter(load -> !out[load]).toArray();
        }
        return less;
    }

    /// @param noise makes other choices than the best ones now and then; null for never
    private Plan insert(Plan before, @Nullable Random noise) {
        Plan plan = before.copy();
        Map<Integer, Insertion[]> waiting = new LinkedHashMap<>();
        for (int load : plan.open()) {
            Insertion[] each = new Insertion[grid.trucks()];
            for (int truck = 0; truck < each.length; truck++) {
                each[truck] = grid.best(truck, plan.tours()[truck], load);
            }
            waiting.put(load, each);
        }
        while (!waiting.isEmpty()) {
            int chosen = -1;
            int with = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (Map.Entry<Integer, Insertion[]> entry : waiting.entrySet()) {
                Insertion[] each = entry.getValue();
                int first = -1;
                double least = Double.MAX_VALUE;
                double second = Double.MAX_VALUE;
                for (int truck = 0; truck < each.length; truck++) {
                    if (each[truck].breaks() != null) {
                        continue;
                    }
                    double cost = each[truck].meters() * factor(noise);
                    if (cost < least) {
                        second = least;
                        least = cost;
                        first = truck;
                    } else {
                        second = Math.min(second, cost);
                    }
                }
                if (first < 0) {
                    continue;
                }
                // of those with one truck left the nearest first, and all of them before others
                double regret =
                        second == Double.MAX_VALUE
                                ? ONE_LEFT - least
                                : second - least - NEARNESS * least;
                if (regret > most) {
                    most = regret;
                    chosen = entry.getKey();
                    with = first;
                }
            }
            if (chosen < 0) {
                break;
            }
            Insertion insertion = waiting.remove(chosen)[with];
            plan.tours()[with] = Grid.with(plan.tours()[with], chosen, insertion.position());
            for (Map.Entry<Integer, Insertion[]> entry : waiting.entrySet()) {
                entry.getValue()[with] = grid.best(with, plan.tours()[with], entry.getKey());
            }
        }
        return plan;
    }

    private static double factor(@Nullable Random noise) {
        return noise == null ? 1 : 1 - NOISE + 2 * NOISE * noise.nextDouble();
    }

    /// The plan of somebody who always drives to the nearest consignee that still fits, truck after
    /// truck.
    static Plan greedy(Grid grid) {
        Plan plan = Plan.empty(grid);
        List<Integer> open = new ArrayList<>(plan.open());
        for (int truck = 0; truck < grid.trucks(); truck++) {
            while (true) {
                int[] tour = plan.tours()[truck];
                int place = tour.length == 0 ? 0 : grid.place(tour[tour.length - 1]);
                int nearest = -1;
                for (int load : open) {
                    int[] longer = Grid.with(tour, load, tour.length);
                    if ((nearest < 0
                                    || grid.meters(place, grid.place(load))
                                            < grid.meters(place, grid.place(nearest)))
                            && grid.may(load, truck)
                            && grid.fits(truck, longer)
                            && grid.drive(truck, longer, null).breach() == null) {
                        nearest = load;
                    }
                }
                if (nearest < 0) {
                    break;
                }
                plan.tours()[truck] = Grid.with(tour, nearest, tour.length);
                open.remove(Integer.valueOf(nearest));
            }
        }
        return plan;
    }
}
