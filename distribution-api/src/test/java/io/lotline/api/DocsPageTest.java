package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The API's description in a real Chromium, to read and to try.
class DocsPageTest {
    @Test
    void an_operation_is_found_and_tried_with_a_key() {
        RunningLotline lotline = RunningLotline.shared();
        try (Chromium chromium = new Chromium()) {
            BrowserContext context = chromium.person(1280, 900, "en-US", ColorScheme.LIGHT);
            Page page = chromium.page(context);
            page.navigate(lotline.address + "/docs");
            // the description is made when it is first asked for
            page.locator(".info .title").waitFor();
            assertThat(page.locator(".info .title")).containsText("Lotline");

            page.locator(".btn.authorize").first().click();
            page.locator(".auth-container input").first().fill(lotline.admin().key());
            page.locator(".auth-btn-wrapper .authorize").first().click();
            page.locator(".auth-btn-wrapper .btn-done").first().click();
            Locator operation =
                    page.locator(".opblock")
                            .filter(
                                    new Locator.FilterOptions()
                                            .setHas(page.locator("[data-path='/v1/log/head']")))
                            .first();
            page.locator(".operation-filter-input").waitFor();
            openAll(page);
            operation.locator(".opblock-summary").click();
            operation.locator(".try-out__btn").click();
            operation.locator(".execute").click();
            assertThat(
                            operation
                                    .locator(".live-responses-table tbody .response-col_status")
                                    .first())
                    .containsText("200");
            context.close();
            chromium.askedNobodyElseAndComplainedOf(List.of());
        }
    }

    private static void openAll(Page page) {
        Locator closed = page.locator(".opblock-tag-section:not(.is-open) h3");
        while (closed.count() > 0) {
            closed.first().click();
        }
    }
}
