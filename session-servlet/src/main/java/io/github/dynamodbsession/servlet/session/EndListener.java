package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import jakarta.servlet.ServletContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notifies the application's listeners of sessions that end outside any request: expired ones that this node reaps, and
 * those that an administrator ends. A request sends the notifications for a session that it ends itself.
 */
final class EndListener implements SessionListener {

    private final SessionEvents events;
    private final ServletContext context;

    EndListener(SessionEvents events, ServletContext context) {
        this.events = events;
        this.context = context;
    }

    @Override
    public void onEnded(Session session, EndCause cause) {
        if (cause == EndCause.APPLICATION) {
            return;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        boolean all = StoredValues.areLoaded(session);
        for (String name : session.attributeNames()) {
            if (all || session.isLoaded(name)) {
                session.attribute(name).ifPresent(value -> attributes.put(name, value));
            }
        }
        EndedHttpSession ended = new EndedHttpSession(session, attributes, context);
        try {
            events.destroyed(ended);
        } finally {
            ended.isOver();
            events.removed(ended, attributes);
        }
    }

    /** Reaping is worth its cost only if the application has listeners. */
    @Override
    public boolean listensForExpiry() {
        return events.listensForEnds();
    }

    @Override
    public boolean listensForOperations() {
        return false;
    }
}
