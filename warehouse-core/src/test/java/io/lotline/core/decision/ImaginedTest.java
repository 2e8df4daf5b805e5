package io.lotline.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.AccessEvent.LookedUp;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.Tags;
import io.lotline.core.values.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is imagined is folded once into each book, in its order and behind the log.
class ImaginedTest {
    private static final KeyId ONE = new KeyId("one");
    private static final KeyId OTHER = new KeyId("other");
    private static final long HEAD = 70;
    private static final Set<String> LOOK_UPS = Set.of(EventCatalogue.nameOf(LookedUp.class));

    private int folds;

    private final Book<KeyId, Looks> looks =
            Book.named("key", 1, KeyId.class, Looks.class)
                    .placed(
                            key -> new Criterion(Set.of(Tags.key(key)), LOOK_UPS),
                            _ -> new Looks(List.of()),
                            (_, before, event, position) -> {
                                folds++;
                                return before.and(((LookedUp) event).path() + "@" + position);
                            });

    private final Imagined imagined = new Imagined();

    record Looks(List<String> paths) {
        Looks and(String path) {
            List<String> all = new ArrayList<>(paths);
            all.add(path);
            return new Looks(all);
        }
    }

    @Test
    void what_is_imagined_follows_what_the_log_says_and_reaches_only_its_subject() {
        Looks base = new Looks(List.of("/log@70"));
        imagine(ONE, "/a");
        imagine(OTHER, "/b");
        imagine(ONE, "/c");

        assertThat(after(ONE, base).paths()).containsExactly("/log@70", "/a@71", "/c@73");
        assertThat(after(OTHER, base).paths()).containsExactly("/log@70", "/b@72");
    }

    /// The law of cost: a book that is opened after each of a thousand events folds a thousand.
    @Test
    void each_event_is_folded_once_however_often_its_book_is_opened() {
        Looks base = new Looks(List.of());
        for (int i = 0; i < 1_000; i++) {
            imagine(ONE, "/" + i);
            after(ONE, base);
            after(ONE, base);
        }

        assertThat(after(ONE, base).paths()).hasSize(1_000);
        assertThat(folds).isEqualTo(1_000);
    }

    @Test
    void when_the_log_goes_on_all_is_folded_onto_what_it_says_now() {
        imagine(ONE, "/a");
        after(ONE, new Looks(List.of()));
        imagine(ONE, "/b");

        assertThat(after(ONE, new Looks(List.of("/log@70"))).paths())
                .containsExactly("/log@70", "/a@71", "/b@72");
    }

    @Test
    void a_book_without_tags_is_about_all_of_its_types() {
        Book<KeyId, Looks> everywhere =
                Book.named("all", 1, KeyId.class, Looks.class)
                        .placed(
                                _ -> new Criterion(Set.of(), LOOK_UPS),
                                looks.blank(),
                                looks.fold());
        Looks base = new Looks(List.of());
        imagine(ONE, "/a");
        assertThat(imagined.after(everywhere, OTHER, base, HEAD).paths()).hasSize(1);
        imagine(OTHER, "/b");
        assertThat(imagined.after(everywhere, OTHER, base, HEAD).paths()).hasSize(2);
    }

    private Looks after(KeyId key, Looks base) {
        return imagined.after(looks, key, base, HEAD);
    }

    private void imagine(KeyId key, String path) {
        imagined.happened(new LookedUp(key, path, null));
    }
}
