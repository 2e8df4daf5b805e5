package io.lotline.core.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The tours of all trucks, and what is on none.
record Plan(Grid grid, int[][] tours) {

    /// Only what is on a truck already, as it is on it.
    static Plan empty(Grid grid) {
        int[][] tours = new int[grid.trucks()][];
        for (int truck = 0; truck < tours.length; truck++) {
            int which = truck;
            tours[truck] =
                    grid.loads().stream()
                            .filter(load -> load.truck() == which)
                            .mapToInt(Grid.Load::index)
                            .toArray();
        }
        return new Plan(grid, tours);
    }

    Plan copy() {
        return new Plan(grid, Arrays.stream(tours).map(int[]::clone).toArray(int[][]::new));
    }

    /// The same tours of the same orders, where each is a load by itself.
    Plan in(Grid apart) {
        Map<String, Integer> loads = new HashMap<>();
        apart.loads().forEach(load -> loads.put(load.orders().getFirst(), load.index()));
        return new Plan(
                apart,
                Arrays.stream(tours)
                        .map(
                                tour ->
                                        Arrays.stream(tour)
                                                .boxed()
                                                .flatMap(load -> grid.load(load).orders().stream())
                                                .mapToInt(loads::get)
                                                .toArray())
                        .toArray(int[][]::new));
    }

    long meters() {
        long sum = 0;
        for (int[] tour : tours) {
            sum += grid.distance(tour);
        }
        return sum;
    }

    /// The loads that no truck brings.
    List<Integer> open() {
        Set<Integer> on = new HashSet<>();
        for (int[] tour : tours) {
            Arrays.stream(tour).forEach(on::add);
        }
        return IntStream.range(0, grid.loads().size())
                .boxed()
                .filter(l -> !on.contains(l))
                .toList();
    }

    /// How many orders no truck brings.
    int missing() {
        return open().stream().mapToInt(load -> grid.load(load).freight().size()).sum();
    }

    boolean isBetterThan(Plan other) {
        int less = Integer.compare(missing(), other.missing());
        return less < 0 || (less == 0 && meters() < other.meters());
    }
}
