package io.lotline.core.routing;

import io.lotline.core.routing.RoutingProblem.Freight;
import io.lotline.core.routing.RoutingProblem.Truck;
import io.lotline.core.routing.RoutingProblem.Window;
import io.lotline.core.values.TemperatureClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Problems that are drawn: hospitals around a park.
final class Towns {
    static final Spot DEPOT = new Spot(31_230_000, 121_470_000);
    static final int EIGHT = 8 * 3600;

    private Towns() {}

    /// @param tight how many of ten hospitals receive only for some hours
    static RoutingProblem drawn(long seed, int hospitals, int trucks, int tight) {
        Random random = new Random(seed);
        List<Freight> freight = new ArrayList<>();
        for (int i = 0; i < hospitals; i++) {
            freight.add(
                    new Freight(
                            "O-" + i,
                            "H-" + i,
                            new Spot(
                                    DEPOT.latitude() + random.nextInt(-250_000, 250_000),
                                    DEPOT.longitude() + random.nextInt(-250_000, 250_000)),
                            windows(random, tight),
                            1 + random.nextInt(30),
                            10 + random.nextInt(90),
                            5 + random.nextInt(40),
                            random.nextInt(5) == 0
                                    ? Set.of(TemperatureClass.REFRIGERATED)
                                    : Set.of(TemperatureClass.AMBIENT),
                            null));
        }
        List<Truck> fleet = new ArrayList<>();
        for (int i = 0; i < trucks; i++) {
            fleet.add(
                    new Truck(
                            "V-" + i,
                            Math.max(150, 55 * hospitals * 13 / (10 * trucks)),
                            3_000,
                            i % 4 == 3 ? 400 : null,
                            i % 2 == 0
                                    ? EnumSet.allOf(TemperatureClass.class)
                                    : Set.of(TemperatureClass.AMBIENT, TemperatureClass.COOL),
                            10 * 3600,
                            false));
        }
        return new RoutingProblem(DEPOT, EIGHT, 8 * 60, 40_000, fleet, freight);
    }

    private static List<Window> windows(Random random, int tight) {
        if (random.nextInt(10) >= tight) {
            return List.of();
        }
        return random.nextBoolean()
                ? List.of(new Window(8 * 3600, 11 * 3600 + 1800), new Window(14 * 3600, 17 * 3600))
                : List.of(new Window(9 * 3600, 15 * 3600));
    }
}
