package io.lotline.core.axon;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/// Identifiers of messages and of events, for Axon too: UUIDs of version 8, whose first half is
/// drawn once for this process and whose second half counts from a random start.
///
/// They are as unique as random ones. A random one for each message made every thread wait for the
/// one source of randomness.
public final class MessageIds extends IdentifierFactory {
    private static final long VERSION = 0x8000L;
    private static final long VARIANT = Long.MIN_VALUE;

    private final long process;
    private final AtomicLong next;

    /// For Axon's own look-up of services.
    public MessageIds() {
        SecureRandom random = new SecureRandom();
        process = random.nextLong() & ~0xF000L | VERSION;
        next = new AtomicLong(random.nextLong());
    }

    @Override
    public String generateIdentifier() {
        return new UUID(process, next.getAndIncrement() & (-1L >>> 2) | VARIANT).toString();
    }
}
