package io.lotline.api.enterprise;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Listing;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.enterprise.RegisterEnterprise;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.Address;
import io.lotline.core.values.Address.Hours;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Gln;
import io.lotline.core.values.MalformedValue;
import io.lotline.projections.Views;
import io.lotline.projections.enterprise.Enterprise;
import io.lotline.projections.enterprise.Enterprises;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Keeps the files of enterprises.
@RestController
class EnterprisesController {
    private final Commands commands;
    private final Enterprises enterprises;

    EnterprisesController(Commands commands, Views views) {
        this.commands = commands;
        this.enterprises = views.enterprises();
    }

    /// Registers an enterprise, or replaces its file; with `If-Match` only the file that the caller
    /// saw.
    @Operation(summary = "Registers an enterprise, or replaces its file")
    @PutMapping("/v1/enterprises/{enterpriseId}")
    ResponseEntity<Registered> register(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable EnterpriseId enterpriseId,
            @RequestBody EnterpriseFile body) {
        RegisterEnterprise command =
                new RegisterEnterprise(
                        enterpriseId,
                        body.name(),
                        body.unifiedSocialCreditCode(),
                        Set.copyOf(body.roles()),
                        body.licences() == null ? List.of() : body.licences(),
                        body.gln(),
                        body.address() == null ? null : body.address().value(),
                        Revision.seen(ifMatch));
        Done done = commands.run(command, submission.document());
        return Commands.put(done, FileForm.of(command.file()), new Registered(enterpriseId));
    }

    /// Shows an enterprise's file.
    @Operation(summary = "Shows an enterprise's file")
    @Reads(EnterprisesView.NAME)
    @GetMapping("/v1/enterprises/{enterpriseId}")
    ResponseEntity<Enterprise> get(Caller caller, @PathVariable EnterpriseId enterpriseId) {
        Enterprise file =
                enterprises
                        .find(enterpriseId)
                        .filter(_ -> caller.sees(enterpriseId))
                        .orElseThrow(() -> Unknown.document("enterprise", enterpriseId));
        return ResponseEntity.ok().eTag(Revision.tag(file.form(), file)).body(file);
    }

    /// Lists enterprises; an enterprise's key sees its own only.
    @Operation(summary = "Lists enterprises; an enterprise's key sees its own only")
    @Reads(EnterprisesView.NAME)
    @GetMapping("/v1/enterprises")
    ResponseEntity<Listing<Enterprise>> list(
            Caller caller, PageRequest asked, @RequestParam @Nullable EnterpriseRole role) {
        if (caller.enterprise() != null) {
            return Listing.of(enterprises.find(caller.enterprise()).stream().toList(), null);
        }
        Page<Enterprise> page = enterprises.find(role, asked.after(), asked.limit());
        return Listing.of(page.items(), page.next());
    }

    record Registered(EnterpriseId enterpriseId) {}

    /// What is on file about an enterprise.
    ///
    /// @param gln     its global location number (GS1)
    /// @param address where goods are brought to
    record EnterpriseFile(
            String name,
            @Nullable String unifiedSocialCreditCode,
            List<EnterpriseRole> roles,
            @Nullable List<Licence> licences,
            @Nullable Gln gln,
            @Nullable Destination address) {
        EnterpriseFile {
            Shape.text("name", name);
            Shape.optionalText("unifiedSocialCreditCode", unifiedSocialCreditCode);
            roles = Shape.list("roles", roles, 1, EnterpriseRole.values().length);
            licences = licences == null ? null : Shape.list("licences", licences, 0, 100);
            for (int i = 0; licences != null && i < licences.size(); i++) {
                check("licences[" + i + "]", licences.get(i));
            }
        }

        private static void check(String field, Licence licence) {
            Shape.text(field + ".number", licence.number());
            Shape.text(field + ".kind", licence.kind());
            if (licence.validTo().isBefore(licence.validFrom())) {
                throw new MalformedValue(
                        field + ".validTo",
                        "Licence %s ends on %s, before it begins on %s."
                                .formatted(
                                        licence.number(), licence.validTo(), licence.validFrom()));
            }
        }
    }

    /// Where goods are brought to, and when somebody is there to take them.
    ///
    /// @param text           as a driver reads it
    /// @param contact        whom to ask for, with a telephone number
    /// @param latitude       in degrees (WGS 84), with `longitude`
    /// @param receivingHours by the park's clock, in the order of the day; at any time where there
    ///     are none
    record Destination(
            String text,
            @Nullable String contact,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable List<Hours> receivingHours) {
        private static final int MAX_HOURS = 10;

        Destination {
            Shape.text("address.text", text);
            Shape.optionalText("address.contact", contact);
            Shape.place(latitude, longitude);
            receivingHours =
                    receivingHours == null
                            ? List.of()
                            : Shape.list("address.receivingHours", receivingHours, 0, MAX_HOURS);
            LocalTime before = LocalTime.MIN;
            for (Hours hours : receivingHours) {
                if (!hours.from().isBefore(hours.to()) || hours.from().isBefore(before)) {
                    throw new MalformedValue(
                            "address.receivingHours",
                            "Hours begin before they end and after those before them, as 08:00-11:30 and 13:30-17:00 do; %s-%s do not."
                                    .formatted(hours.from(), hours.to()));
                }
                before = hours.to();
            }
        }

        Address value() {
            return new Address(
                    text,
                    contact,
                    latitude,
                    longitude,
                    receivingHours == null ? List.of() : receivingHours);
        }
    }
}
