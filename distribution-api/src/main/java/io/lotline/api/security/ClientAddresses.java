package io.lotline.api.security;

import io.lotline.api.http.WrongSetting;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Tells where a request comes from. `X-Forwarded-For` is anybody's to write, so it counts only as
/// far as proxies of `LOTLINE_TRUSTED_PROXIES` have written it.
@Component
final class ClientAddresses {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    // whoever has one IPv6 address has all of its network's
    private static final int NETWORK_BYTES = 8;

    private final List<InetAddress> proxies;

    /// @param proxies the addresses of trusted proxies, with commas between them
    ClientAddresses(@Value("${lotline.trusted-proxies:}") String proxies) {
        this.proxies =
                Arrays.stream(proxies.split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(ClientAddresses::trusted)
                        .toList();
    }

    /// The caller's address; of IPv6 its network.
    String of(HttpServletRequest request) {
        List<String> hops =
                Collections.list(request.getHeaders(FORWARDED_FOR)).stream()
                        .flatMap(header -> Arrays.stream(header.split(",")))
                        .map(String::strip)
                        .toList();
        return of(request.getRemoteAddr(), hops);
    }

    /// Whether the caller's browser talks TLS: to this server, or to a proxy that is trusted to say
    /// so.
    boolean isHttps(HttpServletRequest request) {
        return request.isSecure()
                || (proxies.contains(parse(request.getRemoteAddr()))
                        && "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTO)));
    }

    /// @param hops as the proxies on the way added them, the nearest last
    String of(String remote, List<String> hops) {
        InetAddress address = parse(remote);
        for (int i = hops.size() - 1; i >= 0 && proxies.contains(address); i--) {
            InetAddress before = parse(hops.get(i));
            if (before == null) {
                break;
            }
            address = before;
        }
        return address == null ? remote : networkOf(address);
    }

    private static String networkOf(InetAddress address) {
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    private static InetAddress trusted(String text) {
        InetAddress address = parse(text);
        if (address == null) {
            throw new WrongSetting(
                    "LOTLINE_TRUSTED_PROXIES has '%s', which is no IP address.\nMaybe write addresses like 10.0.0.1, with commas between them."
                            .formatted(text));
        }
        return address;
    }

    private static @Nullable InetAddress parse(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
