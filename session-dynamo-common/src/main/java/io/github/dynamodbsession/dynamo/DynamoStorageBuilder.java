package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionConfigurationException.Reason;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Place;
import io.github.dynamodbsession.dynamo.call.Request;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options that every adapter for DynamoDB has; the adapter's own builder adds the SDK's client. Not safe
 * for use by several threads. Setters take what they are given, {@code build} checks all of it.
 *
 * @param <B> the adapter's builder
 */
public abstract class DynamoStorageBuilder<B extends DynamoStorageBuilder<B>> {

    private static final Logger LOG = System.getLogger(DynamoStorageBuilder.class.getPackageName());

    private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_CALL_TIMEOUT = Duration.ofMillis(10);
    private static final Duration LONGEST_CALL_TIMEOUT = Duration.ofMinutes(5);
    private static final int CALLS_IN_OPERATION = 2;
    private static final Duration LONGEST_OPERATION_TIMEOUT = LONGEST_CALL_TIMEOUT.multipliedBy(CALLS_IN_OPERATION);

    private static final Duration DEFAULT_INIT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_INIT_TIMEOUT = Duration.ofMinutes(10);

    /** DynamoDB Developer Guide, "Naming rules", and the form of a table's ARN. */
    private static final Pattern TABLE = Pattern.compile(
            "[A-Za-z0-9_.-]{3,255}|arn:[a-z0-9-]+:dynamodb:[a-z0-9-]+:[0-9]+:table/[A-Za-z0-9_.-]{3,255}");

    private static final int LONGEST_KEY_ATTRIBUTE = 255;

    /** With an id behind it, a key still fits into an index, whose range key has at most 1024 bytes. */
    private static final int LONGEST_KEY_PREFIX = 512;

    private static final int DEFAULT_CONNECTIONS = 50;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int DEFAULT_SCAN_SEGMENTS = 4;
    private static final int MOST_SCAN_SEGMENTS = 1000;
    private static final int LARGEST_PAGE = 1_000_000;

    private @Nullable String tableName;
    private String keyPrefix = "session:";
    private String keyAttribute = "id";
    private boolean consistentRead = true;
    private boolean autoCreate;
    private @Nullable Long readCapacity;
    private @Nullable Long writeCapacity;
    private boolean nativeTtl = true;
    private int scanSegments = DEFAULT_SCAN_SEGMENTS;
    private @Nullable Long scanReadUnits;
    private @Nullable Integer pageSize;
    private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
    private @Nullable Duration operationTimeout;
    private Duration initTimeout = DEFAULT_INIT_TIMEOUT;
    private @Nullable Integer maxConnections;
    private final List<CallListener> callListeners = new ArrayList<>();
    private @Nullable String region;
    private @Nullable String endpoint;
    private @Nullable String accessKeyId;
    private @Nullable String secretAccessKey;

    /** For the adapters' builders. */
    protected DynamoStorageBuilder() {}

    /**
     * This builder as what it is.
     *
     * @return this
     */
    protected abstract B self();

    /**
     * Makes a blocking storage client. DynamoDB is not asked yet.
     *
     * @return a new storage client
     * @throws SessionConfigurationException if an option is missing or out of range, naming it, or the SDK does not
     *     find a region
     */
    public abstract DynamoStorageClient build();

    /**
     * The table. Required.
     *
     * @param value 3 to 255 of the characters {@code A-Z a-z 0-9 _ . -}, or the table's ARN, which goes
     *     with everything but {@link #autoCreate}
     * @return this builder
     */
    public B tableName(String value) {
        this.tableName = Objects.requireNonNull(value, "tableName");
        return self();
    }

    /**
     * What every key begins with, so that several applications can share a table; by default {@code session:}.
     *
     * @param value empty, or at most 512 bytes as UTF-8, whose last character cannot be part of a session id, such as
     *     {@code shop:}; so no prefix hides in another one
     * @return this builder
     */
    public B keyPrefix(String value) {
        this.keyPrefix = Objects.requireNonNull(value, "keyPrefix");
        return self();
    }

    /**
     * The name of the table's hash key, a string; by default {@code id}.
     *
     * @param value 1 to 255 characters, and none of the names that the layout uses itself
     * @return this builder
     */
    public B keyAttribute(String value) {
        this.keyAttribute = Objects.requireNonNull(value, "keyAttribute");
        return self();
    }

    /**
     * Whether reads are strongly consistent; by default they are. Others cost half, and may show a session as it was a
     * moment ago; what they do not find at all is read again, consistently.
     *
     * @param value whether
     * @return this builder
     */
    public B consistentRead(boolean value) {
        this.consistentRead = value;
        return self();
    }

    /**
     * Whether a missing table is created; by default not. It takes the table's name: DynamoDB creates none by an ARN.
     *
     * @param value whether
     * @return this builder
     */
    public B autoCreate(boolean value) {
        this.autoCreate = value;
        return self();
    }

    /**
     * Read units a second of a table to be created; by default the table is on demand. Set together with
     * {@link #writeCapacity}.
     *
     * @param value at least 1
     * @return this builder
     */
    public B readCapacity(long value) {
        this.readCapacity = value;
        return self();
    }

    /**
     * Write units a second of a table to be created; by default the table is on demand. Set together with
     * {@link #readCapacity}.
     *
     * @param value at least 1
     * @return this builder
     */
    public B writeCapacity(long value) {
        this.writeCapacity = value;
        return self();
    }

    /**
     * Whether DynamoDB's own time to live removes expired sessions, at no cost; by default it does. Initialising
     * switches it on. Off, as for an engine that has none, sessions are removed by the clean-up of the store only.
     *
     * @param value whether
     * @return this builder
     */
    public B nativeTtl(boolean value) {
        this.nativeTtl = value;
        return self();
    }

    /**
     * How many segments of the table are scanned side by side when sessions are cleaned up, counted or all removed; by
     * default 4.
     *
     * @param value from 1 to 1000
     * @return this builder
     */
    public B scanSegments(int value) {
        this.scanSegments = value;
        return self();
    }

    /**
     * The most read units a second, on an average, that cleaning up, counting and removing all take from the table; by
     * default there is no bound. A bound below what the table needs in a clean-up's interval makes its rounds longer.
     *
     * @param value at least 1
     * @return this builder
     */
    public B scanReadUnits(long value) {
        this.scanReadUnits = value;
        return self();
    }

    /**
     * The most items that one call of a scan or query looks at; by default as many as DynamoDB reads at once, which is up
     * to a megabyte.
     *
     * @param value from 1 to 1,000,000
     * @return this builder
     */
    public B pageSize(int value) {
        this.pageSize = value;
        return self();
    }

    /**
     * The longest that one call may take, retries of the SDK included, also on a client that the user brings; by
     * default 10 seconds. An operation may take several: see {@link #operationTimeout}.
     *
     * @param value from 10 milliseconds to 5 minutes
     * @return this builder
     */
    public B callTimeout(Duration value) {
        this.callTimeout = Objects.requireNonNull(value, "callTimeout");
        return self();
    }

    /**
     * The longest that an operation on one session may take in all, such as a read with the touch that follows it, or a
     * save that is repeated since others wrote; by default twice {@link #callTimeout}. Its calls get what is left of the
     * time, and none is sent when it is over. Operations on many sessions (listing, counting, the clean-up, what goes by an
     * index) have no such bound, but each of their calls has its own.
     *
     * @param value from {@link #callTimeout} to 10 minutes
     * @return this builder
     */
    public B operationTimeout(Duration value) {
        this.operationTimeout = Objects.requireNonNull(value, "operationTimeout");
        return self();
    }

    /**
     * The longest that initialising may take in all: looking at the table, creating it if it may, and waiting until it is
     * active, which takes some ten seconds; by default 30 seconds. Its calls get what is left of that, and not only {@link
     * #callTimeout}: the first ones of a process are its slowest. An index that is added to a table that was there is not
     * waited for.
     *
     * @param value from 10 milliseconds to 10 minutes
     * @return this builder
     */
    public B initTimeout(Duration value) {
        this.initTimeout = Objects.requireNonNull(value, "initTimeout");
        return self();
    }

    /**
     * The most calls at once, and the most connections of a client that the adapter makes; by default 50. Further calls
     * wait for their turn within {@link #callTimeout}, and are not sent if it does not come. On a client that the user
     * brings there is no such bound by default, and calls beyond its connections wait within the SDK, where that counts as
     * time of their first attempt: name its number of connections here.
     *
     * @param value from 1 to 10,000
     * @return this builder
     */
    public B maxConnections(int value) {
        this.maxConnections = value;
        return self();
    }

    /**
     * Adds a listener that is told of every call with its cost; by default nobody is, and DynamoDB is not asked for the
     * cost. Several are told in the order in which they were added.
     *
     * @param value the listener
     * @return this builder
     */
    public B callListener(CallListener value) {
        this.callListeners.add(Objects.requireNonNull(value, "callListener"));
        return self();
    }

    /**
     * The region of a client that the adapter makes; by default what the SDK finds by itself.
     *
     * @param value such as {@code eu-central-1}
     * @return this builder
     */
    public B region(String value) {
        this.region = Objects.requireNonNull(value, "region");
        return self();
    }

    /**
     * The endpoint of a client that the adapter makes, such as an emulator's; by default the region's. What answers
     * there must have transactions: an id change is one.
     *
     * @param value an absolute http or https URL
     * @return this builder
     */
    public B endpoint(String value) {
        this.endpoint = Objects.requireNonNull(value, "endpoint");
        return self();
    }

    /**
     * Credentials of a client that the adapter makes; by default what the SDK finds by itself, which is better nearly
     * everywhere. Set together with {@link #secretAccessKey}.
     *
     * @param value the access key's id
     * @return this builder
     */
    public B accessKeyId(String value) {
        this.accessKeyId = Objects.requireNonNull(value, "accessKeyId");
        return self();
    }

    /**
     * Credentials of a client that the adapter makes. Set together with {@link #accessKeyId}.
     *
     * @param value the secret
     * @return this builder
     */
    public B secretAccessKey(String value) {
        this.secretAccessKey = Objects.requireNonNull(value, "secretAccessKey");
        return self();
    }

    /**
     * What a client is made of, when the adapter makes it.
     *
     * @param region the region
     * @param endpoint the endpoint
     * @param credentials the credentials
     * @param maxConnections its number of connections; empty: as the SDK has it
     */
    protected record ClientOptions(
            Optional<String> region,
            Optional<URI> endpoint,
            Optional<StaticCredentials> credentials,
            OptionalInt maxConnections) {}

    /**
     * Credentials that were given in so many words. No {@code toString} shows them.
     *
     * @param accessKeyId the access key's id
     * @param secretAccessKey the secret
     */
    protected record StaticCredentials(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return "static credentials";
        }
    }

    /**
     * A client of an SDK, and how it ends.
     *
     * @param client the client
     * @param onClose closes it if the adapter made it
     * @param <C> the client's type
     */
    protected record SdkClient<C>(C client, Runnable onClose) {}

    /**
     * The client that the user gave, which stays open, or one to be made.
     *
     * @param given what the user gave
     * @param make makes a client
     * @param close closes a client
     * @param <C> the client's type
     * @return the client
     * @throws SessionConfigurationException if an option about a client is missing, wrong, or not for a given one
     */
    protected final <C> SdkClient<C> sdkClient(
            @Nullable C given, Function<? super ClientOptions, ? extends C> make, Consumer<? super C> close) {
        if (given != null) {
            checkNoClientOptions();
            LOG.log(Level.DEBUG, "Asks DynamoDB by the given client, which is closed by whoever made it.");
            return new SdkClient<>(given, () -> {});
        }
        ClientOptions options = checkedClientOptions();
        LOG.log(
                Level.DEBUG,
                "Makes a client of the AWS SDK: region {0}, endpoint {1}, credentials {2}.",
                options.region().orElse("as the SDK finds it"),
                options.endpoint().map(uri -> Place.of(uri, null)).orElse("of the region"),
                options.credentials().isPresent() ? "as given" : "as the SDK finds them");
        C made = make.apply(options);
        return new SdkClient<>(made, () -> close.accept(made));
    }

    /**
     * What to tell when the SDK cannot make a client.
     *
     * @param cause what the SDK raised
     * @return the exception to throw
     */
    protected static SessionConfigurationException noClient(RuntimeException cause) {
        return new SessionConfigurationException(
                Reason.CLIENT,
                String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("region")
                        ? "The AWS SDK knows no region for DynamoDB; set region, or give it one in the ways it knows, such"
                                + " as AWS_REGION."
                        : "The AWS SDK could not make a client for DynamoDB, for a reason of its own, which the cause"
                                + " says; check region and endpoint.",
                cause);
    }

    /**
     * Checks the options that concern sessions.
     *
     * @param isClientGiven whether the user brings the client
     * @return the options
     * @throws SessionConfigurationException if one is missing or out of range, naming it
     */
    protected final DynamoOptions checkedOptions(boolean isClientGiven) {
        String table = checkedTableName();
        return new DynamoOptions(
                table,
                checkedKeyPrefix(),
                checkedKeyAttribute(),
                consistentRead,
                checkedAutoCreate(table),
                checkedThroughput(),
                nativeTtl,
                checkedScanSegments(),
                checkedScanReadUnits(),
                checkedPageSize(),
                checkedCallTimeout(),
                checkedOperationTimeout(),
                checkedInitTimeout(),
                checkedMaxConnections(isClientGiven),
                List.copyOf(callListeners));
    }

    private ClientOptions checkedClientOptions() {
        check(
                region == null || region.matches("[a-z0-9-]{1,63}"),
                "region must be like eu-central-1, not '" + region + "'");
        check(
                (accessKeyId == null) == (secretAccessKey == null),
                "accessKeyId and secretAccessKey must be set together");
        check(accessKeyId == null || !accessKeyId.isBlank(), "accessKeyId must not be blank");
        check(secretAccessKey == null || !secretAccessKey.isBlank(), "secretAccessKey must not be blank");
        return new ClientOptions(
                Optional.ofNullable(region),
                endpoint == null ? Optional.empty() : Optional.of(checkedEndpoint(endpoint)),
                accessKeyId == null || secretAccessKey == null
                        ? Optional.empty()
                        : Optional.of(new StaticCredentials(accessKeyId, secretAccessKey)),
                maxConnections == null ? OptionalInt.empty() : OptionalInt.of(maxConnections));
    }

    /** Nothing must be said about a client to be made, since there is one. */
    private void checkNoClientOptions() {
        check(region == null, "region is the given client's affair: set one of region and client");
        check(endpoint == null, "endpoint is the given client's affair: set one of endpoint and client");
        check(
                accessKeyId == null && secretAccessKey == null,
                "accessKeyId and secretAccessKey are the given client's affair: set them or client");
    }

    private String checkedTableName() {
        String name = tableName;
        if (name == null) {
            throw new SessionConfigurationException(
                    "tableName is missing; name the table that holds the sessions", null);
        }
        check(
                TABLE.matcher(name).matches(),
                "tableName must be 3 to 255 of the characters A-Z a-z 0-9 _ . - or a table's ARN, not '" + name + "'");
        return name;
    }

    private boolean checkedAutoCreate(String table) {
        check(
                !autoCreate || !table.startsWith("arn:"),
                "autoCreate needs a name as tableName, since DynamoDB creates a table by its name only; set tableName to"
                        + " the name at the end of the ARN, or create the table and leave autoCreate off");
        return autoCreate;
    }

    private String checkedKeyPrefix() {
        int bytes = keyPrefix.getBytes(StandardCharsets.UTF_8).length;
        check(
                bytes <= LONGEST_KEY_PREFIX,
                "keyPrefix must be at most " + LONGEST_KEY_PREFIX + " bytes as UTF-8, not " + bytes);
        check(
                keyPrefix.isEmpty() || !SessionIds.isIdCharacter(keyPrefix.charAt(keyPrefix.length() - 1)),
                "keyPrefix must be empty or end in a character that no session id has, such as ':' or '/', not '"
                        + keyPrefix + "'");
        return keyPrefix;
    }

    private String checkedKeyAttribute() {
        check(
                !keyAttribute.isEmpty() && keyAttribute.length() <= LONGEST_KEY_ATTRIBUTE,
                "keyAttribute must have 1 to " + LONGEST_KEY_ATTRIBUTE + " characters, not " + keyAttribute.length());
        check(
                !NativeLayout.isOwnAttribute(keyAttribute),
                "keyAttribute must be none of the names that the layout uses itself (see docs/native-layout.md), not '"
                        + keyAttribute + "'");
        return keyAttribute;
    }

    private Request.@Nullable Throughput checkedThroughput() {
        Long read = readCapacity;
        Long write = writeCapacity;
        check(
                (read == null) == (write == null),
                "readCapacity and writeCapacity must be set together; without both the table is on demand");
        if (read == null || write == null) {
            return null;
        }
        check(read >= 1, "readCapacity must be at least 1, not " + read);
        check(write >= 1, "writeCapacity must be at least 1, not " + write);
        return new Request.Throughput(read, write);
    }

    private int checkedScanSegments() {
        check(
                scanSegments >= 1 && scanSegments <= MOST_SCAN_SEGMENTS,
                "scanSegments must be from 1 to " + MOST_SCAN_SEGMENTS + ", not " + scanSegments);
        return scanSegments;
    }

    private @Nullable Long checkedScanReadUnits() {
        check(scanReadUnits == null || scanReadUnits >= 1, "scanReadUnits must be at least 1, not " + scanReadUnits);
        return scanReadUnits;
    }

    private @Nullable Integer checkedPageSize() {
        check(
                pageSize == null || (pageSize >= 1 && pageSize <= LARGEST_PAGE),
                "pageSize must be from 1 to 1,000,000, not " + pageSize);
        return pageSize;
    }

    private @Nullable Integer checkedMaxConnections(boolean isClientGiven) {
        check(
                maxConnections == null || (maxConnections >= 1 && maxConnections <= MOST_CONNECTIONS),
                "maxConnections must be from 1 to 10,000, not " + maxConnections);
        return maxConnections == null && !isClientGiven ? (Integer) DEFAULT_CONNECTIONS : maxConnections;
    }

    private Duration checkedCallTimeout() {
        check(
                callTimeout.compareTo(SHORTEST_CALL_TIMEOUT) >= 0 && callTimeout.compareTo(LONGEST_CALL_TIMEOUT) <= 0,
                "callTimeout must be from 10 milliseconds to 5 minutes, not " + callTimeout);
        return callTimeout;
    }

    private Duration checkedOperationTimeout() {
        if (operationTimeout == null) {
            return callTimeout.multipliedBy(CALLS_IN_OPERATION);
        }
        check(
                operationTimeout.compareTo(callTimeout) >= 0
                        && operationTimeout.compareTo(LONGEST_OPERATION_TIMEOUT) <= 0,
                "operationTimeout must be from callTimeout, which is " + callTimeout + ", to 10 minutes, not "
                        + operationTimeout);
        return operationTimeout;
    }

    private Duration checkedInitTimeout() {
        check(
                initTimeout.compareTo(SHORTEST_CALL_TIMEOUT) >= 0 && initTimeout.compareTo(LONGEST_INIT_TIMEOUT) <= 0,
                "initTimeout must be from 10 milliseconds to 10 minutes, not " + initTimeout);
        return initTimeout;
    }

    private static URI checkedEndpoint(String endpoint) {
        String right = "endpoint must be an absolute http or https URL, not '" + endpoint + "'";
        try {
            URI uri = new URI(endpoint);
            check(
                    ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                            && uri.getHost() != null,
                    right);
            return uri;
        } catch (URISyntaxException e) {
            throw new SessionConfigurationException(right, e);
        }
    }

    /**
     * Checks one thing.
     *
     * @param holds whether it is as it must be
     * @param message what is wrong and what would be right, naming the option
     * @throws SessionConfigurationException if it does not hold
     */
    protected static void check(boolean holds, String message) {
        if (!holds) {
            throw new SessionConfigurationException(message, null);
        }
    }
}
