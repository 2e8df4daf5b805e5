package io.lotline.api.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Lets bodies in that are text in UTF-8 only. The JSON parser by itself would guess UTF-16 and
/// UTF-32 from the first bytes, and take characters in more bytes than they need.
@ControllerAdvice
final class Utf8Bodies extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        byte[] body = message.getBody().readAllBytes();
        check(body);
        return new Whole(message.getHeaders(), body);
    }

    /// @throws ProblemFound if these bytes are no text in UTF-8, or have a zero among them, which
    ///     no JSON has
    static void check(byte[] body) {
        if (!isText(body)) {
            throw new ProblemFound(
                    Problem.of(
                                    "malformed-json",
                                    400,
                                    "The body is no text in UTF-8.\nMaybe save it in that encoding.")
                            .with("field", "body"));
        }
    }

    private static boolean isText(byte[] body) {
        for (byte one : body) {
            if (one == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// A message whose body was read.
    private static final class Whole implements HttpInputMessage {
        private final HttpHeaders headers;
        private final byte[] body;

        Whole(HttpHeaders headers, byte[] body) {
            this.headers = headers;
            this.body = body;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
