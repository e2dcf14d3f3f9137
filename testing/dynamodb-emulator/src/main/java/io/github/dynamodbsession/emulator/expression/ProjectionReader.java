package io.github.dynamodbsession.emulator.expression;

import java.util.List;

/** Reads a projection. For one expression. */
final class ProjectionReader extends TreeReader {

    private ProjectionReader() {
        super(ExpressionKind.PROJECTION);
    }

    static List<WrittenPath> read(String text) {
        ExpressionParser.ProjectionContext tree =
                Syntax.parse(ExpressionKind.PROJECTION, text, ExpressionParser::projection);
        ProjectionReader reader = new ProjectionReader();
        return tree.path().stream().map(reader::path).toList();
    }

    /** The grammar of projections has no functions. */
    @Override
    WrittenOperand function(ExpressionParser.FunctionContext context) {
        throw new IllegalStateException(context.getText());
    }
}
