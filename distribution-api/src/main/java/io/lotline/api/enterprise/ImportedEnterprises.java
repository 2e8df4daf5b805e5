package io.lotline.api.enterprise;

import io.lotline.api.enterprise.EnterprisesController.EnterpriseFile;
import io.lotline.api.http.ImportedDocuments;
import io.lotline.api.http.Submission;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.EnterpriseId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Enterprises that come in a file.
@Component
final class ImportedEnterprises implements ImportedDocuments<EnterpriseFile> {
    @Override
    public String name() {
        return "enterprises";
    }

    @Override
    public List<String> ids() {
        return List.of("enterpriseId");
    }

    @Override
    public Class<EnterpriseFile> body() {
        return EnterpriseFile.class;
    }

    @Override
    public Wish wish(Submission submission, List<String> ids, EnterpriseFile body) {
        EnterpriseId enterprise = new EnterpriseId(ids.getFirst());
        return new Wish(
                EnterprisesController.command(enterprise, body, null),
                EnterprisesController.command(enterprise, body, new FileForm.Seen(Set.of())));
    }
}
