package io.lotline.api.trace;

import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/// The form in which a trace is answered.
enum TraceForm {
    JSON("application/json"),
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    EPCIS("application/ld+json");

    private final MediaType mediaType;

    TraceForm(String mediaType) {
        this.mediaType = MediaType.parseMediaType(mediaType);
    }

    MediaType mediaType() {
        return mediaType;
    }

    /// The form that an Accept header likes best.
    static TraceForm of(String accept) {
        List<MediaType> wanted;
        try {
            wanted = new ArrayList<>(MediaType.parseMediaTypes(accept));
        } catch (InvalidMediaTypeException _) {
            throw none(accept);
        }
        MimeTypeUtils.sortBySpecificity(wanted);
        for (MediaType one : wanted) {
            for (TraceForm form : values()) {
                if (one.getQualityValue() > 0 && one.includes(form.mediaType)) {
                    return form;
                }
            }
        }
        throw none(accept);
    }

    private static ProblemFound none(String accept) {
        return new ProblemFound(
                Problem.of(
                        "not-acceptable",
                        406,
                        "This trace cannot be answered as '%s'.\nMaybe ask for %s."
                                .formatted(
                                        accept,
                                        Arrays.stream(values())
                                                .map(form -> form.mediaType.toString())
                                                .collect(Collectors.joining(" or ")))));
    }
}
