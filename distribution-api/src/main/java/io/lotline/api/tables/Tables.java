package io.lotline.api.tables;

import io.lotline.api.http.Callers;
import io.lotline.api.http.Listing;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.api.http.Operations;
import io.lotline.api.http.ParkClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;
import tools.jackson.databind.json.JsonMapper;

/// Answers whatever the API reads as a table, where the caller asks for one: the same controller is
/// asked the same question, page after page to the end of the list, and each page is written before
/// the next one is read.
///
/// What makes the question refused is a problem document, as ever. What fails later cuts the answer
/// off, so that nobody takes a part of a list for the whole.
final class Tables implements HandlerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    private final ObjectProvider<RequestMappingHandlerAdapter> adapter;
    private final JsonMapper json;
    private final ParkClock clock;
    private final Map<Type, TableShape> shapes = new ConcurrentHashMap<>();

    Tables(ObjectProvider<RequestMappingHandlerAdapter> adapter, JsonMapper json, ParkClock clock) {
        this.adapter = adapter;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        Operation operation = Operations.of(request, handler);
        if (operation == null || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        Type answered = answeredBy(method);
        MediaType form = TableForms.wanted(request, operation);
        if (form == null || answered == null) {
            return true;
        }
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        write(new Asked(method, request, response), answered, form);
        return false;
    }

    private record Asked(
            HandlerMethod method, HttpServletRequest request, HttpServletResponse response) {}

    private void write(Asked asked, Type answered, MediaType form) throws Exception {
        boolean list = rawOf(answered) == Listing.class;
        Type rows = list ? ((ParameterizedType) answered).getActualTypeArguments()[0] : answered;
        TableShape shape = shapes.computeIfAbsent(rows, TableShape::of);
        BooleanSupplier stillGood = Callers.goodness(asked.request());
        NextPage page = NextPage.first(asked.request());
        // whatever refuses the question does it here
        ResponseEntity<?> answer = ask(asked, page);
        HttpServletResponse response = asked.response();
        head(asked, answer, form);
        if (asked.request().getMethod().equals(HttpMethod.HEAD.name())) {
            return;
        }
        try (TableWriter table = writer(asked, form, shape.columns())) {
            for (; ; ) {
                rows(answer.getBody(), list, shape, table);
                page = list ? page.after(answer.getHeaders().getFirst(HttpHeaders.LINK)) : null;
                if (page == null) {
                    break;
                }
                if (!stillGood.getAsBoolean()) {
                    throw new IOException("the key was revoked meanwhile");
                }
                answer = ask(asked, page);
            }
            table.end();
        } catch (IOException e) {
            CutOff.of(asked.request(), e);
        } catch (UncheckedIOException e) {
            CutOff.of(asked.request(), new IOException("the table was cut off", e));
        } catch (RuntimeException e) {
            LOG.error("a table of {} was cut off", asked.request().getRequestURI(), e);
            CutOff.of(asked.request(), new IOException("the table was cut off", e));
        }
        response.flushBuffer();
    }

    private void rows(@Nullable Object body, boolean list, TableShape shape, TableWriter table)
            throws IOException {
        List<?> items = list ? ((Listing<?>) Objects.requireNonNull(body)).items() : List.of(body);
        for (Object item : items) {
            shape.write(json.readTree(json.writeValueAsBytes(item)), table);
        }
    }

    private ResponseEntity<?> ask(Asked asked, NextPage page) throws Exception {
        RequestMappingHandlerAdapter spring = adapter.getObject();
        InvocableHandlerMethod method = new InvocableHandlerMethod(asked.method());
        HandlerMethodArgumentResolverComposite resolvers =
                new HandlerMethodArgumentResolverComposite();
        resolvers.addResolvers(Objects.requireNonNull(spring.getArgumentResolvers()));
        method.setHandlerMethodArgumentResolvers(resolvers);
        method.setDataBinderFactory(
                new ServletRequestDataBinderFactory(null, spring.getWebBindingInitializer()));
        Object answer =
                method.invokeForRequest(
                        new ServletWebRequest(page.request(), asked.response()),
                        new ModelAndViewContainer());
        return answer instanceof ResponseEntity<?> entity
                ? entity
                : ResponseEntity.ok(Objects.requireNonNull(answer));
    }

    private static void head(Asked asked, ResponseEntity<?> answer, MediaType form) {
        HttpServletResponse response = asked.response();
        answer.getHeaders()
                .forEach(
                        (name, values) -> {
                            if (!name.equalsIgnoreCase(HttpHeaders.LINK)
                                    && !name.equalsIgnoreCase(HttpHeaders.ETAG)) {
                                response.setHeader(name, String.join(", ", values));
                            }
                        });
        response.setContentType(form.toString());
        Stamp.name(asked.request(), response, form.equals(MediaTypes.CSV) ? "csv" : "xlsx");
    }

    private TableWriter writer(Asked asked, MediaType form, List<Column> columns)
            throws IOException {
        OutputStream out = asked.response().getOutputStream();
        if (form.equals(MediaTypes.CSV)) {
            return new CsvTable(out, columns);
        }
        return new XlsxTable(out, columns, Stamp.of(asked.request(), asked.response(), clock));
    }

    /// What the body of its answer is; null where that cannot be a table.
    private static @Nullable Type answeredBy(HandlerMethod method) {
        Type type = method.getMethod().getGenericReturnType();
        if (type instanceof ParameterizedType entity && rawOf(entity) == ResponseEntity.class) {
            type = entity.getActualTypeArguments()[0];
        }
        return rawOf(type).isRecord() ? type : null;
    }

    private static Class<?> rawOf(Type type) {
        return switch (type) {
            case Class<?> raw -> raw;
            case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
            case null, default -> Object.class;
        };
    }
}
