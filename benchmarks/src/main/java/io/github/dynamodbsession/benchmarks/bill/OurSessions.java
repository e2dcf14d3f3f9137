package io.github.dynamodbsession.benchmarks.bill;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import java.util.Map;
import java.util.Optional;

/** What the requests of an application do with a store of ours: each finds its session, uses it, and saves it. */
final class OurSessions implements Application {

    /** The calls of a store, blocking or not. */
    private interface Store {
        Session create();

        Optional<Session> find(String id);

        SaveResult save(Session session);

        void changeId(Session session);

        void delete(Session session);

        void close();
    }

    private final Store store;
    private String id = "";

    private OurSessions(Store store) {
        this.store = store;
    }

    /** As a servlet does. */
    static OurSessions blocking(SessionStore store) {
        return new OurSessions(new Store() {
            @Override
            public Session create() {
                return store.create();
            }

            @Override
            public Optional<Session> find(String id) {
                return store.find(id);
            }

            @Override
            public SaveResult save(Session session) {
                return store.save(session);
            }

            @Override
            public void changeId(Session session) {
                store.changeId(session);
            }

            @Override
            public void delete(Session session) {
                store.delete(session);
            }

            @Override
            public void close() {
                store.close();
            }
        });
    }

    /** As WebFlux does. */
    static OurSessions asynchronous(AsyncSessionStore store) {
        return new OurSessions(new Store() {
            @Override
            public Session create() {
                return store.create();
            }

            @Override
            public Optional<Session> find(String id) {
                return store.find(id).join();
            }

            @Override
            public SaveResult save(Session session) {
                return store.save(session).join();
            }

            @Override
            public void changeId(Session session) {
                store.changeId(session);
            }

            @Override
            public void delete(Session session) {
                store.delete(session).join();
            }

            @Override
            public void close() {
                store.close();
            }
        });
    }

    @Override
    public void begin(Map<String, Object> attributes) {
        Session session = store.create();
        attributes.forEach(session::setAttribute);
        save(session);
    }

    @Override
    public Seen read() {
        Session session = found();
        Seen seen = new Seen(
                session.attribute(ReferenceDay.USER, String.class).orElse(""),
                session.attribute(ReferenceDay.VIEWS, Integer.class).orElse(0));
        save(session);
        return seen;
    }

    @Override
    public void change(String page) {
        Session session = found();
        session.setAttribute(ReferenceDay.PAGE, page);
        save(session);
    }

    @Override
    public void logIn() {
        Session session = found();
        store.changeId(session);
        save(session);
    }

    @Override
    public void logOut() {
        store.delete(found());
    }

    private Session found() {
        return store.find(id).orElseThrow(() -> new IllegalStateException("the session is gone"));
    }

    private void save(Session session) {
        if (store.save(session) == SaveResult.ENDED) {
            throw new IllegalStateException("the session has ended");
        }
        id = session.id();
    }

    @Override
    public void close() {
        store.close();
    }
}
