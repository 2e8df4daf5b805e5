package io.lotline.ops.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// The measured side of a benchmark in a JVM of its own: says `ready`, then answers each line
/// `WORKLOAD WRITERS MILLIS` with `rate UNITS-A-SECOND COMPILED-MILLIS`, until its input ends.
final class LineProtocol {
    interface Workloads {
        Contender workload(String name, int writers) throws Exception;
    }

    private LineProtocol() {}

    static void serve(Workloads workloads) throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            Contender workload = workloads.workload(words[0], Integer.parseInt(words[1]));
            double rate = workload.window(Duration.ofMillis(Long.parseLong(words[2])));
            System.out.printf(Locale.ROOT, "rate %.3f %d%n", rate, workload.compiledMillis());
        }
    }
}
