package io.github.dynamodbsession.emulator.expression;

import java.util.List;

/** Reads a projection. For one expression. */
final class ProjectionReader extends TreeReader {

    private ProjectionReader() {
        super(ExpressionKind.PROJECTION);
    }

    static List<WrittenPath> read(String text) {
        ExpressionParser.ProjectionContext tree =
                new Syntax(ExpressionKind.PROJECTION, text).parse(ExpressionParser::projection);
        ProjectionReader reader = new ProjectionReader();
        return tree.path().stream().map(reader::path).toList();
    }
}
