package io.lotline.api.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.events.EventCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WithheldTest {

    @Test
    void whatever_is_called_a_secret_or_a_hash_is_withheld() {
        List<String> secrets = new ArrayList<>();
        for (var type : EventCatalogue.types()) {
            for (var component : type.getRecordComponents()) {
                String name = component.getName().toLowerCase(Locale.ROOT);
                if (name.contains("secret") || name.contains("hash") || name.contains("password")) {
                    secrets.add(EventCatalogue.nameOf(type));
                    assertThat(
                                    Withheld.MEMBERS.getOrDefault(
                                            EventCatalogue.nameOf(type), List.of()))
                            .contains(component.getName());
                }
            }
        }
        assertThat(secrets).isNotEmpty();
    }
}
