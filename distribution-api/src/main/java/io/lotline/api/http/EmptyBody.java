package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of an operation that takes none: nothing, or an object that says nothing. Whatever else
/// it said would be passed over in silence.
@Component
class EmptyBody {
    private final JsonMapper json;

    EmptyBody(JsonMapper json) {
        this.json = json;
    }

    void check(HttpServletRequest request, Operation operation) {
        byte[] body = bodyOf(request);
        Utf8Bodies.check(body);
        if (body.length > 0 && !saysNothing(body)) {
            throw Malformed.field(
                    "body",
                    "%s takes no body, and one of %d bytes came.\nMaybe leave it out."
                            .formatted(operation.name(), body.length));
        }
    }

    private static byte[] bodyOf(HttpServletRequest request) {
        try {
            return request.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new ProblemFound(UnreadableBody.problemOf(e));
        }
    }

    private boolean saysNothing(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            return node.isMissingNode() || (node.isObject() && node.isEmpty());
        } catch (JacksonException e) {
            throw new ProblemFound(UnreadableBody.problemOf(e));
        }
    }
}
