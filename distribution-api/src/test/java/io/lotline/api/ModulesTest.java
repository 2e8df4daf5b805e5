package io.lotline.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/// The boundaries inside Lotline, verified and drawn.
class ModulesTest {
    private static final List<String> CORE_FEATURES =
            List.of(
                    "access",
                    "catalogue",
                    "distribution",
                    "enterprise",
                    "inbound",
                    "inventory",
                    "recall");

    @Test
    void the_modules_of_the_application_keep_their_boundaries_and_are_drawn() throws IOException {
        ApplicationModules modules = ApplicationModules.of(LotlineApplication.class);
        modules.verify();
        Path drawn = Files.createTempDirectory("modules");
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder(drawn.toString()))
                .writeModulesAsPlantUml()
                .writeIndividualModulesAsPlantUml()
                .writeModuleCanvases();
        Path published = Path.of(System.getProperty("lotline.root", ".."), "docs", "modules");
        if (Boolean.getBoolean("lotline.docs.write")
                && !contents(published).equals(contents(drawn))) {
            copy(drawn, published);
        }
        assertThat(contents(published))
                .as(
                        "docs/modules is as old as the code: run this test with -Dlotline.docs.write=true")
                .isEqualTo(contents(drawn));
    }

    @Test
    void features_meet_only_in_events() {
        JavaClasses core = core();
        for (String feature : CORE_FEATURES) {
            String[] others =
                    CORE_FEATURES.stream()
                            .filter(other -> !other.equals(feature))
                            .map(other -> "io.lotline.core." + other + "..")
                            .toArray(String[]::new);
            EvaluationResult result =
                    noClasses()
                            .that(resideInAPackage("io.lotline.core." + feature + ".."))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others)
                            .evaluate(core);
            assertThat(result.getFailureReport().getDetails()).as(feature).isEmpty();
        }
    }

    @Test
    void the_core_knows_no_framework_but_where_it_says_so() {
        JavaClasses core = core();
        EvaluationResult axon =
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.lotline.core.axon..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.axonframework..")
                        .evaluate(core);
        assertThat(axon.getFailureReport().getDetails()).isEmpty();
        EvaluationResult mongo =
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.lotline.core.eventlog.mongo..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.mongodb..")
                        .evaluate(core);
        assertThat(mongo.getFailureReport().getDetails()).isEmpty();
    }

    /// The product's classes; its tests lie beside them in a folder, or in a jar of their own.
    private static JavaClasses core() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.lotline.core");
    }

    /// The lines of each file, whatever their order: the drawing tool's changes from run to run.
    private static List<String> contents(Path folder) throws IOException {
        List<String> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    all.add(file.getFileName().toString());
                    Files.readString(file).lines().sorted().forEach(all::add);
                }
            }
        }
        return all;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.writeString(to.resolve(file.getFileName()), Files.readString(file));
            }
        }
    }
}
