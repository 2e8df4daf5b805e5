package io.lotline.api.stream;

import io.lotline.core.values.MalformedValue;
import io.lotline.projections.store.WebhookStore.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Sends messages to where enterprises want them, and nowhere else: not into the network that this
/// server stands in, unless that is allowed.
@Component
final class WebhookSender {
    private static final int MAX_PORT = 65_535;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int AFTER_OK = 300;
    private static final int GONE = 410;
    private static final int LONGEST_URL = 2_000;

    private final boolean privateAllowed;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    WebhookSender(@Value("${lotline.webhooks.allow-private:false}") boolean privateAllowed) {
        this.privateAllowed = privateAllowed;
    }

    /// What the receiver answered.
    ///
    /// @param status  null where it answered nothing
    /// @param failure why it was not taken, such as `http-503`, `timed-out`, `no-connection`; null
    ///     where it was
    record Sent(@Nullable Integer status, @Nullable String failure, long millis) {
        boolean taken() {
            return failure == null;
        }

        /// Whether the receiver wants nothing more.
        boolean gone() {
            return status != null && status == GONE;
        }
    }

    /// The address that messages may be sent to.
    ///
    /// @throws MalformedValue if they may not
    URI allowed(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException _) {
            throw new MalformedValue("url", "This is no URL.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || privateAllowed && scheme.equals("http");
        if (!web
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getFragment() != null
                || uri.getPort() == 0
                || uri.getPort() > MAX_PORT
                || url.length() > LONGEST_URL) {
            throw new MalformedValue(
                    "url",
                    "Messages go to an https URL with a host, without user and fragment, of %d characters at most."
                            .formatted(LONGEST_URL));
        }
        // a name that is not known now may be tomorrow: then it is looked at again
        if (isInside(uri.getHost())) {
            throw new MalformedValue(
                    "url",
                    "%s is in a private network, and this server sends nothing there."
                            .formatted(uri.getHost()));
        }
        return uri;
    }

    private boolean isInside(String host) {
        if (privateAllowed) {
            return false;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isPrivate(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /// Loopback, link-local, site-local, shared (RFC 6598), for protocols and measurements
    /// (RFC 6890, RFC 2544), multicast, and what stands for no host. Of IPv6 all but global unicast
    /// (2000::/3), and of that what carries an address of IPv4 (Teredo, 6to4).
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean four = bytes.length == 4;
        boolean shared = four && first == 100 && second >= 64 && second < 128;
        boolean nowhere = four && (first == 0 || first >= 240);
        boolean protocols = four && first == 192 && second == 0 && bytes[2] == 0;
        boolean measured = four && first == 198 && (second == 18 || second == 19);
        boolean elsewhere = !four && (first & 0xe0) != 0x20;
        boolean carried =
                !four
                        && first == 0x20
                        && (second == 0x02 || second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || shared
                || nowhere
                || protocols
                || measured
                || elsewhere
                || carried;
    }

    /// Sends a message once. Never throws for what the receiver does.
    Sent send(Webhook webhook, WebhookMessage message, Instant now) throws InterruptedException {
        long begun = System.nanoTime();
        if (isInside(webhook.url().getHost())) {
            return sent(null, "private-network", begun);
        }
        List<String> secrets = new ArrayList<>();
        secrets.add(webhook.secret());
        if (webhook.former() != null
                && webhook.formerUntil() != null
                && webhook.formerUntil().isAfter(now)) {
            secrets.add(webhook.former());
        }
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(webhook.url());
        } catch (IllegalArgumentException _) {
            // what no longer is an address for messages was one when it was kept
            return sent(null, "no-address", begun);
        }
        request.timeout(LONGEST).POST(HttpRequest.BodyPublishers.ofString(message.body()));
        message.headers(now, secrets).forEach(request::header);
        try {
            // what it answers beside its status is not read
            HttpResponse<InputStream> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            int status = answer.statusCode();
            return sent(status, status >= OK && status < AFTER_OK ? null : "http-" + status, begun);
        } catch (IOException e) {
            return sent(null, why(e), begun);
        }
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case HttpTimeoutException _ -> "timed-out";
            case ConnectException _ -> "no-connection";
            case SSLException _ -> "tls";
            default -> "broken-off";
        };
    }

    private static Sent sent(@Nullable Integer status, @Nullable String failure, long begun) {
        return new Sent(status, failure, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
}
