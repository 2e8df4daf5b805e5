package io.lotline.api.sessions;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Language;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.security.Sessions;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.access.Key;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Signs a browser in and out, and says who the caller is.
@RestController
class SessionsController {
    private static final int LONGEST_KEY = 512;

    private final Sessions sessions;
    private final Views views;

    SessionsController(Sessions sessions, Views views) {
        this.sessions = sessions;
        this.views = views;
    }

    /// Signs in with a key: from then on the cookie of the answer stands for it.
    @Operation(summary = "Signs in with a key: from then on the cookie of the answer stands for it")
    @PostMapping("/v1/sessions")
    ResponseEntity<Begun> signIn(
            @RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
        Sessions.SignedIn signedIn = sessions.signIn(body.key(), request, response);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(
                        new Begun(
                                signedIn.csrfToken(),
                                signedIn.expires(),
                                me(signedIn.caller(), Language.of(request), signedIn.csrfToken())));
    }

    /// Signs out: ends the session of the cookie, or all sessions of the caller's key.
    @Operation(summary = "Signs out: here, or everywhere")
    @DeleteMapping("/v1/sessions")
    ResponseEntity<Void> signOut(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "false") boolean all) {
        if (all) {
            sessions.signOutEverywhere(caller.key(), request, response);
        } else {
            sessions.signOut(request, response);
        }
        return ResponseEntity.noContent().build();
    }

    /// Says who the caller is, and for whom.
    @Operation(summary = "Says who the caller is, and for whom")
    @Reads({KeysView.NAME, EnterprisesView.NAME})
    @GetMapping("/v1/me")
    Me me(Caller caller, HttpServletRequest request) {
        return me(caller, Language.of(request), sessions.csrfToken(request));
    }

    private Me me(Caller caller, Language language, @Nullable String csrfToken) {
        Optional<Key> key = views.keys().find(caller.key());
        EnterpriseId enterprise = caller.enterprise();
        return new Me(
                caller.key(),
                caller.role().name().toLowerCase(Locale.ROOT),
                key.map(Key::label).orElse(caller.key().value()),
                enterprise,
                enterprise == null
                        ? null
                        : views.enterprises()
                                .names(Stream.of(enterprise).toList())
                                .get(enterprise.value()),
                caller.warehouses().isEmpty()
                        ? null
                        : caller.warehouses().stream().map(WarehouseId::value).sorted().toList(),
                language.tag(),
                csrfToken);
    }

    /// @param key as it was issued
    record SignIn(String key) {
        SignIn {
            Shape.text("key", key, LONGEST_KEY);
        }

        @Override
        public String toString() {
            return "SignIn[…]";
        }
    }

    /// A session that has begun.
    ///
    /// @param csrfToken what a page sends as X-CSRF-Token with whatever it changes
    /// @param expires   when it ends at the latest
    record Begun(String csrfToken, Instant expires, Me me) {}

    /// Who the caller is.
    ///
    /// @param label        what the key is called
    /// @param enterpriseId the enterprise that it acts for
    /// @param name         that enterprise's name
    /// @param warehouses   where it works; missing for everywhere
    /// @param language     in which it is told of problems
    /// @param csrfToken    of the session; missing where the caller sent a key
    record Me(
            KeyId keyId,
            String role,
            String label,
            @Nullable EnterpriseId enterpriseId,
            @Nullable String name,
            @Nullable List<String> warehouses,
            String language,
            @Nullable String csrfToken) {}
}
