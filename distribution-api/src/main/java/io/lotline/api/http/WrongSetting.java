package io.lotline.api.http;

/// A setting has a value with which the server cannot start. The message is a sentence for who
/// starts it, and holds no secret.
public final class WrongSetting extends RuntimeException {
    public WrongSetting(String message) {
        super(message);
    }
}
