package io.lotline.api.http;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Answer.Refused;
import io.lotline.core.decision.Rehearsal;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.RequestKeyReused;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.FileForm;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Hands commands in and turns refusals into problems.
@Component
public final class Commands {
    private final CommandDesk desk;
    private final AtomicLong acknowledged = new AtomicLong();

    public Commands(CommandDesk desk) {
        this.desk = desk;
    }

    /// Does the command, or ends the request with the problem that it was refused for.
    public Done run(Command command, Request request) {
        return switch (answer(command, request)) {
            case Done done -> done;
            case Refused(Rejection reason, long position) ->
                    throw new ProblemFound(
                            problemOf(reason, request)
                                    .withHeader(Headers.LOG_POSITION, Long.toString(position)));
        };
    }

    /// Does the command; a refusal is an answer like another.
    public Answer answer(Command command, Request request) {
        Answer answer = desk.handle(command, request);
        if (answer instanceof Done done) {
            acknowledged.accumulateAndGet(done.position(), Math::max);
        }
        return answer;
    }

    /// Decides commands one after the other and records nothing.
    public Rehearsal rehearse() {
        return desk.rehearse();
    }

    /// The greatest position that this node has answered to anyone.
    public long acknowledged() {
        return acknowledged.get();
    }

    /// The problem of a refused request, in the caller's words.
    public static Problem problemOf(Rejection reason, Request request) {
        if (reason instanceof RequestKeyReused && request.key() != null) {
            // the prefix that keeps the keys of scans and of other requests apart is ours
            String sent = request.key().substring(request.key().indexOf(':') + 1);
            return Problem.of(new RequestKeyReused(sent));
        }
        return Problem.of(reason);
    }

    /// The answer to a PUT: 201 when something was recorded, 200 when it was so already.
    public static <T> ResponseEntity<T> put(Done done, T body) {
        return answered(done.events().isEmpty() ? HttpStatus.OK : HttpStatus.CREATED, done, body);
    }

    /// The answer to a PUT of a file of master data, with the form that it has now.
    public static <T> ResponseEntity<T> put(Done done, FileForm form, T body) {
        ResponseEntity<T> answer = put(done, body);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .eTag(Revision.tag(form))
                .body(body);
    }

    public static <T> ResponseEntity<T> created(Done done, T body) {
        return answered(HttpStatus.CREATED, done, body);
    }

    public static <T> ResponseEntity<T> ok(Done done, T body) {
        return answered(HttpStatus.OK, done, body);
    }

    /// The one event of type `type` that a command recorded.
    public static <E extends WarehouseEvent> E event(Done done, Class<E> type) {
        return done.events().stream()
                .map(CommandDesk.Recorded::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no %s at position %d"
                                                .formatted(type.getSimpleName(), done.position())));
    }

    private static <T> ResponseEntity<T> answered(HttpStatus status, Done done, T body) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status)
                        .header(Headers.LOG_POSITION, Long.toString(done.position()));
        if (done.replayed()) {
            answer.header(Headers.IDEMPOTENT_REPLAY, "true");
        }
        return answer.body(body);
    }
}
