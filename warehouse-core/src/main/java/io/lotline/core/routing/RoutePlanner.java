package io.lotline.core.routing;

import io.lotline.core.routing.Grid.Drive;
import io.lotline.core.routing.Grid.Insertion;
import io.lotline.core.routing.Grid.Load;
import io.lotline.core.routing.RoutingPlan.Left;
import io.lotline.core.routing.RoutingPlan.Other;
import io.lotline.core.routing.RoutingPlan.Stop;
import io.lotline.core.values.Breach;
import io.lotline.core.values.UnplannedWhy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plans routes. The same problem and the same seed have the same plan, whenever and wherever.
///
/// A plan brings as many orders as it can, and of those plans it is a short one. It breaks neither
/// what a truck can carry and keep cold, nor hours. What is on a truck already stays on it, in its
/// order.
public final class RoutePlanner {
    /// How many other trucks a stop is explained by.
    private static final int MOST_OTHERS = 3;

    private RoutePlanner() {}

    public static RoutingPlan plan(RoutingProblem problem, long seed) {
        Grid together = Grid.of(problem);
        Plan plan = new Insertions(together, seed).plan();
        if (!plan.open().isEmpty()) {
            // what does not fit together may fit apart
            Grid apart = Grid.singly(problem);
            plan = new Insertions(apart, seed).fill(plan.in(apart));
        }
        Plan shorter = LocalSearch.shorten(plan, seed);
        return explained(new Insertions(shorter.grid(), seed).fill(shorter));
    }

    /// The plan of somebody who always drives to the nearest consignee that still fits.
    public static RoutingPlan greedy(RoutingProblem problem) {
        return explained(Insertions.greedy(Grid.of(problem)));
    }

    /// What somebody's own tours come to.
    ///
    /// @param tours the orders of each truck in their order; those of no truck are left out
    public static RoutingPlan of(RoutingProblem problem, Map<String, List<String>> tours) {
        Grid grid = Grid.singly(problem);
        Map<String, Integer> loads = new HashMap<>();
        grid.loads().forEach(load -> loads.put(load.orders().getFirst(), load.index()));
        int[][] all = new int[grid.trucks()][];
        for (int truck = 0; truck < all.length; truck++) {
            all[truck] =
                    tours.getOrDefault(problem.trucks().get(truck).id(), List.of()).stream()
                            .filter(loads::containsKey)
                            .mapToInt(loads::get)
                            .toArray();
        }
        return explained(new Plan(grid, all));
    }

    private static RoutingPlan explained(Plan plan) {
        Grid grid = plan.grid();
        List<Stop> stops = new ArrayList<>();
        for (int truck = 0; truck < grid.trucks(); truck++) {
            stops.addAll(stops(plan, truck));
        }
        List<Left> unplanned = new ArrayList<>();
        for (int open : plan.open()) {
            Load load = grid.load(open);
            List<Other> others = others(plan, load, -1);
            boolean fits = others.stream().anyMatch(other -> other.breaks() == null);
            UnplannedWhy why = fits ? UnplannedWhy.LEFT_OUT : why(grid, load);
            load.orders().forEach(order -> unplanned.add(new Left(order, why, others)));
        }
        return new RoutingPlan(stops, unplanned, plan.meters());
    }

    private static List<Stop> stops(Plan plan, int truck) {
        Grid grid = plan.grid();
        int[] tour = plan.tours()[truck];
        int[] arrivals = new int[tour.length];
        Drive drive = grid.drive(truck, tour, arrivals);
        List<Stop> stops = new ArrayList<>();
        for (int first = 0; first < tour.length; ) {
            int behind = first + 1;
            while (behind < tour.length && grid.place(tour[behind]) == grid.place(tour[first])) {
                behind++;
            }
            int[] here = Arrays.copyOfRange(tour, first, behind);
            int[] rest = new int[tour.length - here.length];
            System.arraycopy(tour, 0, rest, 0, first);
            System.arraycopy(tour, behind, rest, first, tour.length - behind);
            Load load = grid.load(tour[first]);
            List<String> orders =
                    Arrays.stream(here)
                            .boxed()
                            .flatMap(each -> grid.load(each).orders().stream())
                            .toList();
            stops.add(
                    new Stop(
                            grid.truck(truck).id(),
                            stops.size() + 1,
                            load.consignee(),
                            arrivals[first],
                            orders,
                            drive.meters() - grid.distance(rest),
                            others(plan, load, truck),
                            breaks(plan, truck, here, arrivals[first], drive)));
            first = behind;
        }
        return stops;
    }

    private static List<Breach> breaks(Plan plan, int truck, int[] here, int arrival, Drive drive) {
        Grid grid = plan.grid();
        Set<Breach> breaks = new HashSet<>();
        for (int load : here) {
            Breach never = grid.never(truck, grid.load(load));
            if (never != null) {
                breaks.add(never);
            }
        }
        if (!grid.fits(truck, plan.tours()[truck])) {
            breaks.add(Breach.CAPACITY);
        }
        int opening = grid.opening(grid.load(here[0]), arrival);
        if (opening != arrival) {
            breaks.add(Breach.RECEIVING_HOURS);
        }
        if (drive.tooLong() > 0) {
            breaks.add(Breach.DRIVER_HOURS);
        }
        return breaks.stream().sorted().toList();
    }

    /// What it would mean for other trucks to bring a load, those first that could.
    private static List<Other> others(Plan plan, Load load, int without) {
        Grid grid = plan.grid();
        List<Other> others = new ArrayList<>();
        for (int truck = 0; truck < grid.trucks(); truck++) {
            if (truck != without) {
                Insertion best = grid.best(truck, plan.tours()[truck], load.index());
                others.add(
                        new Other(
                                grid.truck(truck).id(),
                                best.breaks() == null ? best.meters() : null,
                                best.breaks()));
            }
        }
        others.sort(
                Comparator.comparing(
                        other -> other.meters() == null ? Long.MAX_VALUE : other.meters()));
        return others.stream().limit(MOST_OTHERS).toList();
    }

    private static UnplannedWhy why(Grid grid, Load load) {
        Map<Breach, Integer> never = new LinkedHashMap<>();
        boolean near = false;
        for (int truck = 0; truck < grid.trucks(); truck++) {
            Breach breach = grid.never(truck, load);
            if (breach == null) {
                breach = grid.drive(truck, new int[] {load.index()}, null).breach();
                near |= breach == null;
            }
            if (breach != null) {
                never.merge(breach, 1, Integer::sum);
            }
        }
        if (near) {
            return UnplannedWhy.NO_VEHICLE_FREE;
        }
        if (never.containsKey(Breach.RECEIVING_HOURS) || never.containsKey(Breach.DRIVER_HOURS)) {
            return UnplannedWhy.OUT_OF_REACH;
        }
        if (never.containsKey(Breach.CAPACITY)) {
            return UnplannedWhy.TOO_LARGE;
        }
        if (never.containsKey(Breach.SIZE_UNKNOWN)) {
            return UnplannedWhy.SIZE_UNKNOWN;
        }
        return never.containsKey(Breach.TEMPERATURE)
                ? UnplannedWhy.NO_TEMPERATURE_ZONE
                : UnplannedWhy.NO_VEHICLE_FREE;
    }
}
