package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Content that does not come back as it was: promise 9 broken, and names and values. */
final class ValueBreaks {

    private ValueBreaks() {}

    static List<Break> all() {
        return List.of(
                Break.client(
                        "drops text where it expects bytes",
                        StorageClientContract.UndecodableAttribute.class,
                        DropsText::new),
                Break.client(
                        "trims names",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, changes -> renamed(changes, String::trim))),
                Break.client(
                        "drops the empty name",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, changes -> renamed(changes, name -> name.isEmpty() ? "_" : name))),
                Break.client(
                        "takes a dot for a path",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, changes -> renamed(changes, name -> name.replace('.', '_')))),
                Break.client(
                        "stores bytes as text",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, ValueBreaks::asText)),
                Break.client(
                        "loses the origin of a session with its id",
                        StorageClientContract.NamesAndValues.class,
                        ForgetsOrigin::new),
                Break.client(
                        "writes no more than a hundred attributes at once",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, ValueBreaks::aHundred)));
    }

    private static final class ForgetsOrigin extends ClientDecorator {

        ForgetsOrigin(StorageClient client) {
            super(client);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return super.rename(
                    new Change.Rename(
                            rename.oldId(),
                            rename.expectedToken(),
                            rename.session().withOrigin(null)),
                    now);
        }
    }

    /** A client that takes other changes than it is given. */
    static StorageClient changing(StorageClient client, UnaryOperator<AttributeChanges> broken) {
        return new ClientDecorator(client) {
            @Override
            PutResult update(Change.Update update, Instant now) {
                AttributeChanges changes = broken.apply(update.attributes());
                return super.update(new Change.Update(update.id(), changes, update.times(), update.writeToken()), now);
            }
        };
    }

    private static AttributeChanges renamed(AttributeChanges changes, UnaryOperator<String> renaming) {
        Map<String, EncodedValue> set = new HashMap<>();
        changes.set().forEach((name, value) -> set.put(renaming.apply(name), value));
        Set<String> removed = new HashSet<>();
        changes.removed().forEach(name -> removed.add(renaming.apply(name)));
        removed.removeAll(set.keySet());
        return new AttributeChanges(set, removed);
    }

    private static AttributeChanges asText(AttributeChanges changes) {
        Map<String, EncodedValue> set = new HashMap<>(changes.set());
        set.replaceAll((name, value) -> value instanceof EncodedValue.Binary bytes
                ? EncodedValue.text(new String(bytes.toByteArray(), StandardCharsets.UTF_8))
                : value);
        return new AttributeChanges(set, changes.removed());
    }

    private static AttributeChanges aHundred(AttributeChanges changes) {
        Map<String, EncodedValue> set = new HashMap<>();
        changes.set().entrySet().stream().limit(100).forEach(e -> set.put(e.getKey(), e.getValue()));
        return new AttributeChanges(set, changes.removed());
    }

    private static final class DropsText extends ClientDecorator {
        DropsText(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            Set<String> removed = new HashSet<>(update.attributes().removed());
            get(update.id(), now).ifPresent(session -> session.attributes().forEach((name, value) -> {
                if (value instanceof EncodedValue.Text
                        && !update.attributes().set().containsKey(name)) {
                    removed.add(name);
                }
            }));
            AttributeChanges changes = new AttributeChanges(update.attributes().set(), removed);
            return super.update(new Change.Update(update.id(), changes, update.times(), update.writeToken()), now);
        }
    }
}
