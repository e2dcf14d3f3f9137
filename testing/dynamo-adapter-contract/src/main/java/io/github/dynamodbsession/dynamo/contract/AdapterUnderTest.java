package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import java.net.URI;
import java.util.function.Supplier;

/** What an adapter's tests say of it: all that the tests of a contract know of it. */
public abstract class AdapterUnderTest {

    /** For subclasses. */
    protected AdapterUnderTest() {}

    /** The adapter's builder without options. */
    protected abstract DynamoStorageBuilder<?> newBuilder();

    /** Creates a client of the SDK for an endpoint, with the SDK's defaults, as an application would. */
    protected abstract UsersClient newUsersClient(URI endpoint);

    /**
     * A client of the SDK that belongs to the application.
     *
     * @param newBuilder the adapter's builder with this client and no other option
     * @param onClose closes the client
     */
    public record UsersClient(Supplier<DynamoStorageBuilder<?>> newBuilder, Runnable onClose) implements AutoCloseable {

        @Override
        public void close() {
            onClose.run();
        }
    }
}
