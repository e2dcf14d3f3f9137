package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes updates of the parameter that was there before expressions. */
final class LegacyUpdates {

    private LegacyUpdates() {}

    static Update of(Map<String, AttributeUpdate> updates) {
        List<Action> actions = new ArrayList<>(updates.size());
        updates.forEach((attribute, update) -> actions.add(update.on(attribute)));
        return new Update(actions, actions.stream().map(Action::target).toList());
    }
}
