package io.lotline.api.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the servlet container sends what went wrong outside of every controller.
@RestController
class ErrorPage implements ErrorController {
    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        problems.send(
                request, response, problem(request, status instanceof Integer code ? code : 404));
    }

    private static Problem problem(HttpServletRequest request, int status) {
        if (status == 404) {
            return Problem.of(
                    "not-found",
                    404,
                    "There is nothing here.\nMaybe look the path up in /openapi.json.");
        }
        if (status == 405) {
            return MethodNotAllowed.problem(
                    String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)),
                    String.valueOf(request.getAttribute(RequestDispatcher.ERROR_METHOD)));
        }
        return status < 500
                ? Problem.of("malformed-request", status, "The request is malformed.")
                : Problem.of("internal-error", status, "The request failed.\nMaybe try again.");
    }
}
