package io.github.dynamodbsession.history;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A blocking view of either kind of store. */
interface StoreNode extends AutoCloseable {

    Session begin(Duration interval);

    Optional<Session> find(String id);

    boolean isAlive(String id);

    SaveResult save(Session session);

    String changeId(Session session);

    boolean delete(Session session);

    boolean delete(String id);

    long deleteByIndex(String value);

    long reap();

    @Override
    void close();

    static StoreNode of(SessionStore store) {
        return new StoreNode() {
            @Override
            public Session begin(Duration interval) {
                return store.create(interval);
            }

            @Override
            public Optional<Session> find(String id) {
                return store.find(id);
            }

            @Override
            public boolean isAlive(String id) {
                return store.isAlive(id);
            }

            @Override
            public SaveResult save(Session session) {
                return store.save(session);
            }

            @Override
            public String changeId(Session session) {
                return store.changeId(session);
            }

            @Override
            public boolean delete(Session session) {
                return store.delete(session);
            }

            @Override
            public boolean delete(String id) {
                return store.delete(id);
            }

            @Override
            public long deleteByIndex(String value) {
                return store.deleteByIndex(Operation.USER, value);
            }

            @Override
            public long reap() {
                return store.reap().removed();
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    static StoreNode of(AsyncSessionStore store) {
        return new StoreNode() {
            @Override
            public Session begin(Duration interval) {
                return store.create(interval);
            }

            @Override
            public Optional<Session> find(String id) {
                return await(store.find(id));
            }

            @Override
            public boolean isAlive(String id) {
                return await(store.isAlive(id));
            }

            @Override
            public SaveResult save(Session session) {
                return await(store.save(session));
            }

            @Override
            public String changeId(Session session) {
                return store.changeId(session);
            }

            @Override
            public boolean delete(Session session) {
                return await(store.delete(session));
            }

            @Override
            public boolean delete(String id) {
                return await(store.delete(id));
            }

            @Override
            public long deleteByIndex(String value) {
                return await(store.deleteByIndex(Operation.USER, value));
            }

            @Override
            public long reap() {
                return await(store.reap()).removed();
            }

            @Override
            public void close() {
                store.close();
            }

            private <T> T await(CompletableFuture<T> future) {
                try {
                    return future.join();
                } catch (CompletionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    throw e;
                }
            }
        };
    }
}
