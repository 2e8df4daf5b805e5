package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The real browser of the tests, and what it must not do: call another machine, or complain.
final class Chromium implements AutoCloseable {
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setHeadless(true)
                                        .setArgs(
                                                List.of(
                                                        "--headless",
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    /// A person's browser, with nothing in it yet.
    BrowserContext person(int width, int height, String locale, ColorScheme colours) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setLocale(locale)
                                .setColorScheme(colours)
                                .setHasTouch(width < 600)
                                .setReducedMotion(ReducedMotion.REDUCE));
        context.onRequest(this::watch);
        return context;
    }

    /// A new page of theirs.
    Page page(BrowserContext context) {
        Page page = context.newPage();
        page.onConsoleMessage(this::listen);
        page.onPageError(complaints::add);
        return page;
    }

    /// Fails if it asked another machine for anything, or complained of what is not expected here.
    void askedNobodyElseAndComplainedOf(List<String> expected) {
        List<String> unexpected =
                complaints.stream()
                        .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                        .toList();
        complaints.clear();
        assertThat(elsewhere).isEmpty();
        assertThat(unexpected).isEmpty();
    }

    private void watch(Request request) {
        String host = URI.create(request.url()).getHost();
        if (host != null && !host.equals("127.0.0.1")) {
            elsewhere.add(request.url());
        }
    }

    private void listen(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " " + message.location());
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
