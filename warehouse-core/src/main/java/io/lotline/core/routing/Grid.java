package io.lotline.core.routing;

import io.lotline.core.routing.RoutingProblem.Freight;
import io.lotline.core.routing.RoutingProblem.Truck;
import io.lotline.core.routing.RoutingProblem.Window;
import io.lotline.core.values.Breach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A problem in numbers: loads that go together, places, and how far it is between them. A tour is
/// the loads of a truck in the order in which it brings them.
final class Grid {
    private static final int SECONDS_PER_HOUR = 3_600;

    /// A load that is on no truck yet.
    static final int FREE = -1;

    private final RoutingProblem problem;
    private final List<Load> loads;
    private final int[][] meters;
    private final boolean[][] may;

    private Grid(RoutingProblem problem, List<Load> loads, int[][] meters) {
        this.problem = problem;
        this.loads = List.copyOf(loads);
        this.meters = meters;
        this.may = new boolean[loads.size()][problem.trucks().size()];
        for (Load load : loads) {
            for (int truck = 0; truck < trucks(); truck++) {
                may[load.index()][truck] = never(truck, load) == null;
            }
        }
    }

    /// What goes to a consignee together.
    ///
    /// @param place    where it goes, as a number; the depot is 0
    /// @param unknown  whether its volume or its weight is not known
    /// @param truck    the one on which it is already; [#FREE] for none
    record Load(int index, int place, List<Freight> freight, Sum sum, int truck) {
        static Load of(int index, int place, List<Freight> freight, int truck) {
            return new Load(index, place, List.copyOf(freight), Sum.of(freight), truck);
        }

        String consignee() {
            return freight.getFirst().consignee();
        }

        List<String> orders() {
            return freight.stream().map(Freight::order).toList();
        }
    }

    /// How much some freight is.
    ///
    /// @param litresKnown    whether all of it says its volume
    /// @param kilogramsKnown whether all of it says its weight
    record Sum(
            long pieces, long litres, long kilograms, boolean litresKnown, boolean kilogramsKnown) {
        static final Sum NOTHING = new Sum(0, 0, 0, true, true);

        static Sum of(List<Freight> freight) {
            Sum sum = NOTHING;
            for (Freight each : freight) {
                sum =
                        sum.plus(
                                new Sum(
                                        each.pieces(),
                                        orZero(each.litres()),
                                        orZero(each.kilograms()),
                                        each.litres() != null,
                                        each.kilograms() != null));
            }
            return sum;
        }

        Sum plus(Sum other) {
            return new Sum(
                    pieces + other.pieces,
                    litres + other.litres,
                    kilograms + other.kilograms,
                    litresKnown && other.litresKnown,
                    kilogramsKnown && other.kilogramsKnown);
        }

        private static int orZero(@Nullable Integer value) {
            return value == null ? 0 : value;
        }

        boolean fits(Truck truck) {
            return (truck.pieces() == null || pieces <= truck.pieces())
                    && (truck.litres() == null || litres <= truck.litres())
                    && (truck.kilograms() == null || kilograms <= truck.kilograms());
        }

        boolean isKnownTo(Truck truck) {
            return (truck.litres() == null || litresKnown)
                    && (truck.kilograms() == null || kilogramsKnown);
        }
    }

    /// Orders of one consignee that are kept alike go together, as far as a truck can carry them
    /// together.
    static Grid of(RoutingProblem problem) {
        return of(problem, false);
    }

    /// Every order by itself.
    static Grid singly(RoutingProblem problem) {
        return of(problem, true);
    }

    private static Grid of(RoutingProblem problem, boolean apart) {
        Map<String, Integer> places = new HashMap<>();
        List<Spot> spots = new ArrayList<>(List.of(problem.depot()));
        Map<Together, List<Freight>> groups = new LinkedHashMap<>();
        for (Freight each : problem.freight()) {
            places.computeIfAbsent(
                    each.consignee(),
                    _ -> {
                        spots.add(each.spot());
                        return spots.size() - 1;
                    });
            groups.computeIfAbsent(Together.of(each), _ -> new ArrayList<>()).add(each);
        }
        Map<String, Integer> trucks = new HashMap<>();
        for (Truck truck : problem.trucks()) {
            trucks.put(truck.id(), trucks.size());
        }
        List<Load> loads = new ArrayList<>();
        groups.forEach(
                (together, all) -> {
                    int place = Objects.requireNonNull(places.get(together.consignee()));
                    int truck =
                            together.truck() == null
                                    ? FREE
                                    : trucks.getOrDefault(together.truck(), FREE);
                    Sum sum = Sum.of(all);
                    boolean one =
                            !apart
                                    && (truck != FREE
                                            || problem.trucks().stream().anyMatch(sum::fits));
                    for (List<Freight> part : one ? List.of(all) : singly(all)) {
                        loads.add(Load.of(loads.size(), place, part, truck));
                    }
                });
        int[][] meters = new int[spots.size()][spots.size()];
        for (int from = 0; from < spots.size(); from++) {
            for (int to = 0; to < from; to++) {
                meters[from][to] = spots.get(from).metersTo(spots.get(to));
                meters[to][from] = meters[from][to];
            }
        }
        return new Grid(problem, loads, meters);
    }

    /// What has to be alike for orders to go together.
    private record Together(
            String consignee,
            Set<?> temperatures,
            boolean litres,
            boolean kilograms,
            @Nullable String truck) {
        static Together of(Freight freight) {
            return new Together(
                    freight.consignee(),
                    freight.temperatures(),
                    freight.litres() != null,
                    freight.kilograms() != null,
                    freight.truck());
        }
    }

    private static List<List<Freight>> singly(List<Freight> all) {
        return all.stream().map(List::of).toList();
    }

    RoutingProblem problem() {
        return problem;
    }

    List<Load> loads() {
        return loads;
    }

    Load load(int index) {
        return loads.get(index);
    }

    int trucks() {
        return problem.trucks().size();
    }

    Truck truck(int truck) {
        return problem.trucks().get(truck);
    }

    int meters(int from, int to) {
        return meters[from][to];
    }

    int place(int load) {
        return loads.get(load).place();
    }

    boolean may(int load, int truck) {
        return may[load][truck];
    }

    /// Why a truck can never bring a load, whatever else it brings; null if it can.
    @Nullable Breach never(int truck, Load load) {
        Truck with = truck(truck);
        if (load.truck() == truck) {
            return null;
        }
        if (load.truck() != FREE) {
            return Breach.ON_ANOTHER_VEHICLE;
        }
        if (with.left()) {
            return Breach.LEFT;
        }
        if (!load.freight().stream()
                .allMatch(each -> with.temperatures().containsAll(each.temperatures()))) {
            return Breach.TEMPERATURE;
        }
        if (!load.sum().isKnownTo(with)) {
            return Breach.SIZE_UNKNOWN;
        }
        return load.sum().fits(with) ? null : Breach.CAPACITY;
    }

    private int seconds(int distance) {
        return (int) ((long) distance * SECONDS_PER_HOUR / problem.metersPerHour());
    }

    /// By how much a tour is too full, in whatever measure.
    long excess(int truck, int[] tour) {
        Truck with = truck(truck);
        long pieces = 0;
        long litres = 0;
        long kilograms = 0;
        for (int load : tour) {
            Sum sum = loads.get(load).sum();
            pieces += sum.pieces();
            litres += sum.litres();
            kilograms += sum.kilograms();
        }
        return over(pieces, with.pieces())
                + over(litres, with.litres())
                + over(kilograms, with.kilograms());
    }

    private static long over(long sum, @Nullable Integer limit) {
        return limit == null ? 0 : Math.max(0, sum - limit);
    }

    boolean fits(int truck, int[] tour) {
        return excess(truck, tour) == 0;
    }

    /// Drives a tour: what it breaks of times. Hours that are missed are driven on from.
    ///
    /// @param arrivals is told when handing over begins, load by load; null for nobody
    Drive drive(int truck, int[] tour, int @Nullable [] arrivals) {
        int time = problem.departure();
        int place = 0;
        long distance = 0;
        int late = 0;
        for (int i = 0; i < tour.length; i++) {
            Load load = loads.get(tour[i]);
            // what goes to where the truck is already is handed over in the same stop
            if (load.place() != place) {
                int leg = meters[place][load.place()];
                distance += leg;
                int arrival = time + seconds(leg);
                int begin = opening(load, arrival);
                late += begin < 0 ? 1 : 0;
                time = Math.max(arrival, begin);
                place = load.place();
                if (arrivals != null) {
                    arrivals[i] = time;
                }
                time += problem.secondsPerStop();
            } else if (arrivals != null) {
                arrivals[i] = time - problem.secondsPerStop();
            }
        }
        distance += meters[place][0];
        time += seconds(meters[place][0]);
        int tooLong = Math.max(0, time - problem.departure() - truck(truck).seconds());
        return new Drive(distance, late, tooLong);
    }

    /// How a tour goes.
    ///
    /// @param late    how many stops are outside the hours of their consignees
    /// @param tooLong how many seconds too long the driver is away
    record Drive(long meters, int late, int tooLong) {
        @Nullable Breach breach() {
            return late > 0 ? Breach.RECEIVING_HOURS : tooLong > 0 ? Breach.DRIVER_HOURS : null;
        }
    }

    /// When goods are taken from who comes at a time; -1 for not any more on that day.
    int opening(Load load, int arrival) {
        List<Window> windows = load.freight().getFirst().windows();
        if (windows.isEmpty()) {
            return arrival;
        }
        int first = -1;
        for (Window window : windows) {
            if (arrival <= window.to()) {
                int begin = Math.max(arrival, window.from());
                first = first < 0 ? begin : Math.min(first, begin);
            }
        }
        return first;
    }

    /// How far a tour is.
    long distance(int[] tour) {
        long sum = 0;
        int place = 0;
        for (int load : tour) {
            sum += meters[place][place(load)];
            place = place(load);
        }
        return sum + meters[place][0];
    }

    /// How much longer a tour is with one more load at a position.
    long longer(int[] tour, int load, int position) {
        int before = position == 0 ? 0 : place(tour[position - 1]);
        int after = position == tour.length ? 0 : place(tour[position]);
        int at = place(load);
        return (long) meters[before][at] + meters[at][after] - meters[before][after];
    }

    static int[] with(int[] tour, int load, int position) {
        int[] longer = new int[tour.length + 1];
        System.arraycopy(tour, 0, longer, 0, position);
        longer[position] = load;
        System.arraycopy(tour, position, longer, position + 1, tour.length - position);
        return longer;
    }

    static int[] without(int[] tour, int position) {
        int[] shorter = new int[tour.length - 1];
        System.arraycopy(tour, 0, shorter, 0, position);
        System.arraycopy(tour, position + 1, shorter, position, shorter.length - position);
        return shorter;
    }

    /// Where a load goes into a tour with the least detour.
    ///
    /// @param meters   how much longer the tour becomes
    /// @param position where; meaningless where something breaks
    /// @param breaks   what would break wherever it is put; null where it fits
    record Insertion(long meters, int position, @Nullable Breach breaks) {}

    Insertion best(int truck, int[] tour, int load) {
        if (!may(load, truck)) {
            return new Insertion(Long.MAX_VALUE, 0, never(truck, loads.get(load)));
        }
        if (!fits(truck, with(tour, load, tour.length))) {
            return new Insertion(Long.MAX_VALUE, 0, Breach.CAPACITY);
        }
        long best = Long.MAX_VALUE;
        int where = -1;
        long nearest = Long.MAX_VALUE;
        Breach why = null;
        for (int position = 0; position <= tour.length; position++) {
            long longer = longer(tour, load, position);
            if (longer >= best) {
                continue;
            }
            Breach breach = drive(truck, with(tour, load, position), null).breach();
            if (breach == null) {
                best = longer;
                where = position;
            } else if (longer < nearest) {
                nearest = longer;
                why = breach;
            }
        }
        return where < 0 ? new Insertion(Long.MAX_VALUE, 0, why) : new Insertion(best, where, null);
    }
}
