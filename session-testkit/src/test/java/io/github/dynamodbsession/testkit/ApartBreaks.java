package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.ApartAttributes;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Attributes that are stored apart and come back otherwise, or not at all. */
final class ApartBreaks {

    private static final int MIN_SIZE = 1000;

    private ApartBreaks() {}

    static List<Break> all() {
        return List.of(
                apart("does not name what is apart", Nameless::new),
                apart("loads nothing", LoadsNothing::new),
                apart("loads values of others", Swaps::new),
                apart("loads what is stored now, not what was when the record was read", LoadsThePresent::new),
                apart("an id change loses what is apart", LosesInRenames::new),
                apart("an id change keeps what it removes", KeepsInRenames::new),
                apart("equal references are not equal", Unequal::new),
                apart("fails for a name that it does not know", RefusesNames::new));
    }

    private static Break apart(String what, UnaryOperator<StorageClient> broken) {
        return Break.client(what, StorageClientContract.ApartAttribute.class, broken);
    }

    private static SessionRecord with(SessionRecord session, ApartAttributes apart) {
        return new SessionRecord(
                session.id(), session.times(), session.attributes(), session.indexed(), session.history(), apart);
    }

    private static final class Nameless extends ApartClient {
        Nameless(StorageClient delegate) {
            super(delegate, MIN_SIZE);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, now).map(session -> with(session, new Less(session.apart())));
        }

        private record Less(ApartAttributes all) implements ApartAttributes {
            @Override
            public Set<String> names() {
                return Set.of("text", "bytes", "unknown");
            }

            @Override
            public ApartAttributes without(Collection<String> names) {
                return all.without(names);
            }
        }
    }

    private static final class LoadsNothing extends ApartClient {
        LoadsNothing(StorageClient delegate) {
            super(delegate, MIN_SIZE);
        }

        @Override
        public LoadedAttributes load(SessionRecord session, Set<String> names) {
            return new LoadedAttributes(Map.of(), Map.of());
        }
    }

    private static final class Swaps extends ApartClient {
        Swaps(StorageClient delegate) {
            super(delegate, MIN_SIZE);
        }

        @Override
        public LoadedAttributes load(SessionRecord session, Set<String> names) {
            LoadedAttributes right = super.load(session, session.apart().names());
            Map<String, EncodedValue> swapped = new HashMap<>();
            right.values().forEach((name, value) -> swapped.put(name.equals("text") ? "bytes" : "text", value));
            return new LoadedAttributes(swapped, Map.of());
        }
    }

    private static final class LoadsThePresent extends ApartClient {
        LoadsThePresent(StorageClient delegate) {
            super(delegate, MIN_SIZE);
        }

        @Override
        public LoadedAttributes load(SessionRecord session, Set<String> names) {
            Map<String, EncodedValue> values = new HashMap<>(delegate.get(session.id(), Instant.EPOCH)
                    .map(SessionRecord::attributes)
                    .orElse(Map.of()));
            values.keySet().retainAll(names);
            return new LoadedAttributes(values, Map.of());
        }
    }

    private static final class LosesInRenames extends ApartClient {
        LosesInRenames(StorageClient delegate) {
            super(delegate, MIN_SIZE);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return super.rename(
                    new Change.Rename(
                            rename.oldId(), rename.expectedToken(), with(rename.session(), ApartAttributes.none())),
                    now);
        }
    }

    private static final class KeepsInRenames extends ApartClient {
        KeepsInRenames(StorageClient delegate) {
            super(delegate, MIN_SIZE);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            ApartAttributes all = get(rename.oldId(), now).orElseThrow().apart();
            return super.rename(
                    new Change.Rename(rename.oldId(), rename.expectedToken(), with(rename.session(), all)), now);
        }
    }

    private static final class Unequal extends ApartClient {
        Unequal(StorageClient delegate) {
            super(delegate, MIN_SIZE);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, now).map(session -> with(session, new Reference(session.apart())));
        }

        @Override
        public LoadedAttributes load(SessionRecord session, Set<String> names) {
            return super.load(
                    session.apart() instanceof Reference reference ? with(session, reference.all) : session, names);
        }

        private static final class Reference implements ApartAttributes {
            private final ApartAttributes all;

            Reference(ApartAttributes all) {
                this.all = all;
            }

            @Override
            public Set<String> names() {
                return all.names();
            }

            @Override
            public ApartAttributes without(Collection<String> names) {
                return new Reference(all.without(names));
            }
        }
    }

    private static final class RefusesNames extends ApartClient {
        RefusesNames(StorageClient delegate) {
            super(delegate, MIN_SIZE);
        }

        @Override
        public LoadedAttributes load(SessionRecord session, Set<String> names) {
            if (!session.apart().names().containsAll(names)) {
                throw new IllegalArgumentException("an unknown name");
            }
            return super.load(session, names);
        }
    }
}
