package io.lotline.core.catalogue;

import io.lotline.core.axon.Given;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.values.Di;
import io.lotline.core.values.RiskClass;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterDeviceDecisionTest {
    private static final Di DI = new Di("06901234567892");
    private static final Di BOX = new Di("16901234567899");
    private static final Di CASE = new Di("26901234567896");

    private static RegisterDevice register(
            Di di, int minCelsius, int maxCelsius, PackageLevel... packages) {
        return new RegisterDevice(
                di,
                "Stent",
                "S-1",
                null,
                "国械注准20193130001",
                null,
                "Acme",
                RiskClass.III,
                "13",
                true,
                new Storage(BigDecimal.valueOf(minCelsius), BigDecimal.valueOf(maxCelsius)),
                new Identifiers(true, true, false, true),
                List.of(packages));
    }

    private static DeviceRegistered registered(RegisterDevice file) {
        return new DeviceRegistered(
                file.di(),
                file.name(),
                file.model(),
                file.specification(),
                file.registrationNumber(),
                file.registrationValidTo(),
                file.holder(),
                file.riskClass(),
                file.classificationCode(),
                file.implantable(),
                file.storage(),
                file.identifiers(),
                file.packages());
    }

    @Test
    void a_new_device_is_registered_with_its_packages() {
        RegisterDevice file =
                register(DI, 2, 8, new PackageLevel(BOX, DI, 10), new PackageLevel(CASE, BOX, 4));
        Given.nothing().when(file).thenEvents(registered(file));
    }

    @Test
    void the_same_file_again_changes_nothing() {
        RegisterDevice file = register(DI, 2, 8);
        Given.events(registered(file)).when(file).thenNothing();
    }

    @Test
    void a_changed_file_replaces_the_old_one() {
        RegisterDevice changed = register(DI, 2, 10);
        Given.events(registered(register(DI, 2, 8))).when(changed).thenEvents(registered(changed));
    }

    @Test
    void a_gtin_with_a_wrong_check_digit_is_refused() {
        Di wrong = new Di("06901234567893");
        Given.nothing()
                .when(register(wrong, 2, 8))
                .thenRefused(new CatalogueRejection.ImplausibleDi(wrong));
    }

    @Test
    void a_gtin_of_13_digits_is_refused() {
        Di gtin13 = new Di("6901234567892");
        Given.nothing()
                .when(register(gtin13, 2, 8))
                .thenRefused(new CatalogueRejection.ImplausibleDi(gtin13));
    }

    @Test
    void identifiers_of_other_agencies_are_taken_as_they_are() {
        RegisterDevice file = register(new Di("A123BJC5D6E71"), 2, 8);
        Given.nothing().when(file).thenEvents(registered(file));
    }

    @Test
    void a_package_cannot_contain_itself() {
        Given.nothing()
                .when(
                        register(
                                DI,
                                2,
                                8,
                                new PackageLevel(BOX, CASE, 10),
                                new PackageLevel(CASE, BOX, 4)))
                .thenRefused(new CatalogueRejection.PackageLevelsConfused(DI, BOX));
        Given.nothing()
                .when(register(DI, 2, 8, new PackageLevel(DI, DI, 10)))
                .thenRefused(new CatalogueRejection.PackageLevelsConfused(DI, DI));
    }

    @Test
    void a_package_contains_something() {
        Given.nothing()
                .when(register(DI, 2, 8, new PackageLevel(BOX, DI, 0)))
                .thenRefused(new CatalogueRejection.PackageQuantityWrong(BOX, 0));
    }

    @Test
    void the_storage_temperature_goes_upwards() {
        Given.nothing().when(register(DI, 8, 2)).thenRefused("storage-range-reversed");
    }
}
