package io.lotline.ops.bench;

import io.lotline.core.scan.Reading;
import io.lotline.core.scan.ScanReader;
import java.time.Duration;
import java.util.List;

/// Labels read a second on one core.
final class ScanBench {
    private static final double GOAL = 1_000_000;

    private ScanBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Scan reader: labels a second on one thread, against the goal of 1,000,000");
        measure(
                figures,
                "scan/gs1-datamatrix",
                i -> "]d20106901234567892172712311126010110LOT%05d\u001d21S%07d".formatted(i, i));
        measure(
                figures,
                "scan/gs1-digital-link",
                i ->
                        "https://id.gs1.org/01/06901234567892/10/LOT%05d/21/S%07d?17=271231"
                                .formatted(i, i));
        measure(figures, "scan/hibc", i -> "+E203PB414109/$$8243280112R00089525J");
        measure(
                figures,
                "scan/ma",
                i -> "MA.156.M0.100761.21234561.S%05d.M260117.L%05d.E280130".formatted(i, i));
    }

    private static void measure(
            Figures figures, String name, java.util.function.IntFunction<String> label)
            throws Exception {
        List<String> labels = java.util.stream.IntStream.range(0, 1000).mapToObj(label).toList();
        int[] unread = new int[1];
        double rate =
                Rate.measure(
                        1,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1),
                        5,
                        writer -> {
                            for (String symbol : labels) {
                                if (!(ScanReader.read(symbol) instanceof Reading.Read)) {
                                    unread[0]++;
                                }
                            }
                            return labels.size();
                        });
        if (unread[0] > 0) {
            throw new IllegalStateException(name + ": labels were not read");
        }
        figures.add(name, rate, "labels/s", "goal", GOAL);
    }
}
