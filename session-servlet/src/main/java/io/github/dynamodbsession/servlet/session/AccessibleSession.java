package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;

/** A session that can be used outside of requests. Loaded only on containers of Servlet 6.1. */
final class AccessibleSession extends StoredHttpSession {

    AccessibleSession(Session working, Owner owner, ApplicationSessions application) {
        super(working, owner, application);
    }

    @Override
    public Accessor getAccessor() {
        valid();
        return new StoredAccessor(this);
    }

    /**
     * Uses a session as if in a request for it (Servlet 6.1, {@link HttpSession.Accessor}): loads it, and saves it at
     * the end, even if the consumer throws. Safe for use by any number of threads.
     */
    private static final class StoredAccessor implements Accessor {

        private final StoredHttpSession origin;
        private final String id;

        StoredAccessor(StoredHttpSession origin) {
            this.origin = origin;
            this.id = origin.getId();
        }

        @Override
        public void access(Consumer<HttpSession> sessionConsumer) {
            if (origin.isInvalidated() || !origin.getId().equals(id)) {
                throw ended();
            }
            if (!origin.isStored()) {
                // Its request is still running, and will save it.
                sessionConsumer.accept(origin);
                return;
            }
            ApplicationSessions application = origin.application();
            Session found = application
                    .store()
                    .find(id)
                    .filter(known -> !known.isReadOnly()) // under its former id, nothing could be saved
                    .orElseThrow(StoredAccessor::ended);
            StoredHttpSession session = new AccessibleSession(found, StoredHttpSession::end, application);
            try {
                sessionConsumer.accept(session);
            } finally {
                if (!session.isInvalidated()) {
                    session.saving();
                    application.store().save(found);
                }
            }
        }

        private static IllegalStateException ended() {
            return new IllegalStateException("The session has ended, or its id has changed");
        }

        @Override
        public String toString() {
            return "accessor of a session";
        }
    }
}
