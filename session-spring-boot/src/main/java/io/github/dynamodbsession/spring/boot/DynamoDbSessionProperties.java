package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.TokenKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.util.unit.DataSize;

/**
 * The properties {@code dynamodb.session.*}. Properties that are not set have the defaults of the library's builders.
 * Immutable; its {@code toString} shows no secret.
 *
 * @param enabled Whether sessions are stored by this library.
 * @param storage Where sessions are stored; required if several of the library's storages are on the class path.
 * @param tableName Name or ARN of the table that holds the sessions.
 * @param keyPrefix Prefix of the keys of all sessions, if several applications share the table.
 * @param keyAttribute Name of the table's hash key.
 * @param region AWS region; by default found as the AWS SDK finds it. Not together with a client bean.
 * @param endpoint URL of DynamoDB; by default the region's endpoint. Not together with a client bean.
 * @param accessKeyId Access key; by default credentials are found as the AWS SDK finds them. Only with the secret key.
 * @param secretAccessKey Secret key. Only with the access key.
 * @param autoCreate Whether a missing table, or a missing index of it, is created at start.
 * @param readCapacity Read capacity units of a table that is created; on demand if not set. Only with the write
 *     capacity.
 * @param writeCapacity Write capacity units of a table that is created; on demand if not set. Only with the read
 *     capacity.
 * @param nativeTtl Whether DynamoDB itself removes expired sessions, by the table's time to live.
 * @param consistentRead Whether sessions are read consistently; eventually consistent reads cost half as much.
 * @param callTimeout Timeout of one call of DynamoDB, with its retries.
 * @param operationTimeout Timeout of finding, saving or ending a session, with all of its calls of DynamoDB; by default
 *     twice the call timeout.
 * @param initTimeout Timeout at start for checking the table, or for creating it and waiting until it is active.
 * @param maxConnections Maximum number of concurrent calls of DynamoDB; further calls wait for their turn.
 * @param maxHeadSize Size of a session's own item above which its largest attributes move to chunks, which are items of
 *     their own; up to 400KB, and 0B for all attributes in chunks.
 * @param maxChunkSize Size of a chunk up to which several attributes share it; from 1KB to 384KB.
 * @param scanSegments How many segments of the table a reap round or a count scans in parallel.
 * @param scanReadUnits Maximum number of read units per second that a reap round or a count consumes.
 * @param init Whether the table is checked, and initialized if necessary, at start.
 * @param touchAfter Maximum age of the recorded access before a request that changes nothing records another one.
 * @param sharedReads Whether overlapping reads of one session on this node share one call.
 * @param tokens What the session cookie carries: a token, of which the session's id is a hash, or the id itself.
 * @param acceptBothTokens Whether sessions that began with the other kind of tokens are found as well; by default they
 *     are with hashed tokens only.
 * @param unknownTokenMemory For how long a token that opened no session is remembered, and costs no read; by default 5s
 *     with hashed tokens, and 0s with plain ones.
 * @param absoluteLifetime Maximum lifetime of a session, however often it is accessed.
 * @param renewIdAfter Age from which the id of a session, and with it its cookie, is renewed by the next request that
 *     changes the session; never if not set.
 * @param renewIdGrace For how long a session can still be read by its former cookie after its id was renewed.
 * @param cleanupInterval How often this library removes expired sessions; zero for never.
 * @param announceExpiry Whether the end of expired sessions is published, which needs reap rounds to find them. By
 *     default, only if something in the application listens for it.
 * @param codec How attribute values are encoded.
 * @param allowedPackages Packages whose classes may be stored in sessions, subpackages included, besides the packages
 *     of the application.
 * @param allowedClasses Classes that may be stored in sessions, by their binary names, JDK classes included.
 * @param allowList Whether classes that are not allowed are refused or, for development, accepted and reported at the
 *     end.
 * @param compression Compression of attribute values.
 * @param encryption Encryption of attribute values.
 * @param indexes What sessions can be found by: "principal" for the user, or names of session attributes.
 * @param flushMode When changes are written: together at the end of the request, or each immediately.
 * @param saveMode Spring Session's save mode. In any mode, exactly what changed is written.
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
        @Nullable DataSize maxHeadSize,
        @Nullable DataSize maxChunkSize,
        @Nullable Integer scanSegments,
        @Nullable Long scanReadUnits,
        @DefaultValue("true") boolean init,
        @Nullable Duration touchAfter,
        @DefaultValue("true") boolean sharedReads,
        @Nullable TokenKind tokens,
        @Nullable Boolean acceptBothTokens,
        @Nullable Duration unknownTokenMemory,
        @Nullable Duration absoluteLifetime,
        @Nullable Duration renewIdAfter,
        @Nullable Duration renewIdGrace,
        @Nullable Duration cleanupInterval,
        @Nullable Boolean announceExpiry,
        @DefaultValue("java") CodecKind codec,
        @DefaultValue List<String> allowedPackages,
        @DefaultValue List<String> allowedClasses,
        @DefaultValue("strict") AllowList allowList,
        @DefaultValue Compression compression,
        @DefaultValue Encryption encryption,
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
     * The properties {@code dynamodb.session.compression.*}.
     *
     * @param enabled Whether large values are compressed. Compressed values are read in any case.
     * @param threshold Minimum size of an encoded value that is compressed.
     * @param level Effort of compression, from 1 for the fastest to 9 for the smallest result.
     * @param maxSize Maximum size of a value before compression: a larger one is stored as it is, and one that was
     *     compressed is not read.
     */
    public record Compression(
            @DefaultValue("false") boolean enabled,
            @Nullable DataSize threshold,
            @Nullable Integer level,
            @Nullable DataSize maxSize) {}

    /**
     * The properties {@code dynamodb.session.encryption.*}.
     *
     * @param mode Whether values are encrypted, and whether values are read that are not encrypted.
     * @param keysetFile A keyset of Google Tink, as JSON or binary.
     * @param keyUri The key in a key service that the keyset file is encrypted with, for a KmsClient bean.
     * @param keyEncryption Name of the Aead bean that the keyset file is encrypted with.
     * @param aead Name of an Aead bean that encrypts values, in place of a keyset file.
     * @param boundTo A text that each value is bound to, such as the name of the table. Cannot be changed while there are
     *     encrypted sessions.
     * @param indexSecrets Secrets for keyed hashes in place of the values of indexes: the first one is for new values, all
     *     of them for searches. Without secrets, these values are stored in plain text.
     * @param indexFindsPlain Whether sessions are also found whose indexed value was stored before there were secrets.
     */
    public record Encryption(
            @DefaultValue("off") EncryptionMode mode,
            @Nullable Path keysetFile,
            @Nullable String keyUri,
            @Nullable String keyEncryption,
            @Nullable String aead,
            @Nullable String boundTo,
            @DefaultValue List<String> indexSecrets,
            @DefaultValue("false") boolean indexFindsPlain) {

        @Override
        public String toString() {
            return "encryption " + mode;
        }
    }

    /** How values are encrypted. */
    public enum EncryptionMode {
        /** They are not. */
        OFF,
        /** New values are not encrypted; encrypted ones are read. */
        READ,
        /** New values are encrypted; those that are not encrypted are read. */
        MIGRATE,
        /** All values are encrypted; those that are not are refused. */
        ON
    }

    /**
     * The properties {@code dynamodb.session.cookie.*}. All other settings of the cookie are {@code
     * server.servlet.session.cookie.*}, in a reactive application {@code server.reactive.session.cookie.*}.
     *
     * @param secrets Secrets that session cookies are signed with, in the format of express-session: the first one
     *     signs, all of them verify. Without secrets, cookies are not signed.
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
     * @param checkInterval Maximum age of the last lookup of a WebSocket's session when a message is handled; zero for
     *     a lookup before each message.
     */
    public record WebSocket(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration checkInterval) {}

    /** What happens to values of classes that are not on the allow-list. */
    public enum AllowList {
        /** They are refused. */
        STRICT,
        /** For development: they are accepted, and their classes reported, so that the list can be written. */
        LEARN
    }

    /**
     * Refuses a save mode that is not supported, rather than ignoring it.
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
