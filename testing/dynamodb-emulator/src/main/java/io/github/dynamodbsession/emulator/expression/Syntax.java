package io.github.dynamodbsession.emulator.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Parses one expression; what the grammar does not take is refused in the service's words. */
final class Syntax {

    private static final int MAX_LENGTH = 4096;

    private static final Set<Integer> KEYWORDS_OF_CONDITIONS = Set.of(
            ExpressionParser.AND,
            ExpressionParser.OR,
            ExpressionParser.NOT,
            ExpressionParser.BETWEEN,
            ExpressionParser.IN);
    private static final Set<Integer> KEYWORDS_OF_UPDATES =
            Set.of(ExpressionParser.SET, ExpressionParser.REMOVE, ExpressionParser.ADD, ExpressionParser.DELETE);

    private final ExpressionKind kind;
    private final CommonTokenStream stream;
    private final List<Token> tokens;

    /** Cuts a text into tokens. */
    Syntax(ExpressionKind kind, String text) {
        requireSize(kind, text);
        ExpressionLexer lexer = new ExpressionLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        this.kind = kind;
        this.stream = new CommonTokenStream(lexer);
        stream.fill();
        this.tokens = stream.getTokens();
        for (Token token : tokens) {
            if (isKeywordElsewhere(kind, token.getType())) {
                ((CommonToken) token).setType(ExpressionParser.IDENTIFIER);
            }
        }
    }

    private static void requireSize(ExpressionKind kind, String text) {
        if (text.length() > MAX_LENGTH / 3) {
            int size = text.getBytes(UTF_8).length;
            if (size > MAX_LENGTH) {
                throw kind.invalid("Expression size has exceeded the maximum allowed size; expression size: " + size);
            }
        }
    }

    private static boolean isKeywordElsewhere(ExpressionKind kind, int type) {
        return switch (kind) {
            case UPDATE -> KEYWORDS_OF_CONDITIONS.contains(type);
            case PROJECTION -> KEYWORDS_OF_CONDITIONS.contains(type) || KEYWORDS_OF_UPDATES.contains(type);
            default -> KEYWORDS_OF_UPDATES.contains(type);
        };
    }

    /** How many tokens may have others within. */
    long nesting() {
        return tokens.stream()
                .filter(token ->
                        token.getType() == ExpressionParser.LEFT_PARENTHESIS || token.getType() == ExpressionParser.NOT)
                .count();
    }

    /** The tree of an expression that a rule of the grammar takes. */
    <T> T parse(Function<ExpressionParser, T> rule) {
        if (last() == 0) {
            throw kind.invalid("The expression can not be empty;");
        }
        ExpressionParser parser = new ExpressionParser(stream);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            T tree = rule.apply(parser);
            RedundantParentheses.requireNone(kind, tokens);
            return tree;
        } catch (ParseCancellationException e) {
            throw errorAt(position(e));
        }
    }

    private int last() {
        return tokens.size() - 1;
    }

    private int position(ParseCancellationException e) {
        Token offending = e.getCause() instanceof RecognitionException cause ? cause.getOffendingToken() : null;
        return offending == null ? last() : offending.getTokenIndex();
    }

    /** What the service says where something else than what follows that part of the tree was to follow. */
    ApiException errorAfter(ParserRuleContext part) {
        return errorAt(part.getStop().getTokenIndex() + 1);
    }

    /** It names the token that does not fit, and shows the text from the token before to the token after it. */
    private ApiException errorAt(int where) {
        RedundantParentheses.requireNone(kind, tokens.subList(0, where));
        int last = last();
        Token token = tokens.get(where);
        Token from = tokens.get(Math.max(where - 1, 0));
        Token to = tokens.get(Math.min(where + 1, last - 1));
        String near = token.getInputStream().getText(Interval.of(from.getStartIndex(), to.getStopIndex()));
        return kind.invalid(
                "Syntax error; token: \"" + (where == last ? "<EOF>" : token.getText()) + "\", near: \"" + near + "\"");
    }
}
