package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.storage.StorageClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link StorageClient} promises, as tests: through a {@link io.github.dynamodbsession.core.SessionStore},
 * as applications use it, and at the port itself where a promise is about the port. Extended by the tests of a client:
 *
 * <pre>{@code
 * class MyStorageClientTest extends StorageClientContract {
 *     @Override
 *     protected StorageClient newClient() {
 *         return new MyStorageClient(server.address());
 *     }
 * }
 * }</pre>
 *
 * <p>The storage need not be empty: every test uses new ids, and tests may run concurrently. But they leave sessions
 * behind, they also remove sessions of others, expired and living ones, and their clock moves from the present up to a
 * hundred years ahead. So use a storage for tests only.
 *
 * <p>When all tests of a class have run, a summary on the standard output lists which promises are held, failed and
 * skipped, and why. It needs no configuration; JUnit's configuration parameter {@value #SUMMARY} switches it off if it
 * is {@code false}. Warnings that the tests provoke on purpose are not logged.
 */
@ExtendWith({ContractReport.class, FailureHints.class})
public abstract class StorageClientContract extends StorageUnderTest {

    /** The name of JUnit's configuration parameter that switches the summary off if it is {@code false}. */
    public static final String SUMMARY = "io.github.dynamodbsession.testkit.summary";

    /** For subclasses. */
    protected StorageClientContract() {}

    @Nested
    @DisplayName("1. No lost update")
    class NoLostUpdate extends NoLostUpdateTests {
        NoLostUpdate() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("2. No resurrection")
    class NoResurrection extends NoResurrectionTests {
        NoResurrection() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("1, 2, 3, 5, 7, 8. However late an attempt arrives")
    class LateAttempts extends LateAttemptTests {
        LateAttempts() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("3. Expired means absent")
    class ExpiredIsAbsent extends ExpiredIsAbsentTests {
        ExpiredIsAbsent() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("4. Create never overwrites")
    class CreateNeverOverwrites extends CreateNeverOverwritesTests {
        CreateNeverOverwrites() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("5. A touch changes times only")
    class Touch extends TouchTests {
        Touch() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("5. A touch changes times only (at the port)")
    class TouchPort extends TouchPortTests {
        TouchPort() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("5. A session never expires early")
    class NeverTooEarly extends NeverTooEarlyTests {
        NeverTooEarly() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("6. A reap deletes only what is expired")
    class Reap extends ReapTests {
        Reap() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("6. Nodes make one reap round between them")
    class ReapRound extends ReapRoundTests {
        ReapRound() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("7. An id change is atomic and loses nothing")
    class IdChange extends IdChangeTests {
        IdChange() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("7. An id change is atomic and loses nothing (overlapping)")
    class IdChangeOverlap extends IdChangeOverlapTests {
        IdChangeOverlap() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("7. The id of an old session is renewed")
    class Renewal extends RenewalTests {
        Renewal() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("8. A lost answer is not a failure")
    class LostAnswer extends LostAnswerTests {
        LostAnswer() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("8. A lost answer is not a failure (at the port)")
    class RepeatedChange extends RepeatedChangeTests {
        RepeatedChange() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("9. One bad attribute spoils only itself")
    class UndecodableAttribute extends UndecodableAttributeTests {
        UndecodableAttribute() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("10. Too large is said clearly")
    class SizeLimit extends SizeLimitTests {
        SizeLimit() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("11. Failures have one family")
    class Failure extends FailureTests {
        Failure() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("12. Safe to share and to start together")
    class Sharing extends SharingTests {
        Sharing() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("13. Nobody else's sessions")
    class Namespace extends NamespaceTests {
        Namespace() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("13. Nobody else's sessions (ids from outside)")
    class ForeignId extends ForeignIdTests {
        ForeignId() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("14. A copy of the table opens no session")
    class Token extends TokenTests {
        Token() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("Sessions are listed, counted and all removed")
    class Listing extends ListingTests {
        Listing() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("Sessions are found by an index")
    class Index extends IndexTests {
        Index() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("Sessions are found by an index (of keyed hashes)")
    class HashedIndex extends IndexTests {
        HashedIndex() {
            super(StorageClientContract.this);
        }

        @Override
        SessionIndex stored(SessionIndex index) {
            return index.hashed("a secret of thirty-two characters");
        }
    }

    @Nested
    @DisplayName("Sessions are found by an index (that lags behind)")
    class IndexLag extends IndexTests {
        IndexLag() {
            super(StorageClientContract.this);
        }

        @Override
        StorageClient indexed() {
            return new LaggingIndexes(newClient());
        }
    }

    @Nested
    @DisplayName("Attributes that are stored apart are loaded when they are read")
    class ApartAttribute extends ApartAttributeTests {
        ApartAttribute() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("The storage says how it is")
    class Health extends HealthTests {
        Health() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("Listeners are notified of what happens")
    class Events extends EventTests {
        Events() {
            super(StorageClientContract.this);
        }
    }

    @Nested
    @DisplayName("Names and values come back as they were")
    class NamesAndValues extends NamesAndValuesTests {
        NamesAndValues() {
            super(StorageClientContract.this);
        }
    }
}
