package io.lotline.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import io.lotline.api.http.FeatureOperations;
import io.lotline.core.axon.Decisions;
import io.lotline.core.decision.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.web.bind.annotation.RestController;

/// The boundaries inside Lotline, verified and drawn.
class ModulesTest {
    private static final List<String> MODULES = List.of("core", "projections", "api");

    /// What is no feature, with what it may use of its own module. Every other package is a feature
    /// from the day it is there, and may use what its module's features share.
    private static final Map<String, Set<String>> FOUNDATIONS =
            Map.ofEntries(
                    Map.entry("core.values", Set.of()),
                    Map.entry("core.eventlog", Set.of()),
                    Map.entry("core.scan", Set.of()),
                    Map.entry("core.routing", Set.of("values")),
                    Map.entry("core.events", Set.of("values", "eventlog")),
                    Map.entry("core.decision", Set.of("values", "eventlog", "events")),
                    Map.entry("core.rules", Set.of("values", "eventlog", "events", "decision")),
                    Map.entry("projections.engine", Set.of()),
                    Map.entry("projections.sourcing", Set.of()),
                    Map.entry("projections.store", Set.of("engine")),
                    Map.entry("api.http", Set.of()),
                    Map.entry("api.tables", Set.of("http")),
                    Map.entry("api.security", Set.of("http")),
                    Map.entry("api.openapi", Set.of("http")));

    /// What the features of a module share.
    private static final Map<String, Set<String>> SHARED =
            Map.of(
                    "core", Set.of("values", "eventlog", "events", "decision", "rules"),
                    "projections", Set.of("engine", "sourcing", "store"),
                    "api", Set.of("http", "tables"));

    /// Features that are about other features.
    private static final Map<String, Set<String>> ABOVE =
            Map.of(
                    "core.correction", Set.of("inbound", "inventory", "distribution"),
                    "core.distribution", Set.of("routing"),
                    "projections.insight",
                            Set.of("catalogue", "distribution", "enterprise", "inventory"),
                    "api.access", Set.of("security"),
                    "api.sessions", Set.of("security"));

    /// What puts all of a module together, and therefore knows all of it.
    private static final Set<String> COLLECTORS = Set.of("core.axon", "projections", "api");

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // the product's classes: tests lie beside them in a folder, or in a jar
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages(
                            MODULES.stream().map(m -> "io.lotline." + m).toArray(String[]::new));

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
    void features_meet_only_in_what_they_share() {
        assertThat(forbidden(ModulesTest::allowed)).isEmpty();
    }

    /// The rules would notice: without what features share, and where a foundation is taken for a
    /// feature, there is something to complain of in every module.
    @Test
    void a_package_that_nobody_named_is_red() {
        for (String module : MODULES) {
            assertThat(forbidden(of -> of.startsWith(module + ".") ? Set.of() : allowed(of)))
                    .as(module)
                    .isNotEmpty();
        }
        assertThat(features("core"))
                .contains("recall", "inventory")
                .doesNotContain("events", "axon", "scan");
        assertThat(features("projections")).contains("recall", "trace").doesNotContain("engine");
        assertThat(features("api")).contains("recall", "scan").doesNotContain("http");
    }

    /// Whoever reads a label or appends to the log needs to know nothing of warehouses.
    @Test
    void the_log_and_the_labels_know_nothing_of_the_domain() {
        assertThat(domainOf("eventlog")).isEmpty();
        assertThat(domainOf("scan")).isEmpty();
        assertThat(domainOf("rules")).as("the wall would notice").isNotEmpty();
    }

    private static Set<String> domainOf(String wall) {
        Set<String> found = new TreeSet<>();
        for (JavaClass one : PRODUCT) {
            if (("core." + wall).equals(part(one))) {
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                    String part = part(dependency.getTargetClass());
                    if (part != null && !part.equals("core." + wall)) {
                        found.add(dependency.getDescription());
                    }
                }
            }
        }
        return found;
    }

    @Test
    void every_feature_of_the_core_is_collected() {
        Set<String> collected = new TreeSet<>();
        for (Decision<?> decision : Decisions.all()) {
            collected.add(decision.getClass().getPackageName().replace("io.lotline.core.", ""));
        }
        assertThat(collected).isEqualTo(features("core"));
    }

    @Test
    void every_feature_that_has_controllers_says_who_may_ask_it() {
        Set<String> asked = new TreeSet<>();
        Set<String> listed = new TreeSet<>();
        for (JavaClass one : PRODUCT) {
            // the foundations answer errors only
            if (one.isAnnotatedWith(RestController.class)
                    && !FOUNDATIONS.containsKey(String.valueOf(part(one)))) {
                asked.add(String.valueOf(part(one)));
            }
        }
        ServiceLoader.load(FeatureOperations.class)
                .forEach(
                        feature ->
                                listed.add(
                                        feature.getClass()
                                                .getPackageName()
                                                .replace("io.lotline.", "")));
        assertThat(listed).isNotEmpty().isEqualTo(asked);
    }

    /// The features of a module, as its packages say.
    private static Set<String> features(String module) {
        Set<String> features = new TreeSet<>();
        for (JavaClass one : PRODUCT) {
            String part = part(one);
            if (part != null
                    && part.startsWith(module + ".")
                    && !FOUNDATIONS.containsKey(part)
                    && !COLLECTORS.contains(part)) {
                features.add(part.substring(module.length() + 1));
            }
        }
        return features;
    }

    /// What a package may use of its own module; null for all of it.
    private static @Nullable Set<String> allowed(String part) {
        if (COLLECTORS.contains(part)) {
            return null;
        }
        Set<String> foundation = FOUNDATIONS.get(part);
        if (foundation != null) {
            return foundation;
        }
        Set<String> all = new HashSet<>(SHARED.get(part.substring(0, part.indexOf('.'))));
        all.addAll(ABOVE.getOrDefault(part, Set.of()));
        return all;
    }

    private static Set<String> forbidden(Function<String, @Nullable Set<String>> allowed) {
        Set<String> found = new TreeSet<>();
        for (JavaClass one : PRODUCT) {
            String from = part(one);
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String to = part(dependency.getTargetClass());
                if (from != null && to != null && !from.equals(to) && !mayUse(from, to, allowed)) {
                    found.add(from + " uses " + to + ": " + dependency.getDescription());
                }
            }
        }
        return found;
    }

    private static boolean mayUse(
            String from, String to, Function<String, @Nullable Set<String>> allowed) {
        String module = from.split("\\.")[0];
        int direction = MODULES.indexOf(to.split("\\.")[0]) - MODULES.indexOf(module);
        if (direction != 0) {
            return direction < 0;
        }
        Set<String> uses = allowed.apply(from);
        return uses == null || uses.contains(to.substring(to.indexOf('.') + 1));
    }

    /// The module and the package below it, such as `core.recall`; null for what is not ours.
    private static @Nullable String part(JavaClass one) {
        String[] names = one.getPackageName().split("\\.");
        if (names.length < 3
                || !one.getPackageName().startsWith("io.lotline.")
                || !MODULES.contains(names[2])) {
            return null;
        }
        return names.length == 3 ? names[2] : names[2] + "." + names[3];
    }

    @Test
    void the_core_knows_no_framework_but_where_it_says_so() {
        EvaluationResult axon =
                noClasses()
                        .that()
                        .resideInAPackage("io.lotline.core..")
                        .and()
                        .resideOutsideOfPackage("io.lotline.core.axon..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.axonframework..")
                        .evaluate(PRODUCT);
        assertThat(axon.getFailureReport().getDetails()).isEmpty();
        EvaluationResult mongo =
                noClasses()
                        .that()
                        .resideInAPackage("io.lotline.core..")
                        .and()
                        .resideOutsideOfPackage("io.lotline.core.eventlog.mongo..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.mongodb..")
                        .evaluate(PRODUCT);
        assertThat(mongo.getFailureReport().getDetails()).isEmpty();
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
