package io.lotline.api.distribution;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Headers;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.KeyId;
import io.lotline.projections.Views;
import io.lotline.projections.distribution.AttachmentUse;
import io.lotline.projections.distribution.AttachmentUsesView;
import io.lotline.projections.distribution.ShipmentPartsView;
import io.lotline.projections.distribution.ShipmentsView;
import io.lotline.projections.store.AttachmentStore;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes pictures and papers that prove something, and shows them again.
@RestController
class AttachmentsController {
    private final AttachmentStore attachments;
    private final Views views;
    private final Commands commands;

    AttachmentsController(AttachmentStore attachments, Views views, Commands commands) {
        this.attachments = attachments;
        this.views = views;
        this.commands = commands;
    }

    /// Keeps a picture or paper under the hash of its bytes.
    @Operation(
            summary = "Keeps a picture or paper under the hash of its bytes",
            description =
                    "JPEG, PNG, WebP or PDF, recognised by its bytes, of 8 MiB at most. A delivery names it by its hash as signature or photo. Until then only who brought it sees it.")
    @PutMapping("/v1/attachments/{sha256}")
    ResponseEntity<Kept> put(
            Submission submission, @PathVariable ContentHash sha256, HttpServletRequest request)
            throws IOException {
        byte[] bytes = request.getInputStream().readAllBytes();
        AttachmentForm form = AttachmentForm.of(bytes);
        if (form == null) {
            throw new ProblemFound(
                    Problem.of(
                                    "unsupported-media-type",
                                    415,
                                    "The body is no JPEG, PNG, WebP or PDF.\nMaybe save the picture in one of these forms.")
                            .with(
                                    "supported",
                                    MediaTypes.ATTACHMENTS.stream()
                                            .map(MediaType::toString)
                                            .toList()));
        }
        ContentHash hash = ContentHash.of(bytes);
        if (!hash.equals(sha256)) {
            throw new ProblemFound(
                    Problem.of(
                                    "attachment-differs",
                                    422,
                                    "The SHA-256 of the body is %s, not %s.\nMaybe it was cut off on its way: send it again."
                                            .formatted(hash, sha256))
                            .with("sha256", sha256)
                            .with("found", hash));
        }
        boolean kept = attachments.keep(sha256, submission.caller().key(), submission.at(), bytes);
        return ResponseEntity.status(kept ? HttpStatus.CREATED : HttpStatus.OK)
                .header(Headers.LOG_POSITION, Long.toString(commands.acknowledged()))
                .body(new Kept(sha256, form.type().toString(), bytes.length));
    }

    /// Shows an attachment.
    @Operation(
            summary = "Shows an attachment",
            description =
                    "To who brought it, to staff of the warehouse of the delivery that names it, to the owners of the goods delivered and their consignee, and to regulators.")
    @Reads({AttachmentUsesView.NAME, ShipmentsView.NAME, ShipmentPartsView.NAME})
    @GetMapping("/v1/attachments/{sha256}")
    ResponseEntity<byte[]> get(Caller caller, @PathVariable ContentHash sha256) {
        byte[] bytes =
                attachments
                        .broughtBy(sha256)
                        .filter(by -> isFor(caller, sha256, by))
                        .flatMap(_ -> attachments.bytes(sha256))
                        .orElseThrow(() -> Unknown.document("attachment", sha256));
        // nothing else is kept
        AttachmentForm form = Objects.requireNonNull(AttachmentForm.of(bytes));
        return ResponseEntity.ok()
                .contentType(form.type())
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .eTag(sha256.value())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(
                                        "%s.%s"
                                                .formatted(
                                                        sha256.value().substring(0, 16),
                                                        form.ending()))
                                .build()
                                .toString())
                // whatever is in it, it does nothing
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(bytes);
    }

    private boolean isFor(Caller caller, ContentHash attachment, KeyId by) {
        return by.equals(caller.key())
                || caller.enterprise() == null && caller.warehouses().isEmpty()
                || views.attachmentUses().of(attachment).stream()
                        .anyMatch(use -> isFor(caller, use));
    }

    private boolean isFor(Caller caller, AttachmentUse use) {
        return caller.enterprise() == null
                ? views.shipments()
                        .find(use.shipment())
                        .filter(shipment -> caller.worksIn(shipment.warehouse()))
                        .isPresent()
                : use.consignee().equals(caller.enterprise())
                        || views.shipments()
                                .carriedFor(use.shipment(), use.consignee(), caller.enterprise());
    }

    /// An attachment that is kept.
    ///
    /// @param bytes how many it has
    record Kept(ContentHash sha256, String contentType, long bytes) {}
}
