package io.lotline.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.routing.RoutingPlan.Stop;
import io.lotline.core.routing.RoutingProblem.Freight;
import io.lotline.core.routing.RoutingProblem.Truck;
import io.lotline.core.routing.RoutingProblem.Window;
import io.lotline.core.values.Breach;
import io.lotline.core.values.TemperatureClass;
import io.lotline.core.values.UnplannedWhy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the planner promises, checked by code that shares nothing with it but the distance between
/// two spots.
class RoutePlannerTest {
    private static final Set<TemperatureClass> AMBIENT = Set.of(TemperatureClass.AMBIENT);
    private static final int HOUR = 3_600;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void every_order_is_planned_once_or_unplanned_with_why_and_nothing_breaks(int seed) {
        RoutingProblem problem = Towns.drawn(seed, 3 + 3 * seed, 1 + seed / 3, seed % 10);
        RoutingPlan plan = RoutePlanner.plan(problem, seed);
        assertThat(violations(problem, plan)).as("seed %d", seed).isEmpty();
        assertThat(plan.unplanned()).allMatch(left -> left.why() != UnplannedWhy.LEFT_OUT);
        assertThat(RoutePlanner.plan(problem, seed)).as("the same again").isEqualTo(plan);
    }

    /// The checker would notice: plans of trucks that can do more than the real ones.
    @Test
    void a_plan_that_breaks_something_is_noticed() {
        RoutingProblem drawn = Towns.drawn(5, 24, 2, 6);
        List<Truck> meek = new ArrayList<>();
        List<Truck> giants = new ArrayList<>();
        for (Truck truck : drawn.trucks()) {
            meek.add(
                    new Truck(
                            truck.id(),
                            truck.litres(),
                            truck.kilograms(),
                            truck.pieces(),
                            AMBIENT,
                            truck.seconds(),
                            false));
            giants.add(
                    new Truck(
                            truck.id(),
                            null,
                            null,
                            null,
                            Set.of(TemperatureClass.values()),
                            86_400,
                            false));
        }
        RoutingProblem problem = with(drawn, meek, drawn.freight());
        List<Freight> patient = new ArrayList<>();
        for (Freight each : problem.freight()) {
            patient.add(
                    new Freight(
                            each.order(),
                            each.consignee(),
                            each.spot(),
                            List.of(),
                            each.pieces(),
                            each.litres(),
                            each.kilograms(),
                            each.temperatures(),
                            null));
        }
        RoutingPlan wrong = RoutePlanner.plan(with(drawn, giants, patient), 1);
        assertThat(violations(problem, wrong))
                .anyMatch(each -> each.startsWith("volume"))
                .anyMatch(each -> each.startsWith("hours"))
                .anyMatch(each -> each.startsWith("temperature"))
                .anyMatch(each -> each.startsWith("driver"));
    }

    private static List<String> violations(RoutingProblem problem, RoutingPlan plan) {
        List<String> violations = new ArrayList<>();
        Map<String, Freight> freight = new HashMap<>();
        problem.freight().forEach(each -> freight.put(each.order(), each));
        Set<String> seen = new HashSet<>();
        plan.unplanned().forEach(left -> seen.add(left.order()));
        Map<String, List<Stop>> tours = new LinkedHashMap<>();
        for (Stop stop : plan.stops()) {
            tours.computeIfAbsent(stop.truck(), _ -> new ArrayList<>()).add(stop);
            for (String order : stop.orders()) {
                if (!seen.add(order)) {
                    violations.add("twice " + order);
                }
                if (!freight.get(order).consignee().equals(stop.consignee())) {
                    violations.add("consignee " + order);
                }
            }
        }
        if (!seen.equals(freight.keySet())) {
            violations.add("missing " + freight.keySet() + " " + seen);
        }
        long all = 0;
        for (Truck truck : problem.trucks()) {
            List<Stop> tour = tours.getOrDefault(truck.id(), List.of());
            int litres = 0;
            int kilograms = 0;
            int pieces = 0;
            double time = problem.departure();
            Spot at = problem.depot();
            for (Stop stop : tour) {
                Spot next = freight.get(stop.orders().getFirst()).spot();
                all += at.metersTo(next);
                time += at.metersTo(next) * 3600.0 / problem.metersPerHour();
                double begin = opened(freight.get(stop.orders().getFirst()).windows(), time);
                if (begin < 0) {
                    violations.add("hours " + stop);
                }
                time = Math.max(time, begin);
                if (Math.abs(stop.arrival() - time) > 60) {
                    violations.add("arrival %s, not %s".formatted(stop, time));
                }
                time += problem.secondsPerStop();
                at = next;
                for (String order : stop.orders()) {
                    Freight each = freight.get(order);
                    litres += each.litres() == null ? 0 : each.litres();
                    kilograms += each.kilograms() == null ? 0 : each.kilograms();
                    pieces += each.pieces();
                    if (!truck.temperatures().containsAll(each.temperatures())) {
                        violations.add("temperature " + order);
                    }
                }
            }
            all += at.metersTo(problem.depot());
            time += at.metersTo(problem.depot()) * 3600.0 / problem.metersPerHour();
            if (truck.litres() != null && litres > truck.litres()) {
                violations.add("volume " + truck);
            }
            if (truck.kilograms() != null && kilograms > truck.kilograms()) {
                violations.add("weight " + truck);
            }
            if (truck.pieces() != null && pieces > truck.pieces()) {
                violations.add("pieces " + truck);
            }
            if (time - problem.departure() > truck.seconds() + 60) {
                violations.add("driver " + truck);
            }
        }
        if (all != plan.meters()) {
            violations.add("meters %d, not %d".formatted(plan.meters(), all));
        }
        return violations;
    }

    private static double opened(List<Window> windows, double time) {
        if (windows.isEmpty()) {
            return time;
        }
        return windows.stream()
                .filter(window -> time <= window.to() + 1)
                .mapToDouble(window -> Math.max(time, window.from()))
                .min()
                .orElse(-1);
    }

    /// All assignments and all orders of stops, tried one by one.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void tiny_problems_have_the_best_plan_that_there_is(int seed) {
        RoutingProblem problem = Towns.drawn(100 + seed, 4 + seed % 2, 2, 6);
        Best best = new Best(problem);
        best.tryAll(0, Map.of());
        RoutingPlan plan = RoutePlanner.plan(problem, 1);
        assertThat(List.of((long) plan.unplanned().size(), plan.meters()))
                .as("seed %d: %s", seed, best.tours)
                .isEqualTo(List.of((long) best.missing, best.meters));
    }

    private static final class Best {
        private final RoutingProblem problem;
        private int missing = Integer.MAX_VALUE;
        private long meters = Long.MAX_VALUE;
        private Map<String, List<String>> tours = Map.of();

        Best(RoutingProblem problem) {
            this.problem = problem;
        }

        void tryAll(int next, Map<String, List<String>> tours) {
            if (next == problem.freight().size()) {
                look(tours);
                return;
            }
            tryAll(next + 1, tours);
            String order = problem.freight().get(next).order();
            for (Truck truck : problem.trucks()) {
                List<String> tour = tours.getOrDefault(truck.id(), List.of());
                for (int position = 0; position <= tour.size(); position++) {
                    List<String> longer = new ArrayList<>(tour);
                    longer.add(position, order);
                    Map<String, List<String>> more = new HashMap<>(tours);
                    more.put(truck.id(), longer);
                    tryAll(next + 1, more);
                }
            }
        }

        private void look(Map<String, List<String>> tours) {
            RoutingPlan plan = RoutePlanner.of(problem, tours);
            int left = plan.unplanned().size();
            if (left < missing || (left == missing && plan.meters() < meters)) {
                if (plan.stops().stream().allMatch(stop -> stop.breaks().isEmpty())
                        && violations(problem, plan).isEmpty()) {
                    missing = left;
                    this.tours = tours;
                    meters = plan.meters();
                }
            }
        }
    }

    @Test
    void two_hundred_stops_are_planned_well_shorter_than_greedily() {
        RoutingProblem problem = Towns.drawn(1, 200, 12, 4);
        // the time that others of the machine take is not the planner's
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        RoutingPlan plan = RoutePlanner.plan(problem, 1);
        long millis = (threads.getCurrentThreadCpuTime() - began) / 1_000_000;
        long greedy = RoutePlanner.greedy(problem).meters();
        System.out.printf(
                "200 stops, 12 trucks: %d m instead of %d m (%.1f %% less) in %d ms of CPU%n",
                plan.meters(), greedy, 100.0 * (greedy - plan.meters()) / greedy, millis);
        assertThat(violations(problem, plan)).isEmpty();
        assertThat(plan.unplanned()).isEmpty();
        assertThat(plan.meters()).isLessThan(greedy * 85 / 100);
        assertThat(millis).isLessThan(10_000);
    }

    @Test
    void what_is_on_a_truck_stays_on_it_in_its_order() {
        RoutingProblem problem = Towns.drawn(3, 20, 3, 0);
        RoutingPlan first = RoutePlanner.plan(problem, 1);
        List<Stop> pinned = first.stops().stream().filter(stop -> stop.sequence() <= 4).toList();
        Map<String, String> on = new LinkedHashMap<>();
        pinned.forEach(stop -> stop.orders().forEach(order -> on.put(order, stop.truck())));
        Map<String, Freight> known = new HashMap<>();
        problem.freight().forEach(each -> known.put(each.order(), each));
        List<Freight> freight = new ArrayList<>();
        on.forEach((order, truck) -> freight.add(pinned(known.get(order), truck)));
        problem.freight().stream()
                .filter(each -> !on.containsKey(each.order()))
                .forEach(freight::add);
        freight.add(freight("NEW", "H-NEW", 31_300_000, 121_500_000, null));
        RoutingPlan again = RoutePlanner.plan(with(problem, problem.trucks(), freight), 2);
        Map<String, List<String>> tours = new HashMap<>();
        again.stops()
                .forEach(
                        stop ->
                                tours.computeIfAbsent(stop.truck(), _ -> new ArrayList<>())
                                        .addAll(stop.orders()));
        for (Truck truck : problem.trucks()) {
            List<String> settled =
                    on.entrySet().stream()
                            .filter(entry -> entry.getValue().equals(truck.id()))
                            .map(Map.Entry::getKey)
                            .toList();
            assertThat(tours.getOrDefault(truck.id(), List.of())).containsSubsequence(settled);
        }
        assertThat(again.stops().stream().flatMap(stop -> stop.orders().stream())).contains("NEW");
    }

    @Test
    void a_truck_that_has_left_takes_nothing_more() {
        Truck left = new Truck("V-1", null, null, null, AMBIENT, 10 * HOUR, true);
        RoutingProblem problem =
                problem(
                        List.of(left),
                        List.of(
                                freight("O-1", "H-1", 31_300_000, 121_500_000, "V-1"),
                                freight("O-2", "H-1", 31_300_000, 121_500_000, null)));
        RoutingPlan plan = RoutePlanner.plan(problem, 1);
        assertThat(plan.stops()).extracting(Stop::orders).containsExactly(List.of("O-1"));
        assertThat(plan.unplanned().getFirst().others().getFirst().breaks()).isEqualTo(Breach.LEFT);
    }

    @Test
    void an_order_that_fits_nowhere_says_why() {
        Truck truck = new Truck("V-1", 100, null, 50, AMBIENT, 3 * HOUR, false);
        RoutingProblem problem =
                problem(
                        List.of(truck),
                        List.of(
                                of("FAR", 35_000_000, 1, 10, AMBIENT, List.of()),
                                of("LARGE", 31_300_000, 1, 101, AMBIENT, List.of()),
                                of("MANY", 31_300_000, 51, 10, AMBIENT, List.of()),
                                of("UNKNOWN", 31_300_000, 1, null, AMBIENT, List.of()),
                                of(
                                        "COLD",
                                        31_300_000,
                                        1,
                                        10,
                                        Set.of(TemperatureClass.FROZEN),
                                        List.of()),
                                of(
                                        "EARLY",
                                        31_300_000,
                                        1,
                                        10,
                                        AMBIENT,
                                        List.of(new Window(6 * HOUR, 7 * HOUR))),
                                of("FIRST", 31_300_000, 1, 60, AMBIENT, List.of()),
                                of("SECOND", 31_300_000, 1, 60, AMBIENT, List.of())));
        Map<String, UnplannedWhy> why = new HashMap<>();
        RoutePlanner.plan(problem, 1)
                .unplanned()
                .forEach(left -> why.put(left.order(), left.why()));
        why.remove("FIRST");
        if (why.size() == 6) {
            why.put("SECOND", UnplannedWhy.NO_VEHICLE_FREE);
        }
        assertThat(why)
                .isEqualTo(
                        Map.of(
                                "FAR", UnplannedWhy.OUT_OF_REACH,
                                "LARGE", UnplannedWhy.TOO_LARGE,
                                "MANY", UnplannedWhy.TOO_LARGE,
                                "UNKNOWN", UnplannedWhy.SIZE_UNKNOWN,
                                "COLD", UnplannedWhy.NO_TEMPERATURE_ZONE,
                                "EARLY", UnplannedWhy.OUT_OF_REACH,
                                "SECOND", UnplannedWhy.NO_VEHICLE_FREE));
    }

    @Test
    void tours_by_hand_say_what_they_break() {
        Truck truck = new Truck("V-1", 100, null, null, AMBIENT, 3 * HOUR, false);
        RoutingProblem problem =
                problem(
                        List.of(truck),
                        List.of(
                                of("A", 31_300_000, 1, 60, AMBIENT, List.of()),
                                of(
                                        "B",
                                        31_310_000,
                                        1,
                                        60,
                                        Set.of(TemperatureClass.COOL),
                                        List.of(new Window(6 * HOUR, 7 * HOUR)))));
        RoutingPlan plan = RoutePlanner.of(problem, Map.of("V-1", List.of("A", "B")));
        assertThat(plan.stops().getFirst().breaks()).containsExactly(Breach.CAPACITY);
        assertThat(plan.stops().getLast().breaks())
                .containsExactly(Breach.TEMPERATURE, Breach.CAPACITY, Breach.RECEIVING_HOURS);
        assertThat(RoutePlanner.of(problem, Map.of()).unplanned())
                .extracting(RoutingPlan.Left::why)
                .containsExactly(UnplannedWhy.LEFT_OUT, UnplannedWhy.NO_TEMPERATURE_ZONE);
    }

    private static RoutingProblem problem(List<Truck> trucks, List<Freight> freight) {
        return new RoutingProblem(Towns.DEPOT, Towns.EIGHT, 600, 40_000, trucks, freight);
    }

    private static RoutingProblem with(
            RoutingProblem problem, List<Truck> trucks, List<Freight> freight) {
        return new RoutingProblem(
                problem.depot(),
                problem.departure(),
                problem.secondsPerStop(),
                problem.metersPerHour(),
                trucks,
                freight);
    }

    private static Freight pinned(Freight freight, String truck) {
        return new Freight(
                freight.order(),
                freight.consignee(),
                freight.spot(),
                freight.windows(),
                freight.pieces(),
                freight.litres(),
                freight.kilograms(),
                freight.temperatures(),
                truck);
    }

    private static Freight freight(
            String order, String consignee, int latitude, int longitude, @Nullable String truck) {
        return new Freight(
                order,
                consignee,
                new Spot(latitude, longitude),
                List.of(),
                1,
                1,
                1,
                AMBIENT,
                truck);
    }

    private static Freight of(
            String order,
            int latitude,
            int pieces,
            @Nullable Integer litres,
            Set<TemperatureClass> temperatures,
            List<Window> windows) {
        return new Freight(
                order,
                "H-" + order,
                new Spot(latitude, 121_500_000),
                windows,
                pieces,
                litres,
                5,
                temperatures,
                null);
    }
}
