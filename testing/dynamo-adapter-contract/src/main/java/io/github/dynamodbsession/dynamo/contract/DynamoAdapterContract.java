package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * What every adapter for an AWS SDK must do. To be extended by the adapter's tests, which say how it is made; what is
 * asked of it, and what DynamoDB saw of it, goes by HTTP and needs no SDK.
 */
public abstract class DynamoAdapterContract {

    /** For subclasses. */
    protected DynamoAdapterContract() {}

    /** Skips everything at once where the engine that was asked for cannot be had. */
    @BeforeAll
    static void connect() {
        DynamoDbEndpoint.shared();
    }

    @AfterAll
    static void tellUnits() {
        AdapterTests.UNITS.tell();
    }

    /** The adapter's builder, with no option set. */
    protected abstract DynamoStorageBuilder<?> newBuilder();

    /** Makes a client of the SDK for an endpoint, with the SDK's defaults, as a user would. */
    protected abstract UsersClient newUsersClient(URI endpoint);

    /**
     * A client of the SDK that the user made.
     *
     * @param newBuilder the adapter's builder with this client and no other option set
     * @param onClose closes the client
     */
    public record UsersClient(Supplier<DynamoStorageBuilder<?>> newBuilder, Runnable onClose) implements AutoCloseable {

        @Override
        public void close() {
            onClose.run();
        }
    }

    @Nested
    class CallsPerRequest extends CallsPerRequestTests {
        CallsPerRequest() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Faults extends FaultTests {
        Faults() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Health extends HealthTests {
        Health() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Init extends InitTests {
        Init() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Items extends ItemTests {
        Items() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class LostAnswers extends LostAnswerTests {
        LostAnswers() {
            super(DynamoAdapterContract.this);
        }
    }

    /** What DynamoDB refuses for a reason that may pass. */
    @Nested
    class Refusals extends RefusalTests {
        Refusals() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Sweeps extends SweepTests {
        Sweeps() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Indexes extends IndexTests {
        Indexes() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class TableArns extends TableArnTests {
        TableArns() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Clients extends ClientTests {
        Clients() {
            super(DynamoAdapterContract.this);
        }
    }
}
