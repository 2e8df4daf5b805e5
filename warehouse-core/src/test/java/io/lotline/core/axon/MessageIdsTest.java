package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    @Test
    void axon_takes_its_identifiers_from_here() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(MessageIds.class);
    }

    @Test
    void identifiers_are_uuids_and_none_comes_twice_in_one_process_or_another() {
        Set<String> seen = new HashSet<>();
        for (int process = 0; process < 10; process++) {
            MessageIds ids = new MessageIds();
            for (int i = 0; i < 1_000; i++) {
                String id = ids.generateIdentifier();
                assertThat(UUID.fromString(id).version()).isEqualTo(8);
                assertThat(UUID.fromString(id).variant()).isEqualTo(2);
                assertThat(seen.add(id)).isTrue();
            }
        }
    }
}
