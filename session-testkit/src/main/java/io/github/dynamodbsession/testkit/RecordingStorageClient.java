package io.github.dynamodbsession.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Delegates to another client, and keeps, as text, everything that it is asked to store, and everything that comes back.
 * Safe for use by any number of threads.
 */
final class RecordingStorageClient implements StorageClient {

    private final FailingStorageClient delegate;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    RecordingStorageClient(FailingStorageClient delegate) {
        this.delegate = delegate;
    }

    FailingStorageClient delegate() {
        return delegate;
    }

    /** Ids, names and values, write tokens and times, in the order of the calls. */
    List<String> seen() {
        return seen;
    }

    private void see(SessionRecord session) {
        seen.add(session.id());
        seen.add(session.times().toString());
        see(session.attributes());
        session.indexed().forEach((index, value) -> seen.add(index + "=" + value));
        seen.add(session.history().recent() + " " + session.history().forgotten() + " " + session.writeToken());
    }

    private void see(Map<String, EncodedValue> attributes) {
        attributes.forEach((name, value) -> {
            seen.add(name);
            seen.add(
                    value instanceof EncodedValue.Text text
                            ? text.content()
                            : new String(((EncodedValue.Binary) value).toByteArray(), ISO_8859_1));
        });
    }

    @Override
    public void init() {
        delegate.init();
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        seen.add(id);
        Optional<SessionRecord> found = delegate.get(id, now);
        found.ifPresent(this::see);
        return found;
    }

    @Override
    public PutResult put(Change change, Instant now) {
        if (change instanceof Change.Create create) {
            see(create.session());
        } else if (change instanceof Change.Rename rename) {
            seen.add(rename.oldId() + " " + rename.expectedToken());
            see(rename.session());
        } else if (change instanceof Change.Update update) {
            seen.add(update.id() + " " + update.writeToken());
            see(update.attributes().set());
            update.indexed().set().forEach((index, value) -> seen.add(index + "=" + value));
        }
        return delegate.put(change, now);
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        seen.add(id);
        Optional<SessionRecord> removed = delegate.delete(id, now);
        removed.ifPresent(this::see);
        return removed;
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        seen.add(id);
        return delegate.setExpires(id, times, now);
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return delegate.deleteExpired(before, removed);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return delegate.capability(type);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
