package io.lotline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Every problem and every sentence that a caller can be told is said in Chinese too. What the code
/// says is read out of the classes themselves, so that nobody has to keep a list.
class WordingTest {
    /// Packages and classes that talk to who runs the server, or to nobody.
    private static final Pattern SILENT =
            Pattern.compile(
                    "io/lotline/(core/(axon|eventlog|events)/.*|projections/(engine|epcis)/.*"
                            + "|projections/store/(MongoViewEditions|Asked)"
                            + "|projections/[a-z]+/[A-Z]\\w*(View|Fold)s?|api/[A-Z].*|api/openapi/.*|api/tables/.*"
                            + "|api/web/.*|api/http/(Wording|ProblemPage|ProblemsController|OperationTable|WrongSetting|Listing|Fingerprint|CalendarText|Language).*"
                            + "|api/security/(FirstAdminKey|ClientAddresses|Sessions)|api/inventory/AdjustmentLimits|api/correction/OwnScans"
                            // its Chinese stands beside its English
                            + "|api/distribution/RouteWords"
                            + "|api/scan/(ScannerSettings|BatchBody)|api/paper/\\w+Canvas|core/scan/(ScanResources|Gs1Dictionary|Gs1Characters|Gs1Linter\\w*).*)");
    private static final Set<String> SAID_TO_NOBODY =
            Set.of(
                    "a scan has a reading",
                    ": enable `?JsonReadFeature.*",
                    "yyyy-MM-dd HH:mm",
                    "no constant",
                    "{} counts of refused scans are lost: {}",
                    "every Java has SHA-256",
                    // its Chinese stands beside it
                    "automatic: allocated again",
                    "The pick lists do not reflect position {} yet",
                    "a webhook's secret is made here",
                    "webhook {} is not delivered to for now",
                    "the webhooks are not delivered to for now",
                    "the token of the webhooks will be taken by who misses us",
                    "default-src 'none'; sandbox",
                    "AI {} was not refused.",
                    "The dictionary has no AI 01.",
                    "A valid reading was not among the splits of {}",
                    "not a storage location: {}",
                    "Missing required creator property '",
                    "| \\(start marker",
                    "no {} at position {}",
                    "{} was let in without a key",
                    "the names of parameters are compiled in",
                    " or application/ld+json",
                    "{} pieces of device {}, which has {} serial numbers, came with {} of them.",
                    "has serial",
                    "has  serial",
                    "the log is not available: {}",
                    "the store is not available: {}",
                    "{} failed, reference {}",
                    "nobody to answer to",
                    "not an HTTP request",
                    "the body is larger than {} bytes",
                    "cannot read {}",
                    "line {} of a batch",
                    "row {} of a file",
                    "nobody brings {}",
                    "too many entries",
                    "this desk does not rehearse",
                    "a scan recorded nothing at {}",
                    "Whose key this is was not found within {}.",
                    "Interrupted while a key was looked for.",
                    "Bearer realm=\"lotline\"",
                    "Bearer realm=\"lotline\", error=\"invalid_token\"",
                    "(?i)bearer +([!-~]{1,512})",
                    "after is from 0, limit from 1: {}, {}");
    private static final Pattern WORDS = Pattern.compile(".*[a-z]{2,} .*|.* [a-z]{2,}.*");

    private static final List<ClassModel> CLASSES = classes();

    @Test
    void every_refusal_has_a_page_with_its_members() {
        Map<String, Set<String>> members = new TreeMap<>();
        for (Class<? extends Rejection> refusal : refusals()) {
            for (String name : namesOf(refusal)) {
                Set<String> all = members.computeIfAbsent(name, _ -> new TreeSet<>());
                Arrays.stream(refusal.getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(all::add);
            }
        }
        assertThat(members).hasSizeGreaterThan(100);
        members.forEach(
                (name, components) -> {
                    Wording.Entry entry = Wording.get().find(name);
                    assertThat(entry).as(name).isNotNull();
                    assertThat(entry.members()).as(name).containsAll(components);
                    assertThat(entry.says()).as(name).isNotEmpty();
                });
    }

    @Test
    void every_problem_is_explained_in_both_languages() {
        Wording wording = Wording.get();
        assertThat(wording.entries()).hasSizeGreaterThan(140);
        wording.entries()
                .forEach(
                        (name, entry) -> {
                            assertThat(isChinese(entry.titleInChinese())).as(name).isTrue();
                            assertThat(isChinese(entry.meaningInChinese())).as(name).isTrue();
                            assertThat(entry.meaning()).as(name).endsWith(".");
                            assertThat(entry.status()).as(name).isBetween(400, 599);
                            entry.says().forEach(form -> assertSaid(name, form));
                            entry.advises().forEach(form -> assertSaid(name, form));
                            for (String member : entry.members()) {
                                assertThat(wording.member(member))
                                        .as(name + ": " + member)
                                        .isNotNull();
                            }
                        });
    }

    private static void assertSaid(String name, String form) {
        assertThat(isChinese(Wording.get().form(form, Language.ZH)))
                .as(name + ": " + form)
                .isTrue();
    }

    @Test
    void every_problem_that_the_code_names_is_explained() {
        // names are told from other texts by what they stand beside
        Set<String> named = new TreeSet<>();
        for (ClassModel model : CLASSES) {
            List<String> texts = texts(model);
            if (makesProblems(model)
                    || texts.stream().anyMatch(text -> text.contains("\nMaybe "))) {
                texts.stream()
                        .filter(text -> text.matches("[a-z]+(-[a-z]+)+"))
                        .filter(WordingTest::isProblemName)
                        .forEach(named::add);
            }
        }
        assertThat(named).contains("log-unavailable", "view-behind", "unreadable-scan");
        assertThat(Wording.get().entries().keySet()).containsAll(named);
    }

    @Test
    void every_kind_of_document_that_may_be_unknown_is_explained() {
        Set<String> named = new TreeSet<>();
        for (ClassModel model : CLASSES) {
            for (MethodModel method : model.methods()) {
                String last = "";
                for (CodeElement element :
                        method.code().map(CodeModel::elementList).orElse(List.of())) {
                    if (element instanceof ConstantInstruction constant
                            && constant.constantValue() instanceof String text) {
                        last = text;
                    } else if (element instanceof InvokeInstruction call
                            && call.name().equalsString("document")
                            && call.owner()
                                    .asSymbol()
                                    .equals(ClassDesc.of(Unknown.class.getName()))) {
                        named.add("unknown-" + last.substring(last.lastIndexOf(' ') + 1));
                    }
                }
            }
        }
        assertThat(named).contains("unknown-order", "unknown-tariff", "unknown-statement");
        assertThat(Wording.get().entries().keySet()).containsAll(named);
    }

    private static boolean makesProblems(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof MethodRefEntry called
                    && called.owner().asSymbol().equals(ClassDesc.of(Problem.class.getName()))
                    && called.name().equalsString("of")) {
                return true;
            }
        }
        return false;
    }

    /// The kinds of unreadable symbols, and views, are written like problems.
    private static boolean isProblemName(String text) {
        return !text.matches("bad-(value|length|.*)|x-www.*|no-store|utf-8|charset|recall-stops");
    }

    @Test
    void every_sentence_is_said_in_chinese() {
        assertThat(unsaid(Wording.get().forms())).isEmpty();
    }

    @Test
    void a_sentence_that_is_not_would_be_noticed() {
        Set<String> fewer = new LinkedHashSet<>(Wording.get().forms());
        fewer.remove("%s is under recall %s (level %d): %s.");
        fewer.remove("The disk of this server is full, so nothing was recorded; reading goes on.");
        assertThat(unsaid(fewer))
                .containsExactlyInAnyOrder(
                        "SharedRejection$LotUnderRecall: {} is under recall {} (level {}): {}.",
                        "ProblemAdvice: The disk of this server is full, so nothing was recorded; reading goes on.");
    }

    /// What some class says and none of the forms.
    private static List<String> unsaid(Set<String> forms) {
        List<String> known = forms.stream().map(form -> form.replaceAll("%s|%d", "{}")).toList();
        List<Pattern> sentences =
                known.stream()
                        .filter(form -> form.endsWith("."))
                        .map(form -> Pattern.quote(form).replace("{}", "\\E.*?\\Q"))
                        .map(Pattern::compile)
                        .toList();
        List<String> unsaid = new ArrayList<>();
        for (ClassModel model : CLASSES) {
            String name = model.thisClass().asInternalName();
            for (String text : texts(model)) {
                for (String line : text.replaceAll("%s|%d|\u0001", "{}").split("\n")) {
                    // what is printed is said in both languages at once
                    if (WORDS.matcher(line).matches()
                            && !isChinese(line)
                            && !SAID_TO_NOBODY.contains(line)
                            && known.stream().noneMatch(form -> says(form, line))
                            && sentences.stream().noneMatch(form -> form.matcher(line).matches())) {
                        unsaid.add(name.substring(name.lastIndexOf('/') + 1) + ": " + line);
                    }
                }
            }
        }
        return unsaid;
    }

    /// Whether a sentence is of this form, or what goes into one.
    private static boolean says(String form, String text) {
        int at = 0;
        for (String piece : text.split("\\{}")) {
            int found = form.indexOf(piece, at);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }

    private static boolean isChinese(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }

    private static List<String> texts(ClassModel model) {
        List<String> texts = new ArrayList<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof StringEntry text) {
                texts.add(text.stringValue());
            }
        }
        return texts;
    }

    private static List<ClassModel> classes() {
        List<ClassModel> classes = new ArrayList<>();
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:io/lotline/**/*.class")) {
                if (file.getURL().toString().contains("test")) {
                    continue;
                }
                try (InputStream in = file.getInputStream()) {
                    ClassModel model = ClassFile.of().parse(in.readAllBytes());
                    if (!SILENT.matcher(model.thisClass().asInternalName()).matches()) {
                        classes.add(model);
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(classes).hasSizeGreaterThan(300);
        return classes;
    }

    private static List<Class<? extends Rejection>> refusals() {
        List<Class<? extends Rejection>> refusals = new ArrayList<>();
        for (ClassModel model : CLASSES) {
            try {
                Class<?> type =
                        Class.forName(
                                model.thisClass().asInternalName().replace('/', '.'),
                                false,
                                WordingTest.class.getClassLoader());
                if (Rejection.class.isAssignableFrom(type) && type.isRecord()) {
                    refusals.add(type.asSubclass(Rejection.class));
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return refusals;
    }

    /// The names that it may have: what its method answers, or its own in kebab case.
    private static Set<String> namesOf(Class<? extends Rejection> refusal) {
        ClassModel model =
                CLASSES.stream()
                        .filter(
                                each ->
                                        each.thisClass()
                                                .asInternalName()
                                                .equals(refusal.getName().replace('.', '/')))
                        .findFirst()
                        .orElseThrow();
        boolean named =
                Arrays.stream(refusal.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals("problem"));
        return named
                ? new TreeSet<>(
                        texts(model).stream()
                                .filter(text -> Wording.get().entries().containsKey(text))
                                .toList())
                : Set.of(
                        refusal.getSimpleName()
                                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                                .toLowerCase(java.util.Locale.ROOT));
    }
}
