package io.lotline.projections.charging;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.engine.View;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the events that statements come from: one document an event, in the order in which
/// they are listed.
public final class ChargedEventsView implements View<ChargedEvent> {
    public static final String NAME = "charged-events";

    private static final String EARLIER = "earlier";

    private final ZoneId zone;

    /// @param zone the park's
    public ChargedEventsView(ZoneId zone) {
        this.zone = zone;
    }

    /// What the keys of one kind begin with.
    static String keys(EnterpriseId owner, BillingMonth month, String item) {
        return owner + "/" + month + "/" + item + "/";
    }

    /// What the keys of those begin with that take out what earlier months have charged for.
    static String earlier(EnterpriseId owner, BillingMonth month) {
        return keys(owner, month, EARLIER);
    }

    /// Behind all keys of a day.
    static String behind(String keys, LocalDate day) {
        return keys + day + "/~";
    }

    private static String key(Chargeable done, long position) {
        return done.isOfEarlierMonth()
                ? earlier(done.owner(), done.month()) + "%019d".formatted(position)
                : keys(done.owner(), done.month(), done.item())
                        + done.day()
                        + "/%019d".formatted(position);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ChargedEvent> documentType() {
        return ChargedEvent.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Set<String> keys = new LinkedHashSet<>();
        Chargeable.of(recorded, zone).forEach(done -> keys.add(key(done, recorded.position())));
        return keys;
    }

    @Override
    public @Nullable ChargedEvent fold(
            @Nullable ChargedEvent before, Recorded recorded, String key) {
        for (Chargeable done : Chargeable.of(recorded, zone)) {
            if (key(done, recorded.position()).equals(key)) {
                return new ChargedEvent(
                        recorded.position(),
                        recorded.at(),
                        done.day().toString(),
                        done.item(),
                        EventCatalogue.nameOf(recorded.event().getClass()),
                        done.units(),
                        done.lines(),
                        done.orders(),
                        done.documents().stream().limit(ChargedEvent.NAMED).toList(),
                        done.corrects());
            }
        }
        return before;
    }
}
