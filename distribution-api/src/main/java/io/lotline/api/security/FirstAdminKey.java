package io.lotline.api.security;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Fingerprint;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.WrongSetting;
import io.lotline.core.access.IssueKey;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import io.lotline.projections.Views;
import io.lotline.projections.access.Key;
import io.lotline.projections.access.Keys;
import io.lotline.projections.engine.ViewHealth;
import io.lotline.projections.store.Page;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Sees to it that somebody can use a new server: issues the administrator's key of
/// `LOTLINE_ADMIN_KEY`, or, where no administrator was ever given one, a new key that is printed
/// once. It does so before the server takes requests.
@Component
class FirstAdminKey implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdminKey.class);
    private static final Duration VIEW_WAIT = Duration.ofMinutes(2);
    private static final int KEYS_AT_ONCE = 1_000;
    // a key's hash is in every copy of the log: who has one must not find the key by trying
    private static final int LEAST_CHARACTERS = 20;

    private final String given;
    private final Views views;
    private final Keys keys;
    private final Commands commands;
    private final ParkClock clock;
    private final EventLog log;
    private volatile boolean running;

    FirstAdminKey(
            @Value("${lotline.admin-key:}") String given,
            Views views,
            Commands commands,
            ParkClock clock,
            EventLog log) {
        this.given = given.strip();
        this.views = views;
        this.keys = views.keys();
        this.commands = commands;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void start() {
        awaitViews(log.head().position());
        if (!given.isEmpty()) {
            issueGiven();
        } else if (!anAdminIsKnown()) {
            issueNew();
        }
        running = true;
    }

    private void issueGiven() {
        String hash = Fingerprint.sha256(given);
        if (keys.findBySecretHash(hash).isPresent()) {
            return;
        }
        KeyId id = KeyRing.givenKeyId(hash);
        if (keys.find(id).isPresent()) {
            LOG.warn("the key of LOTLINE_ADMIN_KEY ({}) was revoked and is not issued again", id);
        } else if (given.length() < LEAST_CHARACTERS) {
            throw new WrongSetting(
                    "LOTLINE_ADMIN_KEY has %d characters and could be guessed: it has %d or more, at random.\nMaybe make one with: openssl rand -hex 24"
                            .formatted(given.length(), LEAST_CHARACTERS));
        } else if (!BearerFilter.canBeSent(given)) {
            throw new WrongSetting(
                    "LOTLINE_ADMIN_KEY has a blank or a character beyond ASCII, or more than 512 characters, so no Authorization header can carry it.\nMaybe make one with: openssl rand -hex 24");
        } else {
            issue(id, hash);
        }
    }

    private boolean anAdminIsKnown() {
        Page<Key> page = keys.find(null, KEYS_AT_ONCE);
        while (page.items().stream().noneMatch(key -> key.role() == CallerRole.ADMIN)) {
            if (page.next() == null) {
                return false;
            }
            page = keys.find(page.next(), KEYS_AT_ONCE);
        }
        return true;
    }

    private void issueNew() {
        KeyId id = KeyRing.newKeyId();
        String key = KeyRing.newKey(id);
        issue(id, Fingerprint.sha256(key));
        System.out.printf(
                "%nThe first start of this log. The administrator's key, shown this once:%n%n    %s%n%n",
                key);
        System.out.flush();
    }

    private void issue(KeyId id, String hash) {
        Done done =
                commands.run(
                        new IssueKey(
                                id, "first administrator", CallerRole.ADMIN, null, Set.of(), hash),
                        new Request("lotline", null, null, clock.now()));
        awaitViews(done.position());
    }

    /// A view that stopped is not waited for.
    private void awaitViews(long position) {
        long deadline = System.nanoTime() + VIEW_WAIT.toNanos();
        for (ViewHealth view : views.health()) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (!views.await(position, left, view.view())) {
                LOG.warn(
                        "the view {} is at position {} and not at {}; starting anyway",
                        view.view(),
                        views.position(view.view()),
                        position);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// After the views' engine, before the web server.
    @Override
    public int getPhase() {
        return 1_000;
    }
}
