package io.github.dynamodbsession.spring.boot;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

/**
 * The properties {@code dynamodb.session.*}. What is not set is as the library's builders have it. Immutable; its
 * {@code toString} shows no secret.
 *
 * @param enabled Whether sessions are kept by this library.
 * @param storage Where sessions are kept; needed if several of the library's storages are on the class path.
 * @param tableName Name or ARN of the table that holds the sessions.
 * @param keyPrefix What the keys of all sessions begin with, if several applications share the table.
 * @param keyAttribute Name of the table's hash key.
 * @param region AWS region, if it is not to be found as the AWS SDK finds it. Not together with a client of one's own.
 * @param endpoint URL of DynamoDB, if it is not the region's. Not together with a client of one's own.
 * @param accessKeyId Access key, if credentials are not to be found as the AWS SDK finds them. Only with the secret key.
 * @param secretAccessKey Secret key. Only with the access key.
 * @param autoCreate Whether a missing table, or a missing index of it, is created at start.
 * @param readCapacity Read capacity units of a table that is created; on demand without. Only with the write capacity.
 * @param writeCapacity Write capacity units of a table that is created; on demand without. Only with the read capacity.
 * @param nativeTtl Whether DynamoDB itself removes expired sessions, by the table's time to live.
 * @param consistentRead Whether sessions are read consistently; half the price without.
 * @param callTimeout How long one call of DynamoDB may take, with its retries.
 * @param operationTimeout How long finding, saving or ending a session may take, with all of its calls of DynamoDB; twice
 *     the call timeout without.
 * @param initTimeout How long it may take at start to look at the table, or to create it and wait until it is active.
 * @param maxConnections How many calls of DynamoDB are made at once at the most; further ones wait for their turn.
 * @param scanSegments How many segments of the table a clean-up or count reads at once.
 * @param scanReadUnits How many read units a second a clean-up or count takes at the most.
 * @param init Whether the table is looked at, and made ready, at start.
 * @param touchAfter How old the recorded access may become before a request that changes nothing writes another.
 * @param absoluteLifetime How long a session lives at the most, however often it is accessed.
 * @param cleanupInterval How often expired sessions are removed by this library; zero for never.
 * @param announceExpiry Whether the end of expired sessions is published, for which a clean-up must find them. By default
 *     it is if something in the application listens for it.
 * @param codec How values of attributes are written.
 * @param allowedPackages Packages whose classes may be kept in sessions, those below them included, besides the
 *     packages of the application.
 * @param allowedClasses Classes that may be kept in sessions, by their binary names; those of the JDK included.
 * @param allowList Whether classes that may not be kept are refused; or, for development, kept and told of at the end.
 * @param indexes What sessions can be found by: "principal" for the user, or names of session attributes.
 * @param flushMode When changes are written: at the end of the request, or each at once.
 * @param saveMode Spring Session's save mode. What is written is what changed, in any mode.
 * @param cookie The session cookie.
 * @param websocket WebSockets of Spring Session's message broker.
 */
@ConfigurationProperties(prefix = DynamoDbSessionProperties.PREFIX, ignoreUnknownFields = false)
public record DynamoDbSessionProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable StorageKind storage,
        @Nullable String tableName,
        @Nullable String keyPrefix,
        @Nullable String keyAttribute,
        @Nullable String region,
        @Nullable String endpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable Boolean autoCreate,
        @Nullable Long readCapacity,
        @Nullable Long writeCapacity,
        @Nullable Boolean nativeTtl,
        @Nullable Boolean consistentRead,
        @Nullable Duration callTimeout,
        @Nullable Duration operationTimeout,
        @Nullable Duration initTimeout,
        @Nullable Integer maxConnections,
        @Nullable Integer scanSegments,
        @Nullable Long scanReadUnits,
        @DefaultValue("true") boolean init,
        @Nullable Duration touchAfter,
        @Nullable Duration absoluteLifetime,
        @Nullable Duration cleanupInterval,
        @Nullable Boolean announceExpiry,
        @DefaultValue("java") CodecKind codec,
        @DefaultValue List<String> allowedPackages,
        @DefaultValue List<String> allowedClasses,
        @DefaultValue("strict") AllowList allowList,
        @DefaultValue List<String> indexes,
        @DefaultValue("on-save") FlushMode flushMode,
        @Nullable SaveMode saveMode,
        @DefaultValue Cookie cookie,
        @DefaultValue WebSocket websocket) {

    static final String PREFIX = "dynamodb.session";

    @Override
    public String toString() {
        return PREFIX + ".* of the table " + tableName;
    }

    /**
     * The properties {@code dynamodb.session.cookie.*}. Everything else about the cookie is set by
     * {@code server.servlet.session.cookie.*}, in a reactive application by {@code server.reactive.session.cookie.*}.
     *
     * @param secrets Secrets that session cookies are signed with, in the format of express-session: the first signs, all
     *     verify. Without, cookies are not signed.
     */
    public record Cookie(@DefaultValue List<String> secrets) {

        @Override
        public String toString() {
            return secrets.isEmpty() ? "not signed" : "signed";
        }
    }

    /**
     * The properties {@code dynamodb.session.websocket.*}.
     *
     * @param enabled Whether WebSockets are closed when their session has ended, on whichever node.
     * @param checkInterval How old the last look at the session of a WebSocket may be when a message of it is handled;
     *     zero for a look before each message.
     */
    public record WebSocket(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration checkInterval) {}

    /** What becomes of classes that are not on the list. */
    public enum AllowList {
        /** They are refused. */
        STRICT,
        /** For development: they are kept, and told, so that the list can be written. */
        LEARN
    }

    /**
     * Refuses a mode of Spring Session that has no meaning here, rather than ignore it.
     *
     * @throws ConfigurationFailure if there is such a mode
     */
    void checkSaveMode() {
        if (saveMode == SaveMode.ALWAYS) {
            throw new ConfigurationFailure(
                    PREFIX + ".save-mode is always, which would write what did not change.",
                    "Leave it out: what was set, and what was read and then altered, is always written.");
        }
    }
}
