package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Finds parentheses around nothing but what is in parentheses already. It looks at tokens, since the service complains
 * about them even where the expression goes wrong later.
 */
final class RedundantParentheses {

    private RedundantParentheses() {}

    static void requireNone(ExpressionKind kind, List<Token> tokens) {
        Deque<Integer> open = new ArrayDeque<>();
        int openedBefore = -1;
        int closedBefore = -1;
        for (int i = 0; i < tokens.size(); i++) {
            int type = tokens.get(i).getType();
            if (type == ExpressionParser.LEFT_PARENTHESIS) {
                open.push(i);
            } else if (type == ExpressionParser.RIGHT_PARENTHESIS && !open.isEmpty()) {
                int opened = open.pop();
                if (openedBefore == opened + 1 && closedBefore == i - 1 && !enclosesList(tokens, opened)) {
                    throw kind.invalid("The expression has redundant parentheses;");
                }
                openedBefore = opened;
                closedBefore = i;
            }
        }
    }

    /** Whether the parenthesis belongs to a function or to IN. */
    private static boolean enclosesList(List<Token> tokens, int parenthesis) {
        int before = parenthesis == 0 ? Token.EOF : tokens.get(parenthesis - 1).getType();
        return before == ExpressionParser.IDENTIFIER || before == ExpressionParser.IN;
    }
}
