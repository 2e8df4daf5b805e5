package io.lotline.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/// What can be done to another process but kill it.
final class Signals {
    private Signals() {}

    /// Stops a process where it is (SIGSTOP), or lets it go on.
    static void freeze(Process process, boolean frozen) {
        String pid = String.valueOf(process.pid());
        try {
            Process kill =
                    new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", pid).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("process " + pid + " takes no signal");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
