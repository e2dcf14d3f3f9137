package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.log.WarningLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notifies every listener, whatever one of them throws. */
final class Listeners {

    private final WarningLog log = WarningLog.named(StoreLog.NAME);

    private final List<SessionListener> listeners;

    /** The listeners that listen for operations. */
    private final List<SessionListener> measuring = new CopyOnWriteArrayList<>();

    private final boolean noneReports;
    private final ContextLoader loader;

    Listeners(List<SessionListener> listeners, ContextLoader loader) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
        this.noneReports = listeners.stream().noneMatch(SessionListener::reportsUndecodableAttributes);
        this.loader = loader;
        listeners.forEach(this::addIfMeasuring);
    }

    void add(SessionListener listener) {
        listeners.add(listener);
        addIfMeasuring(listener);
    }

    private void addIfMeasuring(SessionListener listener) {
        if (listener.listensForOperations()) {
            measuring.add(listener);
        }
    }

    void remove(SessionListener listener) {
        listeners.remove(listener);
        measuring.remove(listener);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    boolean listenForOperations() {
        return !measuring.isEmpty();
    }

    /** Whether the store was built with no such listener; those that adapters add do not report to people. */
    boolean noneReportsUndecodableAttributes() {
        return noneReports;
    }

    boolean listenForExpiry() {
        return listeners.stream().anyMatch(SessionListener::listensForExpiry);
    }

    void notifyEach(Consumer<SessionListener> event) {
        notifyEach(listeners, event);
    }

    /** Notifies that an operation begins. Returns what is to be called when it is over, in that order. */
    List<Consumer<OperationEvent>> begin(OperationEvent.Kind kind, boolean waits) {
        Deque<Consumer<OperationEvent>> companions = new ArrayDeque<>(measuring.size());
        notifyEach(measuring, listener -> {
            @Nullable Consumer<OperationEvent> companion = listener.onOperationBegun(kind, waits);
            if (companion != null) {
                companions.addFirst(companion);
            }
        });
        return List.copyOf(companions);
    }

    /** Notifies that an operation is over. */
    void over(OperationEvent operation, List<Consumer<OperationEvent>> companions) {
        notifyEach(companions, companion -> companion.accept(operation));
        notifyEach(measuring, listener -> listener.onOperation(operation));
    }

    private <T> void notifyEach(List<T> notified, Consumer<T> event) {
        if (!notified.isEmpty()) {
            loader.run(() -> notifyInContext(notified, event));
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a listener is foreign code: whatever it throws is reported here
    private <T> void notifyInContext(List<T> notified, Consumer<T> event) {
        for (T listener : notified) {
            try {
                event.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                // Only the type: the message of foreign code may quote what it was given.
                String type = listener.getClass().getName();
                log.warn(
                        type,
                        "The session listener " + type + " threw "
                                + e.getClass().getName() + "; the operation itself is not affected.",
                        null);
            }
        }
    }
}
