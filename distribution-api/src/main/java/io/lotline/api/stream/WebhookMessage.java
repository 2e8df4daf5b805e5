package io.lotline.api.stream;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A message to a webhook, by the convention of Standard Webhooks: the same event is the same
/// message for ever, and each time it is sent it is signed anew.
///
/// @param id   the same whenever the same event is sent to the same webhook
/// @param body its bytes, a JSON text
record WebhookMessage(String id, String body) {

    /// Its headers, as of now.
    ///
    /// @param secrets each of them signs
    Map<String, String> headers(Instant now, List<String> secrets) {
        List<String> signatures = new ArrayList<>();
        try {
            for (String secret : secrets) {
                signatures.add(new Webhook(secret).sign(id, now.getEpochSecond(), body));
            }
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalStateException("a webhook's secret is made here", e);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", String.join(" ", signatures));
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Lotline-Webhooks");
        return headers;
    }
}
