package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * The contract of adapters for an AWS SDK. An adapter's tests extend it and create the adapter; what DynamoDB receives and
 * stores is checked by HTTP, without an SDK.
 */
public abstract class DynamoAdapterContract extends AdapterUnderTest {

    /** For subclasses. */
    protected DynamoAdapterContract() {}

    /** Skips all tests if the requested engine is not available. */
    @BeforeAll
    static void connect() {
        DynamoDbEndpoint.shared();
    }

    @AfterAll
    static void logUnits() {
        AdapterTests.UNITS.log();
    }

    @Nested
    class CallsPerRequest extends CallsPerRequestTests {
        CallsPerRequest() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Chunks extends ChunkTests {
        Chunks() {
            super(DynamoAdapterContract.this);
        }
    }

    @Nested
    class Express extends ExpressTests {
        Express() {
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

    /** Refusals of DynamoDB for a temporary reason. */
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
