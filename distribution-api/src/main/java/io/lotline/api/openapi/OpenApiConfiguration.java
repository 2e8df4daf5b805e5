package io.lotline.api.openapi;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Submission;
import io.lotline.api.security.RoleTable;
import io.lotline.projections.epcis.EpcisDocument;
import io.lotline.projections.trace.Trace;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the description says beyond the controllers: who may call what, the shared headers, and the
/// shape of problems.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String NDJSON = "application/x-ndjson";

    /// POSTs that are no single command: they have no idempotency key of their own.
    private static final Set<String> WITHOUT_KEY =
            Set.of(
                    "/v1/scans",
                    "/v1/scans/batch",
                    "/v1/scans/parse",
                    "/v1/views/{view}/resume",
                    "/v1/views/{view}/rebuild");

    /// POSTs that create something.
    private static final Set<String> CREATING =
            Set.of("/v1/keys", "/v1/inspections", "/v1/holds", "/v1/waves");

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, Submission.class, PageRequest.class);
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
                                .license(new License().name("Apache-2.0")))
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

    @Bean
    ModelResolver schemas(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
    }

    @Bean
    OperationCustomizer pages() {
        return (operation, method) -> {
            boolean paged =
                    Arrays.stream(method.getMethodParameters())
                            .anyMatch(each -> each.getParameterType() == PageRequest.class);
            if (paged) {
                operation.addParametersItem(
                        query("limit", "Items of the page, 100 if left out.")
                                .schema(
                                        integer()
                                                .minimum(java.math.BigDecimal.ONE)
                                                .maximum(
                                                        java.math.BigDecimal.valueOf(
                                                                HttpLimits.MAX_PAGE))));
                operation.addParametersItem(
                        query("after", "The cursor that the Link header of the page before gives.")
                                .schema(text()));
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer conventions() {
        return api -> {
            api.getComponents().addSchemas("Problem", problem());
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
            api.getPaths().forEach(OpenApiConfiguration::completeTraces);
            completeScans(Objects.requireNonNull(api.getPaths().get("/v1/scans/batch")));
        };
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        String roles =
                RoleTable.rolesFor(method.name(), path).stream()
                        .sorted()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        operation.setDescription("Roles: " + roles + ".");
        operation.setTags(List.of(path.split("/")[2]));
        operation.setOperationId(operationId(path, method));
        if (method == HttpMethod.GET) {
            operation.addParametersItem(
                    header(
                                    Headers.WAIT_FOR_POSITION,
                                    "A position that the answer must at least reflect.")
                            .schema(integer().format("int64")));
        } else if (method == HttpMethod.POST && !WITHOUT_KEY.contains(path)) {
            operation.addParametersItem(
                    header(Headers.IDEMPOTENCY_KEY, "New with each new request, kept for a retry.")
                            .required(true)
                            .schema(text().maxLength(HttpLimits.MAX_IDEMPOTENCY_KEY)));
        }
        answers(path, method, operation.getResponses());
    }

    private static void answers(String path, HttpMethod method, ApiResponses responses) {
        ApiResponse ok = responses.remove("200");
        if (ok == null) {
            ok = new ApiResponse();
        }
        ok.description("Done");
        if (ok.getContent() != null && ok.getContent().containsKey("*/*")) {
            ok.content(new Content().addMediaType("application/json", ok.getContent().get("*/*")));
        }
        ok.addHeaderObject(
                Headers.LOG_POSITION,
                new Header()
                        .description(
                                "The position of the command's last event, or what the read reflects.")
                        .schema(integer().format("int64")));
        boolean creates = method == HttpMethod.POST && CREATING.contains(path);
        if (method == HttpMethod.DELETE) {
            responses.addApiResponse("204", ok.content(null));
        } else {
            if (method == HttpMethod.PUT || creates) {
                responses.addApiResponse("201", ok);
            }
            if (!creates) {
                responses.addApiResponse("200", ok);
            }
        }
        responses.addApiResponse(
                "default",
                new ApiResponse()
                        .description("Why not")
                        .content(
                                new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType().schema(reference("Problem")))));
    }

    private static void completeTraces(String path, PathItem item) {
        if (!path.startsWith("/v1/trace/")) {
            return;
        }
        Content content =
                new Content()
                        .addMediaType(
                                "application/json", new MediaType().schema(reference("Trace")))
                        .addMediaType("text/csv", new MediaType().schema(text()));
        if (!path.contains("/units/")) {
            content.addMediaType(
                    "application/ld+json", new MediaType().schema(reference("EpcisDocument")));
        }
        answered(item.getGet()).content(content);
    }

    private static ApiResponse answered(Operation operation) {
        return Objects.requireNonNull(operation.getResponses().get("200"));
    }

    private static void completeScans(PathItem batch) {
        Content lines =
                new Content()
                        .addMediaType(
                                NDJSON,
                                new MediaType().schema(text().description("One scan a line")));
        batch.getPost().setRequestBody(new RequestBody().required(true).content(lines));
        answered(batch.getPost())
                .content(
                        new Content()
                                .addMediaType(
                                        NDJSON,
                                        new MediaType()
                                                .schema(
                                                        text().description(
                                                                        "One answer a line, in order"))));
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
                Arrays.stream(path.substring("/v1/".length()).split("/"))
                        .filter(part -> !part.startsWith("{"))
                        .collect(Collectors.joining("-"));
        boolean one = path.endsWith("}");
        return method.name().toLowerCase(Locale.ROOT) + "-" + words + (one ? "-one" : "");
    }

    private static Schema<?> problem() {
        Schema<Object> problem = new Schema<>();
        problem.addType("object");
        problem.description("RFC 9457. The values that stood in the way are members beside these.");
        problem.addProperty("type", text().description("/problems/<name>, stable"));
        problem.addProperty("title", text());
        problem.addProperty("status", integer());
        problem.addProperty(
                "detail", text().description("What is wrong; on the next line, what may help"));
        problem.required(List.of("type", "title", "status", "detail"));
        return problem;
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
