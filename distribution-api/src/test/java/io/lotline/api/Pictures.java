package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Pictures of the pages: with `-Dlotline.docs.write=true` they are put into the documentation.
final class Pictures {
    private static final long LARGEST_BYTES = 160_000;

    private Pictures() {}

    /// What is in the window now, which has to be a small file.
    static void take(Page page, String name) {
        try {
            Path folder =
                    Boolean.getBoolean("lotline.docs.write")
                            ? Path.of("..", "docs", "pages")
                            : Path.of("target", "screenshots");
            Files.createDirectories(folder);
            Path file = folder.resolve(name + ".png");
            page.mouse().move(0, 0);
            page.screenshot(new Page.ScreenshotOptions().setPath(file));
            assertThat(Files.size(file)).as(name).isLessThan(LARGEST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
