/// A store in this process for one machine without MongoDB: mongo-java-server's protocol and query
/// language, over one file and indexes of our own.
///
/// What mongo-java-server 1.47 lacks, and why this package exists: indexes that are not unique,
/// ranges of `_id` without reading everything, documents that do not change under a reader, and a
/// file whose every snapshot is one that the commands really produced.
@NullMarked
package io.lotline.core.eventlog.mongo.embedded;

import org.jspecify.annotations.NullMarked;
