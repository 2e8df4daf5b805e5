package io.lotline.api.access;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Fingerprint;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Listing;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.security.KeyRing;
import io.lotline.core.access.IssueKey;
import io.lotline.core.access.RevokeKey;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.access.Key;
import io.lotline.projections.access.KeyHashesView;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Issues and revokes keys.
@RestController
class KeysController {
    private final Commands commands;
    private final KeyRing keys;
    private final Freshness freshness;
    private final Views views;

    KeysController(Commands commands, KeyRing keys, Freshness freshness, Views views) {
        this.commands = commands;
        this.keys = keys;
        this.freshness = freshness;
        this.views = views;
    }

    /// Issues a key. It counts as soon as this has answered.
    @Operation(summary = "Issues a key")
    @PostMapping("/v1/keys")
    ResponseEntity<IssuedKey> issue(Submission submission, @RequestBody KeyRequest body) {
        KeyId id = KeyRing.newKeyId();
        String key = KeyRing.newKey(id);
        Done done =
                commands.run(
                        new IssueKey(
                                id,
                                body.label(),
                                body.callerRole(),
                                body.enterpriseId(),
                                Set.copyOf(body.warehousesOrNone()),
                                Fingerprint.sha256(key)),
                        submission.keyed(body));
        var _ =
                freshness.await(
                        done.position(),
                        HttpLimits.POSITION_WAIT,
                        KeysView.NAME,
                        KeyHashesView.NAME);
        KeyIssued issued = Commands.event(done, KeyIssued.class);
        // the log keeps no key: a retry learns which key it was, and can revoke it
        return Commands.created(done, IssuedKey.of(issued, done.replayed() ? null : key));
    }

    /// Lists the keys, without their secrets.
    @Operation(summary = "Lists the keys, without their secrets")
    @Reads(KeysView.NAME)
    @GetMapping("/v1/keys")
    ResponseEntity<Listing<KeyOnFile>> list(PageRequest asked) {
        Page<Key> page = views.keys().find(asked.after(), asked.limit());
        return Listing.of(page.items().stream().map(KeyOnFile::of).toList(), page.next());
    }

    /// Revokes a key. It stops counting at once.
    @Operation(summary = "Revokes a key")
    @DeleteMapping("/v1/keys/{keyId}")
    ResponseEntity<Void> revoke(Submission submission, @PathVariable KeyId keyId) {
        Done done = commands.run(new RevokeKey(keyId), submission.document());
        keys.revoked(keyId);
        return ResponseEntity.noContent()
                .header(Headers.LOG_POSITION, Long.toString(done.position()))
                .build();
    }

    /// What a new key shall be.
    ///
    /// @param role in small letters, such as `operator`
    /// @param enterpriseId the enterprise that it acts for, with the role `enterprise` only
    /// @param warehouses where it may work; everywhere if left out
    record KeyRequest(
            String label,
            String role,
            @Nullable EnterpriseId enterpriseId,
            @Nullable List<WarehouseId> warehouses) {
        KeyRequest {
            Shape.text("label", label);
            boolean actsForEnterprise = roleOf(role) == CallerRole.ENTERPRISE;
            if (actsForEnterprise != (enterpriseId != null)) {
                throw new MalformedValue(
                        "enterpriseId",
                        actsForEnterprise
                                ? "A key with the role enterprise needs 'enterpriseId': it acts for one enterprise."
                                : "A key with the role %s acts for no enterprise.\nMaybe leave 'enterpriseId' out."
                                        .formatted(role));
            }
            if (warehouses != null) {
                warehouses = Shape.list("warehouses", warehouses, 0, HttpLimits.MAX_LINES);
            }
        }

        CallerRole callerRole() {
            return roleOf(role);
        }

        List<WarehouseId> warehousesOrNone() {
            return warehouses == null ? List.of() : warehouses;
        }

        private static CallerRole roleOf(String word) {
            return Arrays.stream(CallerRole.values())
                    .filter(role -> IssuedKey.word(role).equals(word))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new MalformedValue(
                                            "role",
                                            "'%s' is no role: it is one of %s, in these very letters."
                                                    .formatted(
                                                            word,
                                                            Arrays.stream(CallerRole.values())
                                                                    .map(IssuedKey::word)
                                                                    .collect(
                                                                            Collectors.joining(
                                                                                    ", ")))));
        }
    }

    /// A key as it is on file.
    ///
    /// @param revoked when it was revoked; missing while it counts
    record KeyOnFile(
            KeyId keyId,
            String label,
            String role,
            @Nullable EnterpriseId enterpriseId,
            Set<WarehouseId> warehouses,
            Instant issued,
            String issuedBy,
            @Nullable Instant revoked) {
        static KeyOnFile of(Key key) {
            return new KeyOnFile(
                    key.keyId(),
                    key.label(),
                    IssuedKey.word(key.role()),
                    key.enterpriseId(),
                    key.warehouses(),
                    key.issued(),
                    key.issuedBy(),
                    key.revoked());
        }
    }

    /// A key that was issued.
    ///
    /// @param key the key itself; shown this once, so missing in the answer to a retry
    record IssuedKey(
            KeyId keyId,
            @Nullable String key,
            String label,
            String role,
            @Nullable EnterpriseId enterpriseId,
            List<WarehouseId> warehouses) {
        static IssuedKey of(KeyIssued issued, @Nullable String key) {
            return new IssuedKey(
                    issued.key(),
                    key,
                    issued.label(),
                    word(issued.role()),
                    issued.enterprise(),
                    issued.warehouses().stream()
                            .sorted(java.util.Comparator.comparing(WarehouseId::value))
                            .toList());
        }

        static String word(CallerRole role) {
            return role.name().toLowerCase(Locale.ROOT);
        }
    }
}
