package io.lotline.core.eventlog;

/// What an event is about: a key and a value, stored as `key=value`. Neither part is empty; the key
/// has no `=`, the value may.
public record Tag(String key, String value) implements Comparable<Tag> {
    public Tag {
        if (key.isEmpty() || value.isEmpty() || key.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "not a tag: key '%s', value '%s'".formatted(key, value));
        }
    }

    /// Reads the stored form.
    public static Tag parse(String stored) {
        int at = stored.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException("not a stored tag: " + stored);
        }
        return new Tag(stored.substring(0, at), stored.substring(at + 1));
    }

    @Override
    public int compareTo(Tag other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
