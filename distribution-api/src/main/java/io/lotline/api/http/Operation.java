package io.lotline.api.http;

import io.lotline.core.values.CallerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// One operation of the API: who may call it, and in which forms it takes and answers.
///
/// @param path     its pattern, such as `/v1/orders/{orderId}`
/// @param takes    what its body is; null where it takes none
/// @param bodyless whether it may also come without one
/// @param answers  the forms of its answer, the usual one first
/// @param keyed    whether it takes an idempotency key
/// @param creates  whether a first call answers 201
/// @param recorded whether a regulator's call is recorded
/// @param open     whether it needs no key
public record Operation(
        String method,
        String path,
        Set<CallerRole> roles,
        @Nullable MediaType takes,
        boolean bodyless,
        List<MediaType> answers,
        boolean keyed,
        boolean creates,
        boolean recorded,
        boolean open) {
    /// Everybody who reads and works.
    public static final Set<CallerRole> ALL_BUT_SENSORS =
            Set.of(
                    CallerRole.OPERATOR,
                    CallerRole.QUALITY,
                    CallerRole.ENTERPRISE,
                    CallerRole.REGULATOR,
                    CallerRole.ADMIN);

    public Operation {
        roles = Set.copyOf(roles);
        answers = List.copyOf(answers);
    }

    /// As in `GET /v1/stock`.
    public String name() {
        return method + " " + path;
    }

    /// What a GET is answered as: what a list or a record is, it also is as a table.
    private static final List<MediaType> READ =
            List.of(MediaTypes.JSON, MediaTypes.CSV, MediaTypes.XLSX);

    /// What an operation of this method usually is: a PUT brings a document, a POST asks for
    /// something to be done once, a GET looks something up.
    public static Operation of(String method, String path, Set<CallerRole> roles) {
        boolean put = method.equals("PUT");
        return new Operation(
                method,
                path,
                roles,
                put ? MediaTypes.JSON : null,
                false,
                method.equals("GET") ? READ : List.of(MediaTypes.JSON),
                method.equals("POST"),
                put,
                method.equals("GET"),
                false);
    }

    public Operation taking(MediaType type) {
        return new Operation(
                method, path, roles, type, bodyless, answers, keyed, creates, recorded, open);
    }

    /// A body of this type, or none.
    public Operation takingAtMost(MediaType type) {
        return new Operation(
                method, path, roles, type, true, answers, keyed, creates, recorded, open);
    }

    public Operation answering(MediaType... types) {
        return new Operation(
                method,
                path,
                roles,
                takes,
                bodyless,
                List.of(types),
                keyed,
                creates,
                recorded,
                open);
    }

    /// Also in these forms.
    public Operation alsoAnswering(MediaType... types) {
        List<MediaType> all = new ArrayList<>(answers);
        all.addAll(List.of(types));
        return new Operation(
                method, path, roles, takes, bodyless, all, keyed, creates, recorded, open);
    }

    public Operation creating() {
        return new Operation(
                method, path, roles, takes, bodyless, answers, keyed, true, recorded, open);
    }

    /// It is no single command, or brings its own id.
    public Operation withoutKey() {
        return new Operation(
                method, path, roles, takes, bodyless, answers, false, creates, recorded, open);
    }

    /// It names no one's goods.
    public Operation unrecorded() {
        return new Operation(
                method, path, roles, takes, bodyless, answers, keyed, creates, false, open);
    }

    /// It needs no key: who calls it has none yet, or brings it in the body.
    public Operation openToAll() {
        return new Operation(
                method, path, roles, takes, bodyless, answers, keyed, creates, recorded, true);
    }
}
