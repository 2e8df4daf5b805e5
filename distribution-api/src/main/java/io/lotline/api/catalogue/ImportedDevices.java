package io.lotline.api.catalogue;

import io.lotline.api.catalogue.DevicesController.DeviceFile;
import io.lotline.api.http.ImportedDocuments;
import io.lotline.api.http.Submission;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.Di;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Devices that come in a file.
@Component
final class ImportedDevices implements ImportedDocuments<DeviceFile> {
    @Override
    public String name() {
        return "devices";
    }

    @Override
    public List<String> ids() {
        return List.of("di");
    }

    @Override
    public Class<DeviceFile> body() {
        return DeviceFile.class;
    }

    @Override
    public Wish wish(Submission submission, List<String> ids, DeviceFile body) {
        Di di = new Di(ids.getFirst());
        return new Wish(
                DevicesController.command(di, body, null),
                DevicesController.command(di, body, new FileForm.Seen(Set.of())));
    }
}
