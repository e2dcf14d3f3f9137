package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.util.ArrayList;
import java.util.List;

/** An update that was read, for requests with whatever placeholders. Immutable. */
public final class UpdateExpression {

    private static final ReadOnce<WrittenUpdate> READ = new ReadOnce<>();

    private final WrittenUpdate update;

    private UpdateExpression(WrittenUpdate update) {
        this.update = update;
    }

    /**
     * Reads one.
     *
     * @param text not {@code null}
     * @throws ApiException if it is none, whatever its placeholders stand for
     */
    public static UpdateExpression parse(String text) {
        return new UpdateExpression(READ.get(text, unread -> WrittenUpdate.of(UpdateReader.read(unread))));
    }

    /**
     * Puts in what its placeholders stand for in one request.
     *
     * @param placeholders not {@code null}; learns which of them are used here
     * @throws ApiException if one is not defined, or stands for what cannot be there
     */
    public Update bind(Placeholders placeholders) {
        update.requireDefined(placeholders);
        Binding binding = new Binding(ExpressionKind.UPDATE, placeholders);
        List<Path> targets = new ArrayList<>(update.actions().size());
        for (WrittenAction action : update.actions()) {
            targets.add(action.target().bind(ExpressionKind.UPDATE, placeholders));
        }
        PathClash.requireNone(ExpressionKind.UPDATE, targets);
        for (WrittenAction action : update.actions()) {
            action.checkValue(binding);
        }
        List<Action> actions = new ArrayList<>(targets.size());
        for (WrittenAction action : update.actions()) {
            actions.add(action.bind(binding));
        }
        return new Update(actions, binding.paths());
    }
}
