package io.lotline.api.http;

import java.time.Duration;

/// The limits of the HTTP API, all in one place.
public final class HttpLimits {
    /// Bytes of a request's body.
    public static final int MAX_BODY_BYTES = 1 << 20;

    /// Bytes of an attachment.
    public static final int MAX_ATTACHMENT_BYTES = 8 << 20;

    /// Bytes of a file of documents that is imported, and of a workbook when it is unpacked.
    public static final int MAX_IMPORT_BYTES = 8 << 20;

    public static final int MAX_IMPORT_UNPACKED_BYTES = 64 << 20;

    /// Rows of such a file, without its header.
    public static final int MAX_IMPORT_ROWS = 10_000;

    /// Files that one node imports at once.
    public static final int MAX_IMPORTS_AT_ONCE = 4;

    /// Attachments of one handover.
    public static final int MAX_ATTACHMENTS = 20;

    /// Characters of a request's path and query.
    public static final int MAX_TARGET = 8_000;

    /// Characters of a request's headers.
    public static final int MAX_HEADERS = 16_000;

    /// How many headers a request may have.
    public static final int MAX_HEADER_COUNT = 100;

    /// Bytes of a batch that are kept in memory while its scans are done.
    public static final int MAX_AHEAD_IN_MEMORY = 256 << 10;

    /// Bytes of a batch that are kept on the disk while its scans are done. A client that reads the
    /// answers while it sends is not bound by it.
    public static final long MAX_AHEAD_ON_DISK = 1L << 30;

    /// Bytes of one line of a batch.
    public static final int MAX_LINE_BYTES = 64 << 10;

    /// Lines of a batch that were read and are not yet answered, and their bytes.
    public static final int MAX_OPEN_LINES = 4_096;

    public static final int MAX_OPEN_LINES_BYTES = 4 << 20;

    /// Scans of a batch that are done at once.
    public static final int MAX_SCANS_AT_ONCE = 64;

    /// Things that failed lines of a batch may meet others at; with more, no further line is done.
    public static final int MAX_FAILED_MEETINGS = 10_000;

    /// Characters of one symbol.
    public static final int MAX_SYMBOL = 4_096;

    /// Symbols of one item.
    public static final int MAX_SYMBOLS = 16;

    /// Lines of a notice or order, orders of a wave or shipment, lots or serials of a recall.
    public static final int MAX_LINES = 1_000;

    /// Characters of a name or a reason.
    public static final int MAX_TEXT = 500;

    /// Characters of an idempotency key.
    public static final int MAX_IDEMPOTENCY_KEY = 128;

    /// Items of one page.
    public static final int MAX_PAGE = 1_000;

    public static final int DEFAULT_PAGE = 100;

    /// Wrong keys of one address, or for one key's id, that are answered without a wait.
    public static final int FAILED_SIGN_INS = 60;

    /// How long it takes until one more of them is.
    public static final Duration FAILED_SIGN_IN_EVERY = Duration.ofSeconds(2);

    /// Addresses, and ids of keys, whose wrong keys are counted; the oldest are forgotten.
    public static final int MAX_COUNTED = 10_000;

    /// Sessions of one key at once; one more ends the one that was not used for longest.
    public static final int MAX_SESSIONS = 200;

    /// How long a session lasts without being used, and at all.
    public static final Duration SESSION_UNUSED = Duration.ofHours(12);

    public static final Duration SESSION = Duration.ofDays(7);

    /// Refused scans of one key that are recorded without a wait.
    public static final int REFUSED_SCANS = 10_000;

    /// How long it takes until one more of them is.
    public static final Duration REFUSED_SCAN_EVERY = Duration.ofMillis(500);

    /// Refused scans whose retries are counted in memory until they are recorded.
    public static final int MAX_COUNTED_REFUSALS = 10_000;

    /// How long retries of refused scans are counted before they are recorded together.
    public static final Duration REFUSALS_COUNTED_FOR = Duration.ofSeconds(1);

    /// Characters of all symbols of a refused scan that are kept.
    public static final int MAX_KEPT_SYMBOLS = 4_096;

    /// Items of a list in a problem that are kept of a refused scan.
    public static final int MAX_KEPT_MEMBERS = 8;

    /// Days whose refusals are summed in one answer.
    public static final int MAX_SUMMED_DAYS = 366;

    /// How long it may take to find out whose key a request has. With the longest command it stays
    /// below the half minute that callers are promised.
    public static final Duration KEY_WAIT = Duration.ofSeconds(5);

    /// How long a read waits for the position that its caller asks for.
    public static final Duration POSITION_WAIT = Duration.ofSeconds(5);

    /// How long a read waits for what this node has acknowledged.
    public static final Duration OWN_WRITES_WAIT = Duration.ofMillis(250);

    /// How far a handheld's clock may be ahead.
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private HttpLimits() {}
}
