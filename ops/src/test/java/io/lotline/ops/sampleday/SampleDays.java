package io.lotline.ops.sampleday;

import java.io.IOException;
import java.nio.file.Path;

/// A small sample day for tests of other things.
public final class SampleDays {
    public static final String WAREHOUSE = Park.WAREHOUSE;
    private static final long SEED = 7;
    private static final double SCALE = 0.05;

    private SampleDays() {}

    /// Plays it on a running server; answers whether it ended as planned.
    public static boolean play(String url, Path data) throws IOException {
        return SampleDay.run(url, data, SEED, SCALE);
    }
}
