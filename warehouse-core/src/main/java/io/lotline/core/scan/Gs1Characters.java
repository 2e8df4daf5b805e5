package io.lotline.core.scan;

import java.util.Arrays;

/// The character sets of GS1 values: digits, set 82, set 39 and file-safe base 64.
final class Gs1Characters {

    private static final String SET_82 =
            "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final String SET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String SET_64 =
            "-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final byte[] RANK_82 = new byte[128];
    private static final boolean[] IN_39 = new boolean[128];
    private static final boolean[] IN_64 = new boolean[128];

    static {
        Arrays.fill(RANK_82, (byte) -1);
        for (int i = 0; i < SET_82.length(); i++) {
            RANK_82[SET_82.charAt(i)] = (byte) i;
        }
        SET_39.chars().forEach(c -> IN_39[c] = true);
        SET_64.chars().forEach(c -> IN_64[c] = true);
    }

    private Gs1Characters() {}

    /// The character's place in set 82, -1 outside it.
    static int rankInSet82(char c) {
        return c < 128 ? RANK_82[c] : -1;
    }

    static boolean isInSet64(char c) {
        return c < 128 && IN_64[c];
    }

    /// The first place in `s[from, to)` whose character the component type `N`, `X`, `Y` or `Z`
    /// does not allow, or `to`.
    static int firstOutside(char type, String s, int from, int to) {
        return switch (type) {
            case 'N' -> Gs1Linter.digitRun(s, from, to);
            case 'X' -> {
                int i = from;
                while (i < to && rankInSet82(s.charAt(i)) >= 0) {
                    i++;
                }
                yield i;
            }
            case 'Y' -> {
                int i = from;
                while (i < to && s.charAt(i) < 128 && IN_39[s.charAt(i)]) {
                    i++;
                }
                yield i;
            }
            case 'Z' -> base64(s, from, to);
            default ->
                    throw new IllegalArgumentException(
                            "Component type " + type + " is not of the dictionary.");
        };
    }

    /// Base 64 takes padding at its end, so that, as the published vectors have it, the length is a
    /// multiple of three.
    private static int base64(String s, int from, int to) {
        int end = to;
        while (end > from && s.charAt(end - 1) == '=' && to - end < 2) {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (!isInSet64(s.charAt(i))) {
                return i;
            }
        }
        boolean padded = end != to;
        return padded && ((to - from) % 3 != 0 || end == from) ? end : to;
    }
}
