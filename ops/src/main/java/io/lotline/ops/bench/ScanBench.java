package io.lotline.ops.bench;

import io.lotline.core.scan.Reading;
import io.lotline.core.scan.ScanReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Labels read a second on one core, by grammar and mixed.
final class ScanBench {
    private static final double GOAL = 1_000_000;
    private static final int LABELS = 1_000;
    private static final Rate.Pace PACE =
            new Rate.Pace(Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ZERO);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ScanBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Scan reader: labels a second on one core",
                """
                One thread reads 1,000 different labels over and over. Its own CPU time counts, so a busy machine shows the same.""");
        Map<String, IntFunction<String>> grammars = new LinkedHashMap<>();
        grammars.put(
                "gs1-datamatrix",
                i -> "]d20106901234567892172712311126010110LOT%05d\u001d21S%07d".formatted(i, i));
        grammars.put(
                "gs1-digital-link",
                i ->
                        "https://id.gs1.org/01/06901234567892/10/LOT%05d/21/S%07d?17=271231"
                                .formatted(i, i));
        grammars.put("hibc", i -> "+E203PB414109/$$8243280112R00089525J");
        grammars.put(
                "ma", i -> "MA.156.M0.100761.21234561.S%05d.M260117.L%05d.E280130".formatted(i, i));
        grammars.put(
                "iccbba",
                i ->
                        "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123");
        List<String> mix = new ArrayList<>();
        for (Map.Entry<String, IntFunction<String>> grammar : grammars.entrySet()) {
            List<String> labels = IntStream.range(0, LABELS).mapToObj(grammar.getValue()).toList();
            mix.addAll(labels);
            measure(figures, "scan/" + grammar.getKey(), labels);
        }
        Collections.shuffle(mix, new Random(1));
        measure(figures, "scan/mix", mix);
    }

    private static void measure(Figures figures, String name, List<String> labels)
            throws Exception {
        Contender contender =
                new Contender() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public double window(Duration length) {
                        return labelsPerCpuSecond(name, labels, length);
                    }
                };
        Rate.Rates rates = Rate.race(PACE, contender);
        figures.add(name, rates.of(contender), "labels/s", "the goal", GOAL);
    }

    private static double labelsPerCpuSecond(String name, List<String> labels, Duration length) {
        long started = THREADS.getCurrentThreadCpuTime();
        long read = 0;
        long used;
        do {
            for (String label : labels) {
                if (!(ScanReader.read(label) instanceof Reading.Read)) {
                    throw new IllegalStateException(name + " was not read: " + label);
                }
            }
            read += labels.size();
            used = THREADS.getCurrentThreadCpuTime() - started;
        } while (used < length.toNanos());
        return read * 1e9 / used;
    }
}
