package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.util.ArrayList;
import java.util.List;

/** A projection that was read, for requests with whatever placeholders. Immutable. */
public final class ProjectionExpression {

    private static final ReadOnce<List<WrittenPath>> READ = new ReadOnce<>();

    private final List<WrittenPath> paths;

    private ProjectionExpression(List<WrittenPath> paths) {
        this.paths = paths;
    }

    /**
     * Reads one.
     *
     * @param text not {@code null}
     * @throws ApiException if it is none, whatever its placeholders stand for
     */
    public static ProjectionExpression parse(String text) {
        return new ProjectionExpression(READ.get(text, ProjectionReader::read));
    }

    /**
     * Puts in what its placeholders stand for in one request.
     *
     * @param placeholders not {@code null}; learns which of them are used here
     * @throws ApiException if one is not defined, or two paths cannot be together
     */
    public Projection bind(Placeholders placeholders) {
        List<Path> bound = new ArrayList<>(paths.size());
        for (WrittenPath path : paths) {
            bound.add(path.bind(ExpressionKind.PROJECTION, placeholders));
        }
        PathClash.requireNone(ExpressionKind.PROJECTION, bound);
        return new Projection(bound);
    }
}
