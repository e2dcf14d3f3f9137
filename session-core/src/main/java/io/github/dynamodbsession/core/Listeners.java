package io.github.dynamodbsession.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells every listener, whatever one of them throws. */
final class Listeners {

    private static final Logger LOG = System.getLogger(SessionStore.class.getName());

    private final List<SessionListener> listeners;
    private final boolean noneGiven;
    private final ContextLoader loader;

    Listeners(List<SessionListener> listeners, ContextLoader loader) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
        this.noneGiven = listeners.isEmpty();
        this.loader = loader;
    }

    void add(SessionListener listener) {
        listeners.add(listener);
    }

    void remove(SessionListener listener) {
        listeners.remove(listener);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Whether the store was built with none; those that adapters add tell nobody of what goes wrong. */
    boolean noneGiven() {
        return noneGiven;
    }

    boolean listenForExpiry() {
        return listeners.stream().anyMatch(SessionListener::listensForExpiry);
    }

    void tell(Consumer<SessionListener> event) {
        if (!listeners.isEmpty()) {
            loader.run(() -> tellEach(event));
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a listener is foreign code: whatever it throws is reported here
    private void tellEach(Consumer<SessionListener> event) {
        for (SessionListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                // Only the type: the message of foreign code may quote what it was given.
                LOG.log(
                        Level.WARNING,
                        "The session listener {0} threw {1}; the operation it was told of is not affected.",
                        listener.getClass().getName(),
                        e.getClass().getName());
            }
        }
    }
}
