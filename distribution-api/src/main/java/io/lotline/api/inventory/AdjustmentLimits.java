package io.lotline.api.inventory;

import io.lotline.api.http.WrongSetting;
import io.lotline.core.inventory.AdjustmentLimit;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.RiskClass;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What people of a role may adjust without a second person.
@Component
class AdjustmentLimits {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) (I{1,3})( implants)?");

    private final Map<CallerRole, AdjustmentLimit> limits;

    AdjustmentLimits(
            @Value("${lotline.adjust-alone.operator}") String operator,
            @Value("${lotline.adjust-alone.quality}") String quality,
            @Value("${lotline.adjust-alone.admin}") String admin) {
        this.limits =
                Map.of(
                        CallerRole.OPERATOR, limit("OPERATOR", operator),
                        CallerRole.QUALITY, limit("QUALITY", quality),
                        CallerRole.ADMIN, limit("ADMIN", admin));
    }

    AdjustmentLimit of(CallerRole role) {
        return limits.getOrDefault(role, new AdjustmentLimit(0, RiskClass.I, false));
    }

    private static AdjustmentLimit limit(String role, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new WrongSetting(
                    "LOTLINE_ADJUST_ALONE_%s is '%s', which is no limit like '10 II' or '100 III implants'.\nMaybe leave it out."
                            .formatted(role, text));
        }
        return new AdjustmentLimit(
                Integer.parseInt(form.group(1)),
                RiskClass.valueOf(form.group(2)),
                form.group(3) != null);
    }
}
