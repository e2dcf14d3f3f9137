package io.github.dynamodbsession.servlet.contract;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;

/** The cases that depend most on the storage, on an emulator of DynamoDB. */
public abstract class SmokeContract extends ServletContract {

    private static final String ANYTHING = "test";
    private static final String TABLE = "sessions-" + UUID.randomUUID();

    /**
     * For subclasses.
     *
     * @param container the container
     * @param deviations the cases that the container is known to fail; only those count that are part of this contract,
     *     and that fail with the filter as well
     */
    protected SmokeContract(Supplier<Container> container, List<Deviation> deviations) {
        super(
                container,
                Sessions.ofTheFilter("a DynamoDB emulator", SmokeContract::storage),
                askedIn(SmokeContract.class, deviations));
    }

    private static StorageClient storage() {
        return DynamoDbV2Storage.builder()
                .tableName(TABLE)
                .keyPrefix(UUID.randomUUID() + ":")
                .autoCreate(true)
                .nativeTtl(false)
                .endpoint(DynamoDbEndpoint.shared().toString())
                .region("us-east-1")
                .accessKeyId(ANYTHING)
                .secretAccessKey(ANYTHING)
                .build();
    }

    @Nested
    class OfHttpSession extends HttpSessionCases {
        OfHttpSession() {
            super(SmokeContract.this);
        }
    }

    @Nested
    class OfLoginSafety extends LoginSafetyCases {
        OfLoginSafety() {
            super(SmokeContract.this);
        }
    }

    @Nested
    class OfConcurrency extends ConcurrencyCases {
        OfConcurrency() {
            super(SmokeContract.this);
        }
    }

    @Nested
    class OfAsync extends AsyncCases {
        OfAsync() {
            super(SmokeContract.this);
        }
    }

    @Nested
    class OfBadInput extends BadInputCases {
        OfBadInput() {
            super(SmokeContract.this);
        }
    }

    /** For the filter only: a container's own cookies carry the id. */
    @Nested
    class OfTokens extends TokenCases {
        OfTokens() {
            super(SmokeContract.this);
        }
    }

    /** For the filter only: a container renews no ids. */
    @Nested
    class OfRenewal extends RenewalCases {
        OfRenewal() {
            super(SmokeContract.this);
        }
    }

    /** For the filter only: a container's own sessions can hold any value. */
    @Nested
    class OfUnstorable extends UnstorableCases {
        OfUnstorable() {
            super(SmokeContract.this);
        }
    }
}
