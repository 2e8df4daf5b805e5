package io.lotline.api.http;

/// Ends a request with a problem document.
public final class ProblemFound extends RuntimeException {
    private final transient Problem problem;

    public ProblemFound(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
