package io.lotline.api;

import io.lotline.core.eventlog.StoreNotOpened;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `LOTLINE_LINK`, where this node listens for the others of its database.
final class LinkAddress {
    private static final String OFF = "off";
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");
    private static final int LAST_PORT = 65_535;

    private LinkAddress() {}

    /// The address; empty for `off`.
    ///
    /// @throws StoreNotOpened if it is none that other nodes could use
    static String of(String text) {
        if (text.equals(OFF)) {
            return "";
        }
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            throw refused(text, "is no address");
        }
        String port = parts.group("port");
        if (port != null && Integer.parseInt(port) > LAST_PORT) {
            throw refused(text, "has no port up to " + LAST_PORT);
        }
        InetSocketAddress at = new InetSocketAddress(parts.group("host"), 0);
        if (at.getAddress() != null && at.getAddress().isAnyLocalAddress()) {
            throw refused(text, "is no address at which other nodes reach this one");
        }
        return text;
    }

    private static StoreNotOpened refused(String text, String why) {
        return new StoreNotOpened(
                "LOTLINE_LINK '%s' %s.\nMaybe host:port, or off.".formatted(text, why), null);
    }
}
