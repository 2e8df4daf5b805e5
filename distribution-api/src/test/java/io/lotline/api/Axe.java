package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Looks at a page as axe does, by the rules of WCAG 2.2 A and AA.
final class Axe {
    private static final String SCRIPT = script();

    private Axe() {}

    /// Says that a page as it is now is without findings, and fits the window it is in.
    static void accessible(Page page, String state) {
        assertThat(findings(page)).as(state).isEmpty();
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll('dialog')].every((each) => each.scrollWidth <= each.clientWidth)"))
                .as(state + " fits")
                .isTrue();
    }

    /// What is wrong, and what axe could not decide about contrast.
    @SuppressWarnings("unchecked")
    static List<String> findings(Page page) {
        page.evaluate("() => {" + SCRIPT + "\n}");
        return (List<String>)
                page.evaluate(
                        """
                        async () => {
                          const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
                          const undecided = found.incomplete.filter((each) => each.id === "color-contrast");
                          return [...found.violations, ...undecided].flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
                        }""");
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new AssertionError("axe.min.js is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
