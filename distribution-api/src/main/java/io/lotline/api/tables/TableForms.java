package io.lotline.api.tables;

import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.api.http.PreferredForm;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// Which of an operation's forms a request likes best, where that is a table.
final class TableForms {
    private TableForms() {}

    /// The table form that is liked best; null where the answer is another.
    static @Nullable MediaType wanted(HttpServletRequest request, Operation operation) {
        if (!operation.answers().contains(MediaTypes.XLSX)) {
            return null;
        }
        MediaType best = PreferredForm.of(request, operation.answers());
        return MediaTypes.CSV.equals(best) || MediaTypes.XLSX.equals(best) ? best : null;
    }
}
