package io.lotline.api.correction;

import io.lotline.api.http.Submission;
import io.lotline.api.http.WrongSetting;
import io.lotline.core.values.CallerRole;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How long an operator may correct own scans.
@Component
class OwnScans {
    private static final int MOST_MINUTES = 30 * 24 * 60;

    private final Duration window;

    OwnScans(@Value("${lotline.correct-own-minutes}") String minutes) {
        String text = minutes.strip();
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST_MINUTES) {
            throw new WrongSetting(
                    "LOTLINE_CORRECT_OWN_MINUTES is '%s', which is no number of minutes from 0 to %d.\nMaybe leave it out."
                            .formatted(minutes, MOST_MINUTES));
        }
        this.window = Duration.ofMinutes(Integer.parseInt(text));
    }

    /// The time from which on a caller may correct own scans; null for who may correct all.
    @Nullable Instant since(Submission submission) {
        return submission.caller().role() == CallerRole.OPERATOR
                ? submission.at().minus(window)
                : null;
    }
}
