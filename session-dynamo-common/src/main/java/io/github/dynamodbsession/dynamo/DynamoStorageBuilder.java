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
 * Collects the options that all adapters for DynamoDB share; the adapter's own builder adds the SDK's client. Not safe
 * for use by several threads. Setters accept any value, {@code build} checks all of them.
 *
 * @param <B> the adapter's builder
 */
public abstract class DynamoStorageBuilder<B extends DynamoStorageBuilder<B>> {

    private static final Logger LOG = System.getLogger(DynamoStorageBuilder.class.getPackageName());

    private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MIN_CALL_TIMEOUT = Duration.ofMillis(10);
    private static final Duration MAX_CALL_TIMEOUT = Duration.ofMinutes(5);
    private static final int CALLS_IN_OPERATION = 2;
    private static final Duration MAX_OPERATION_TIMEOUT = MAX_CALL_TIMEOUT.multipliedBy(CALLS_IN_OPERATION);

    private static final Duration DEFAULT_INIT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MAX_INIT_TIMEOUT = Duration.ofMinutes(10);

    /** DynamoDB Developer Guide, "Naming rules", and the form of a table's ARN. */
    private static final Pattern TABLE = Pattern.compile(
            "[A-Za-z0-9_.-]{3,255}|arn:[a-z0-9-]+:dynamodb:[a-z0-9-]+:[0-9]+:table/[A-Za-z0-9_.-]{3,255}");

    private static final int MAX_KEY_ATTRIBUTE_LENGTH = 255;

    /** With an id appended, a key still fits into an index, whose range key has a maximum of 1024 bytes. */
    private static final int MAX_KEY_PREFIX_BYTES = 512;

    private static final int DEFAULT_CONNECTIONS = 50;
    private static final int MAX_CONNECTIONS = 10_000;
    private static final int DEFAULT_SCAN_SEGMENTS = 4;
    private static final int MAX_SCAN_SEGMENTS = 1000;
    private static final int MAX_PAGE_SIZE = 1_000_000;

    private LayoutChoice layout = LayoutChoice.nativeLayout();
    private @Nullable String tableName;
    private @Nullable String keyPrefix;
    private @Nullable String keyAttribute;
    private int maxHeadSize = ItemBounds.DEFAULT_MAX_HEAD;
    private int maxChunkSize = ItemBounds.DEFAULT_MAX_CHUNK;
    private boolean consistentRead = true;
    private boolean autoCreate;
    private @Nullable Long readCapacity;
    private @Nullable Long writeCapacity;
    private @Nullable Boolean nativeTtl;
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
     * This builder by its own type.
     *
     * @return this
     */
    protected abstract B self();

    /**
     * Creates a blocking storage client, without a call of DynamoDB.
     *
     * @return a new storage client
     * @throws SessionConfigurationException if an option is missing or out of range, naming it, or the SDK finds no
     *     region
     */
    public abstract DynamoStorageClient build();

    /**
     * The table. Required.
     *
     * @param value 3 to 255 of the characters {@code A-Z a-z 0-9 _ . -}, or the table's ARN, which cannot be combined
     *     with {@link #autoCreate}
     * @return this builder
     */
    public B tableName(String value) {
        this.tableName = Objects.requireNonNull(value, "tableName");
        return self();
    }

    /**
     * Which layout the table has; by default the native one.
     *
     * @param value the layout
     * @return this builder
     */
    public B layout(LayoutChoice value) {
        this.layout = Objects.requireNonNull(value, "layout");
        return self();
    }

    /**
     * The prefix of every key, so that several applications can share a table; by default {@code session:}, or the one of
     * the Node store whose {@link #layout} was chosen.
     *
     * @param value empty, or at most 512 bytes as UTF-8, ending in a character that no session id contains, such as
     *     {@code shop:}; so no prefix and id together look like another prefix and id. In the layout of a Node store, any
     *     that its nodes use; make sure that it does not begin another prefix in the same table
     * @return this builder
     */
    public B keyPrefix(String value) {
        this.keyPrefix = Objects.requireNonNull(value, "keyPrefix");
        return self();
    }

    /**
     * The name of the table's hash key, a string; by default {@code id}, in the layout of dynamodb-store {@code sessionId}.
     *
     * @param value 1 to 255 characters, and none of the names that the layout itself uses
     * @return this builder
     */
    public B keyAttribute(String value) {
        this.keyAttribute = Objects.requireNonNull(value, "keyAttribute");
        return self();
    }

    /**
     * The size of a session's own item above which its largest attributes move to items of their own, called chunks, which
     * are read only when one of their attributes is; by default 1,024 bytes. DynamoDB bills a write by the whole item, so up
     * to this size a touch costs one write unit, and a small change one or two, whatever else the session holds. With a
     * larger one, fewer requests read a chunk, and each write costs more: a write unit for each KB. A session of more than
     * 400 KB has chunks with any value.
     *
     * @param bytes from 0, which stores every attribute in a chunk, to 409,600
     * @return this builder
     */
    public B maxHeadSize(int bytes) {
        this.maxHeadSize = bytes;
        return self();
    }

    /**
     * The size of a chunk up to which several attributes share one; by default 32,768 bytes. Reading one attribute of a chunk
     * costs half a read unit for each 4 KB of the chunk; a chunk of its own costs some 30 bytes of the session's item.
     *
     * @param bytes from 1,024 to 393,216
     * @return this builder
     */
    public B maxChunkSize(int bytes) {
        this.maxChunkSize = bytes;
        return self();
    }

    /**
     * Whether reads are strongly consistent; by default they are. Eventually consistent reads cost half, and may return a
     * stale session; a session that they do not find is read again, consistently.
     *
     * @param value true for strongly consistent reads
     * @return this builder
     */
    public B consistentRead(boolean value) {
        this.consistentRead = value;
        return self();
    }

    /**
     * Whether a missing table is created; by default not. Requires the table's name: DynamoDB cannot create a table by
     * its ARN.
     *
     * @param value true to create it
     * @return this builder
     */
    public B autoCreate(boolean value) {
        this.autoCreate = value;
        return self();
    }

    /**
     * The provisioned read units a second of a table to be created; by default the table is on demand. Set together with
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
     * The provisioned write units a second of a table to be created; by default the table is on demand. Set together with
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
     * Whether DynamoDB's time to live removes expired sessions, at no cost; by default it does. Initialisation switches it
     * on. If off, as for an engine that has none, only the reaper of the store removes sessions.
     *
     * @param value true for DynamoDB's time to live
     * @return this builder
     */
    public B nativeTtl(boolean value) {
        this.nativeTtl = value;
        return self();
    }

    /**
     * The number of segments of a table scan that run in parallel when sessions are reaped, counted or all deleted; by
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
     * The maximum of read units a second, on average, that reaping, counting and deleting all sessions consume; by default
     * unlimited. A limit too low for a scan of the whole table within {@code cleanupInterval} makes reap rounds longer.
     *
     * @param value at least 1
     * @return this builder
     */
    public B scanReadUnits(long value) {
        this.scanReadUnits = value;
        return self();
    }

    /**
     * The maximum number of items that one call of a scan or query evaluates; by default as many as DynamoDB reads at once,
     * which is up to a megabyte.
     *
     * @param value from 1 to 1,000,000
     * @return this builder
     */
    public B pageSize(int value) {
        this.pageSize = value;
        return self();
    }

    /**
     * The timeout of one call, retries of the SDK included, also on a client of the application; by default 10 seconds. An
     * operation may take several calls: see {@link #operationTimeout}.
     *
     * @param value from 10 milliseconds to 5 minutes
     * @return this builder
     */
    public B callTimeout(Duration value) {
        this.callTimeout = Objects.requireNonNull(value, "callTimeout");
        return self();
    }

    /**
     * The timeout of a whole operation on one session, such as a read with the touch that follows it, or a save that is
     * retried because others wrote; by default twice {@link #callTimeout}. Each call may take what is left of that time,
     * and none is sent afterwards. Operations on many sessions (listing, counting, reaping, finding by an index) have no
     * such timeout, but each of their calls has its own.
     *
     * @param value from {@link #callTimeout} to 10 minutes
     * @return this builder
     */
    public B operationTimeout(Duration value) {
        this.operationTimeout = Objects.requireNonNull(value, "operationTimeout");
        return self();
    }

    /**
     * The timeout of the whole initialisation: describing the table, creating it if allowed, and waiting until it is
     * active, which takes some ten seconds; by default 30 seconds. Each call may take what is left of that time rather than
     * {@link #callTimeout}, since the first calls of a process are its slowest. Initialisation does not wait for indexes
     * that are added to an existing table.
     *
     * @param value from 10 milliseconds to 10 minutes
     * @return this builder
     */
    public B initTimeout(Duration value) {
        this.initTimeout = Objects.requireNonNull(value, "initTimeout");
        return self();
    }

    /**
     * The maximum number of concurrent calls, and of connections of an adapter's own client; by default 50. Further calls
     * wait for a free connection within {@link #callTimeout}, and are not sent if there is none by then. A client of the
     * application has no such limit by default: calls beyond its connections wait inside the SDK, where that counts as time
     * of their first attempt. Set its number of connections here.
     *
     * @param value from 1 to 10,000
     * @return this builder
     */
    public B maxConnections(int value) {
        this.maxConnections = value;
        return self();
    }

    /**
     * Adds a listener that is notified of every call with its cost; by default there is none, and DynamoDB is not asked for
     * the cost. Listeners are notified in the order in which they were added.
     *
     * @param value the listener
     * @return this builder
     */
    public B callListener(CallListener value) {
        this.callListeners.add(Objects.requireNonNull(value, "callListener"));
        return self();
    }

    /**
     * The region of the adapter's own client; by default the one that the SDK finds.
     *
     * @param value such as {@code eu-central-1}
     * @return this builder
     */
    public B region(String value) {
        this.region = Objects.requireNonNull(value, "region");
        return self();
    }

    /**
     * The endpoint of the adapter's own client, such as an emulator's; by default the region's. The engine must support
     * transactions: an id change is one.
     *
     * @param value an absolute http or https URL
     * @return this builder
     */
    public B endpoint(String value) {
        this.endpoint = Objects.requireNonNull(value, "endpoint");
        return self();
    }

    /**
     * Static credentials of the adapter's own client; by default those that the SDK finds, which is nearly always better.
     * Set together with {@link #secretAccessKey}.
     *
     * @param value the access key's id
     * @return this builder
     */
    public B accessKeyId(String value) {
        this.accessKeyId = Objects.requireNonNull(value, "accessKeyId");
        return self();
    }

    /**
     * Static credentials of the adapter's own client. Set together with {@link #accessKeyId}.
     *
     * @param value the secret
     * @return this builder
     */
    public B secretAccessKey(String value) {
        this.secretAccessKey = Objects.requireNonNull(value, "secretAccessKey");
        return self();
    }

    /**
     * The settings of an adapter's own client.
     *
     * @param region the region
     * @param endpoint the endpoint
     * @param credentials the credentials
     * @param maxConnections its number of connections; empty: the SDK's default
     */
    protected record ClientOptions(
            Optional<String> region,
            Optional<URI> endpoint,
            Optional<StaticCredentials> credentials,
            OptionalInt maxConnections) {}

    /**
     * Static credentials. No {@code toString} shows them.
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
     * A client of an SDK, and how to close it.
     *
     * @param client the client
     * @param onClose closes it if the adapter created it
     * @param <C> the client's type
     */
    protected record SdkClient<C>(C client, Runnable onClose) {}

    /**
     * The application's client, which stays open, or a new one.
     *
     * @param given the application's client; null: none
     * @param make creates a client
     * @param close closes a client
     * @param <C> the client's type
     * @return the client
     * @throws SessionConfigurationException if an option about a client is missing, wrong, or cannot be combined with the
     *     application's client
     */
    protected final <C> SdkClient<C> sdkClient(
            @Nullable C given, Function<? super ClientOptions, ? extends C> make, Consumer<? super C> close) {
        if (given != null) {
            checkNoClientOptions();
            LOG.log(Level.DEBUG, "Uses the given client of DynamoDB, which the application closes.");
            return new SdkClient<>(given, () -> {});
        }
        ClientOptions options = checkedClientOptions();
        LOG.log(
                Level.DEBUG,
                "Creates a client of the AWS SDK: region {0}, endpoint {1}, credentials {2}.",
                options.region().orElse("as the SDK finds it"),
                options.endpoint().map(uri -> Place.of(uri, null)).orElse("of the region"),
                options.credentials().isPresent() ? "as given" : "as the SDK finds them");
        C made = make.apply(options);
        return new SdkClient<>(made, () -> close.accept(made));
    }

    /**
     * The failure of the SDK to create a client.
     *
     * @param cause the SDK's exception
     * @return the exception to throw
     */
    protected static SessionConfigurationException noClient(RuntimeException cause) {
        return new SessionConfigurationException(
                Reason.CLIENT,
                String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("region")
                        ? "The AWS SDK knows no region for DynamoDB; set region, or configure one for the SDK, such as by"
                                + " AWS_REGION."
                        : "The AWS SDK could not create a client for DynamoDB, for the reason in the cause; check region"
                                + " and endpoint.",
                cause);
    }

    /**
     * Checks the options that concern sessions.
     *
     * @param isClientGiven whether the client is the application's
     * @return the options
     * @throws SessionConfigurationException if one is missing or out of range, naming it
     */
    protected final DynamoOptions checkedOptions(boolean isClientGiven) {
        String table = checkedTableName();
        String prefix = checkedKeyPrefix();
        String key = keyAttribute == null ? layout.defaultKeyAttribute() : keyAttribute;
        TableLayout tableLayout = layout.on(table, new Keys(key, prefix));
        return new DynamoOptions(
                checkedLayout(),
                table,
                prefix,
                checkedKeyAttribute(key, tableLayout),
                consistentRead,
                checkedAutoCreate(table),
                checkedThroughput(),
                checkedNativeTtl(tableLayout),
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

    /** Options of the adapter's own client have no effect on a given one. */
    private void checkNoClientOptions() {
        check(region == null, "region cannot be combined with client; configure it on the client");
        check(endpoint == null, "endpoint cannot be combined with client; configure it on the client");
        check(
                accessKeyId == null && secretAccessKey == null,
                "accessKeyId and secretAccessKey cannot be combined with client; configure credentials on the client");
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
                "autoCreate needs a name as tableName, since DynamoDB creates a table only by its name; set tableName to"
                        + " the name at the end of the ARN, or create the table and leave autoCreate off");
        return autoCreate;
    }

    private String checkedKeyPrefix() {
        String prefix = keyPrefix == null ? layout.defaultKeyPrefix() : keyPrefix;
        int bytes = prefix.getBytes(StandardCharsets.UTF_8).length;
        check(
                bytes <= MAX_KEY_PREFIX_BYTES,
                "keyPrefix must be at most " + MAX_KEY_PREFIX_BYTES + " bytes as UTF-8, not " + bytes);
        check(
                prefix.isEmpty()
                        || layout.allowsAnyKeyPrefix()
                        || !SessionIds.isIdCharacter(prefix.charAt(prefix.length() - 1)),
                "keyPrefix must be empty or end in a character that no session id contains, such as ':' or '/', not '"
                        + prefix + "'");
        return prefix;
    }

    private static String checkedKeyAttribute(String key, TableLayout tableLayout) {
        check(
                !key.isEmpty() && key.length() <= MAX_KEY_ATTRIBUTE_LENGTH,
                "keyAttribute must have 1 to " + MAX_KEY_ATTRIBUTE_LENGTH + " characters, not " + key.length());
        check(
                !tableLayout.reserves(key),
                "keyAttribute must be none of the names that the layout itself uses (see docs/native-layout.md and"
                        + " docs/express.md), not '"
                        + key + "'");
        return key;
    }

    private LayoutChoice checkedLayout() {
        check(
                maxHeadSize >= 0 && maxHeadSize <= ItemSize.MAX_ITEM,
                "maxHeadSize must be from 0 to 409,600 bytes, not " + maxHeadSize);
        check(
                maxChunkSize >= ItemBounds.MIN_CHUNK && maxChunkSize <= ItemBounds.MAX_CHUNK,
                "maxChunkSize must be from 1,024 to 393,216 bytes, not " + maxChunkSize);
        return layout.withBounds(new ItemBounds(maxHeadSize, maxChunkSize));
    }

    private boolean checkedNativeTtl(TableLayout tableLayout) {
        boolean isSupported = tableLayout.ttlAttribute().isPresent();
        check(
                isSupported || nativeTtl == null || !nativeTtl,
                "nativeTtl must be false with the layout " + layout
                        + ", which stores no attribute for DynamoDB's time to live");
        return nativeTtl == null ? isSupported : nativeTtl;
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
                scanSegments >= 1 && scanSegments <= MAX_SCAN_SEGMENTS,
                "scanSegments must be from 1 to " + MAX_SCAN_SEGMENTS + ", not " + scanSegments);
        return scanSegments;
    }

    private @Nullable Long checkedScanReadUnits() {
        check(scanReadUnits == null || scanReadUnits >= 1, "scanReadUnits must be at least 1, not " + scanReadUnits);
        return scanReadUnits;
    }

    private @Nullable Integer checkedPageSize() {
        check(
                pageSize == null || (pageSize >= 1 && pageSize <= MAX_PAGE_SIZE),
                "pageSize must be from 1 to 1,000,000, not " + pageSize);
        return pageSize;
    }

    private @Nullable Integer checkedMaxConnections(boolean isClientGiven) {
        check(
                maxConnections == null || (maxConnections >= 1 && maxConnections <= MAX_CONNECTIONS),
                "maxConnections must be from 1 to 10,000, not " + maxConnections);
        return maxConnections == null && !isClientGiven ? (Integer) DEFAULT_CONNECTIONS : maxConnections;
    }

    private Duration checkedCallTimeout() {
        check(
                callTimeout.compareTo(MIN_CALL_TIMEOUT) >= 0 && callTimeout.compareTo(MAX_CALL_TIMEOUT) <= 0,
                "callTimeout must be from 10 milliseconds to 5 minutes, not " + callTimeout);
        return callTimeout;
    }

    private Duration checkedOperationTimeout() {
        if (operationTimeout == null) {
            return callTimeout.multipliedBy(CALLS_IN_OPERATION);
        }
        check(
                operationTimeout.compareTo(callTimeout) >= 0 && operationTimeout.compareTo(MAX_OPERATION_TIMEOUT) <= 0,
                "operationTimeout must be from callTimeout, which is " + callTimeout + ", to 10 minutes, not "
                        + operationTimeout);
        return operationTimeout;
    }

    private Duration checkedInitTimeout() {
        check(
                initTimeout.compareTo(MIN_CALL_TIMEOUT) >= 0 && initTimeout.compareTo(MAX_INIT_TIMEOUT) <= 0,
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
     * Checks one requirement.
     *
     * @param holds whether it is met
     * @param message what is wrong and what would be right, naming the option
     * @throws SessionConfigurationException if it is not met
     */
    protected static void check(boolean holds, String message) {
        if (!holds) {
            throw new SessionConfigurationException(message, null);
        }
    }
}
