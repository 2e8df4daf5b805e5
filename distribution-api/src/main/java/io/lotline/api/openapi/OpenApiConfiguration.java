package io.lotline.api.openapi;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Language;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.OperationTable;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.PageSize;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Wording;
import io.lotline.projections.epcis.EpcisDocument;
import io.lotline.projections.trace.Trace;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.HandlerMethod;

/// What the description says beyond the controllers: who may call what, the shared headers, and the
/// shape of problems.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String WHY_NOT = "WhyNot";
    private static final String OPEN = "It needs no key in a header.";

    /// Where scans come in.
    private static final Set<String> SCANNED = Set.of("/v1/scans", "/v1/scans/batch");

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        Caller.class, Submission.class, PageRequest.class, PageSize.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Lotline")
                                .version("1")
                                .description(
                                        "Logistics and shared warehouse of a medical-device park. Every POST that changes something takes an Idempotency-Key (scans: scanId); a retry answers the same and records nothing.")
                                .license(new License().name("Apache-2.0").identifier("Apache-2.0"))
                                .contact(new Contact().name("Who runs this park's Lotline")))
                .servers(List.of(new Server().url("/")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "key",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description("An API key")))
                .addSecurityItem(new SecurityRequirement().addList("key"));
    }

    /// The first to be registered, so the last to be asked: it asks nobody behind it.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver schemas(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
    }

    @Bean
    OperationCustomizer pages() {
        return (operation, method) -> {
            if (takes(method, PageRequest.class) || takes(method, PageSize.class)) {
                operation.addParametersItem(
                        query("limit", "Items of the page, 100 if left out.")
                                .schema(
                                        integer()
                                                .minimum(java.math.BigDecimal.ONE)
                                                .maximum(
                                                        java.math.BigDecimal.valueOf(
                                                                HttpLimits.MAX_PAGE))));
            }
            if (takes(method, PageRequest.class)) {
                operation.addParametersItem(
                        query("after", "The cursor that the Link header of the page before gives.")
                                .schema(text()));
            }
            return operation;
        };
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(each -> each.getParameterType() == type);
    }

    @Bean
    OpenApiCustomizer conventions() {
        return api -> {
            api.getComponents().addSchemas("Problem", problem());
            Wording.get()
                    .entries()
                    .values()
                    .forEach(entry -> api.getComponents().addSchemas(entry.name(), problem(entry)));
            api.getComponents().addResponses(WHY_NOT, whyNot());
            // raw JSON, which looks like a text from here
            Schema<Object> data = new Schema<>();
            data.addType("object");
            Objects.requireNonNull(api.getComponents().getSchemas().get("LogLoggedEvent"))
                    .addProperty("data", data);
            define(api, Trace.class);
            define(api, EpcisDocument.class);
            api.getPaths()
                    .forEach(
                            (path, item) ->
                                    item.readOperationsMap()
                                            .forEach(
                                                    (method, operation) ->
                                                            complete(path, method, operation)));
            api.setTags(tags(api));
        };
    }

    /// The groups of operations.
    private static List<Tag> tags(OpenAPI api) {
        return api.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .filter(operation -> operation.getTags() != null)
                .flatMap(operation -> operation.getTags().stream())
                .distinct()
                .sorted()
                .map(
                        name ->
                                new Tag()
                                        .name(name)
                                        .description(
                                                "What may be asked of " + name.replace('-', ' ')))
                .toList();
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        io.lotline.api.http.Operation policy = OperationTable.find(method.name(), path);
        if (policy == null) {
            operation.setDescription("Nobody may call this.");
            return;
        }
        String roles =
                policy.roles().stream()
                        .sorted()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        operation.setDescription("Roles: " + roles + "." + moreOf(policy));
        if (policy.open()) {
            operation.setSecurity(List.of());
        }
        operation.setTags(List.of(path.split("/")[2]));
        operation.setOperationId(operationId(path, method));
        if (method == HttpMethod.GET) {
            // some take it themselves, and no two may have one name
            if (operation.getParameters() != null) {
                operation
                        .getParameters()
                        .removeIf(each -> Headers.WAIT_FOR_POSITION.equals(each.getName()));
            }
            operation.addParametersItem(
                    header(
                                    Headers.WAIT_FOR_POSITION,
                                    "A position that the answer must at least reflect.")
                            .schema(integer().format("int64")));
        } else if (policy.keyed()) {
            operation.addParametersItem(
                    header(Headers.IDEMPOTENCY_KEY, "New with each new request, kept for a retry.")
                            .required(true)
                            .schema(text().maxLength(HttpLimits.MAX_IDEMPOTENCY_KEY)));
        }
        if (SCANNED.contains(path)) {
            operation.addParametersItem(
                    header(Headers.HANDHELD, "Which handheld scans, such as its serial number.")
                            .schema(text().pattern("^" + Headers.HANDHELD_FORM + "$")));
        }
        if (MediaTypes.NDJSON.equals(policy.takes())) {
            operation.setRequestBody(lines());
        } else if (MediaTypes.BYTES.equals(policy.takes())) {
            operation.setRequestBody(bytes());
        } else if (MediaTypes.TABLE.equals(policy.takes())) {
            operation.setRequestBody(documents());
        }
        answers(policy, method, operation.getResponses());
    }

    private static RequestBody bytes() {
        Content content = new Content();
        Stream.concat(Stream.of(MediaTypes.BYTES), MediaTypes.ATTACHMENTS.stream())
                .forEach(
                        type ->
                                content.addMediaType(
                                        type.toString(),
                                        new MediaType().schema(text().format("binary"))));
        return new RequestBody()
                .description(
                        "JPEG, PNG, WebP or PDF, of %d bytes at most"
                                .formatted(HttpLimits.MAX_ATTACHMENT_BYTES))
                .required(true)
                .content(content);
    }

    private static RequestBody documents() {
        Content content = new Content();
        MediaTypes.DOCUMENTS.forEach(
                type ->
                        content.addMediaType(
                                type.toString(),
                                new MediaType()
                                        .schema(
                                                type.equals(MediaTypes.XLSX)
                                                        ? text().format("binary")
                                                        : text())));
        return new RequestBody()
                .description(
                        "A table whose first row names the columns, or one document a line, of %d rows and %d bytes at most. CSV may be in UTF-8 or GB18030, with commas, semicolons or tabs; of a workbook the first sheet is read."
                                .formatted(HttpLimits.MAX_IMPORT_ROWS, HttpLimits.MAX_IMPORT_BYTES))
                .required(true)
                .content(content);
    }

    /// Limits that no schema says.
    private static String moreOf(io.lotline.api.http.Operation policy) {
        if (policy.open()) {
            return " " + OPEN;
        }
        return MediaTypes.NDJSON.equals(policy.takes())
                ? " A batch has any number of lines, of %d bytes at most each; every line that is not blank is answered, in order, with its number. A client that sends more than %d bytes ahead of the answers has to read them meanwhile."
                        .formatted(HttpLimits.MAX_LINE_BYTES, HttpLimits.MAX_AHEAD_ON_DISK)
                : "";
    }

    private static void answers(
            io.lotline.api.http.Operation policy, HttpMethod method, ApiResponses responses) {
        ApiResponse ok = responses.remove("200");
        if (ok == null) {
            ok = new ApiResponse();
        }
        boolean empty = !hasBody(ok);
        ok.description("Done");
        ok.content(content(policy, ok.getContent()));
        ok.addHeaderObject(
                Headers.LOG_POSITION,
                new Header()
                        .description(
                                "The position of the command's last event, or what the read reflects.")
                        .schema(integer().format("int64")));
        if (method == HttpMethod.DELETE && empty) {
            responses.addApiResponse("204", ok.content(null));
        } else {
            if (policy.creates()) {
                responses.addApiResponse("201", ok);
            }
            if (method == HttpMethod.PUT || !policy.creates()) {
                responses.addApiResponse("200", ok);
            }
        }
        for (String refused : List.of("4XX", "default")) {
            responses.addApiResponse(
                    refused, new ApiResponse().$ref("#/components/responses/" + WHY_NOT));
        }
    }

    private static boolean hasBody(ApiResponse answer) {
        return answer.getContent() != null
                && answer.getContent().values().stream().anyMatch(form -> form.getSchema() != null);
    }

    private static MediaType asDescribed(@Nullable Content described) {
        return described == null || described.isEmpty()
                ? new MediaType()
                : described.values().iterator().next();
    }

    /// The forms of an answer, each with its shape.
    private static Content content(
            io.lotline.api.http.Operation policy, @Nullable Content described) {
        boolean trace = policy.path().startsWith("/v1/trace/");
        Content content = new Content();
        for (org.springframework.http.MediaType type : policy.answers()) {
            MediaType form = new MediaType();
            if (type.equals(MediaTypes.JSON)) {
                form = trace ? form.schema(reference("Trace")) : asDescribed(described);
            } else if (type.equals(MediaTypes.JSON_LD)) {
                form = trace ? form.schema(reference("EpcisDocument")) : asDescribed(described);
            } else if (type.equals(MediaTypes.BSON)
                    || type.equals(MediaTypes.XLSX)
                    || MediaTypes.ATTACHMENTS.contains(type)) {
                form.schema(text().format("binary"));
            } else if (type.equals(MediaTypes.NDJSON)) {
                form.schema(text().description("One answer a line, in order"));
            } else {
                form.schema(text());
            }
            content.addMediaType(type.getType() + "/" + type.getSubtype(), form);
        }
        return content;
    }

    private static RequestBody lines() {
        return new RequestBody()
                .required(true)
                .content(
                        new Content()
                                .addMediaType(
                                        MediaTypes.NDJSON.toString(),
                                        new MediaType()
                                                .schema(text().description("One scan a line"))));
    }

    private static void define(OpenAPI api, Class<?> type) {
        ResolvedSchema resolved =
                ModelConverters.getInstance(true)
                        .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach(
                (name, schema) -> api.getComponents().addSchemas(name, schema));
    }

    private static String operationId(String path, HttpMethod method) {
        String words =
                Arrays.stream(path.split("/"))
                        .filter(part -> !part.isEmpty() && !part.equals("v1"))
                        .filter(part -> !part.startsWith("{"))
                        .collect(Collectors.joining("-"));
        boolean one = path.endsWith("}");
        return method.name().toLowerCase(Locale.ROOT) + "-" + words + (one ? "-one" : "");
    }

    private static Schema<?> problem() {
        Schema<Object> problem = new Schema<>();
        problem.addType("object");
        problem.description(
                "RFC 9457. The values that stood in the way are members beside these: each problem, by name, is among the schemas of the components.");
        problem.addProperty("type", text().description("/problems/<name>, stable"));
        problem.addProperty("title", text());
        problem.addProperty("status", integer());
        problem.addProperty(
                "detail", text().description("What is wrong; on the next line, what may help"));
        problem.required(List.of("type", "title", "status", "detail"));
        return problem;
    }

    /// Any problem.
    private static ApiResponse whyNot() {
        Schema<Object> any = new Schema<>();
        any.anyOf(
                Stream.concat(Stream.of("Problem"), Wording.get().entries().keySet().stream())
                        .<Schema>map(OpenApiConfiguration::reference)
                        .toList());
        return new ApiResponse()
                .description("Why not")
                .content(
                        new Content()
                                .addMediaType(
                                        "application/problem+json", new MediaType().schema(any)));
    }

    /// A problem by its name, with what stands beside the members that all have.
    private static Schema<?> problem(Wording.Entry entry) {
        Schema<Object> own = new Schema<>();
        own.addProperty("type", text()._const("/problems/" + entry.name()));
        for (String member : entry.members()) {
            Wording.Member known = Wording.get().member(member);
            own.addProperty(
                    member,
                    new Schema<>().description(known == null ? member : known.in(Language.EN)));
        }
        Schema<Object> whole = new Schema<>();
        whole.description("%d. %s".formatted(entry.status(), entry.meaning()));
        whole.allOf(List.of(reference("Problem"), own));
        return whole;
    }

    private static Parameter query(String name, String description) {
        return new Parameter().in("query").name(name).description(description);
    }

    private static Parameter header(String name, String description) {
        return new Parameter().in("header").name(name).description(description);
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> text() {
        Schema<Object> schema = new Schema<>();
        schema.addType("string");
        return schema;
    }

    private static Schema<?> integer() {
        Schema<Object> schema = new Schema<>();
        schema.addType("integer");
        return schema;
    }
}
