package io.lotline.api.http;

import io.lotline.core.decision.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of documents that may also come many at once, in a file: each as by its own PUT. The
/// feature that takes the PUT brings it.
///
/// @param <B> the body of the PUT
public interface ImportedDocuments<B extends Record> {

    /// What they are called in the path, such as `locations`.
    String name();

    /// The names of what stands in the path of the PUT, in their order, such as `orderId`.
    List<String> ids();

    Class<B> body();

    /// What the PUT of such a document asks for, once it is known that its caller may.
    ///
    /// @param ids as many as [#ids] names
    Wish wish(Submission submission, List<String> ids, B body);

    /// What is asked for.
    ///
    /// @param command of the PUT
    /// @param unseen  the same by somebody who has seen nothing of the file, so that it replaces
    ///     none; null for documents that no PUT replaces
    record Wish(Command command, @Nullable Command unseen) {}
}
