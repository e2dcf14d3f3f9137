package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How sessions are stored in a table: the calls and conditions that change one of them, and how its item is read. One
 * replaceable decision, made by {@link LayoutChoice}: nothing outside a layout knows an attribute's name.
 * Implementations are immutable, and held to {@code LayoutContract} of the tests.
 *
 * <p>Reading an item gives a {@link SessionRecord} with a write token and times in milliseconds. A layout whose items have
 * none derives them: such as a token from the content, and an expiry from what its other readers go by.
 */
interface TableLayout {

    /** The table's hash key. */
    String keyAttribute();

    /**
     * The attribute for DynamoDB's time to live, a number of whole epoch seconds; empty if the layout has none, so that
     * expired sessions are removed by the reaper only.
     */
    Optional<String> ttlAttribute();

    /** Whether its items have room for what a renewal of ids needs: {@link RenewableIds}. */
    default boolean canRenewIds() {
        return false;
    }

    /** Whether the layout uses an attribute's name itself, so that the hash key must have another one. */
    boolean reserves(String name);

    Request.GetItem get(String id, boolean consistent);

    /** Stores a session, if none is alive under its id. */
    LayoutWrite.InPlace create(SessionRecord session, Instant now);

    /** Changes single attributes of a living session, and its times if they apply. */
    LayoutWrite update(Change.Update update, Instant now);

    /** The same by comparing, for an update that DynamoDB refused because its expression is too large. */
    LayoutWrite.Compared replace(Change.Update update, Instant now);

    /**
     * Leaves a tombstone under the old id and stores the session under the new one, atomically, if the content under the
     * old id is still the expected one.
     *
     * @return a {@link Request.TransactWriteItems} of two writes, or how to create one: the old id's, then the new id's
     */
    LayoutWrite rename(Change.Rename rename, Instant now);

    /** Changes the times of a living session, if they apply. */
    LayoutWrite touch(String id, TimesChange times, Instant now);

    /**
     * Lets what is stored apart from a session's item stay until the session expires.
     *
     * @param session what is stored
     * @param times the times that it is to get
     * @return the calls, after which the change of times applies; null if it stays long enough already
     */
    default LayoutWrite.@Nullable InPlace prolong(SessionRecord session, TimesChange times, Instant now) {
        return null;
    }

    /** The keys of the items that attributes are stored in, apart from the session's. */
    default Set<Map<String, Value>> keysOfApart(SessionRecord session, Set<String> names) {
        return Set.of();
    }

    /**
     * The values of attributes that are stored apart, as far as their items are intact and were found.
     *
     * @param found items of {@link #keysOfApart}
     */
    default LoadedAttributes readApart(SessionRecord session, Set<String> names, Collection<Map<String, Value>> found) {
        return new LoadedAttributes(Map.of(), Map.of());
    }

    /** Replaces a session, or nothing, by a tombstone; not where a tombstone says that the session has another id now. */
    Request.Write delete(String id, Instant now);

    /** The same, only in place of a living session. */
    Request.Write deleteAlive(String id, Instant now);

    /** The same, only in place of a session with this indexed value. */
    Request.Write deleteIndexed(String id, String index, String value, Instant now);

    /** Moves the expiry of an expired session to an earlier time, if the expiry is still the one that was read. */
    Request expireForGood(SessionRecord expired, Instant seenExpiry);

    /**
     * Records the start of a reap round, if the last one started at least an interval ago, or so far in the future that a
     * wrong clock recorded it.
     */
    Request claimRound(Instant now, Duration interval);

    /** This layout with a time to live that ends so much later than the session. */
    TableLayout withRemovalDelay(Duration delay);

    /** This layout in a table that has no time to live, so that the reaper removes everything. */
    default TableLayout withoutTimeToLive() {
        return this;
    }

    /** Lists sessions that may have expired, with the attributes that {@link #deleteExpired} needs. */
    Request.Scan scanExpired(Instant before, Request.Part part);

    /** Lists living sessions. */
    Request.Scan scanAlive(Instant now, boolean consistent, Request.Part part);

    /** Lists the keys of living sessions. */
    Request.Scan scanKeysAlive(Instant now, boolean consistent, Request.Part part);

    /** Lists the keys of sessions with an indexed value. */
    Request.Query query(String index, String value, @Nullable Integer limit, @Nullable String after);

    /** The global secondary index that the table needs for an index of sessions. */
    Request.Index index(String name);

    /** The key at which a page ended, as text; null for the last page. */
    @Nullable
    String endOf(Answer.Page page);

    /** The key at which a page of a scan ended, from that text. */
    @Nullable
    Map<String, Value> startKey(@Nullable String after);

    /**
     * Removes a session or tombstone that has expired by then; leaves a tombstone if an attempt to create the session may
     * still arrive.
     *
     * @param scanned the item as {@link #scanExpired} listed it
     * @return null if it is no item of this layout and prefix
     */
    Request.@Nullable Write deleteExpired(Map<String, Value> scanned, Instant before);

    /** The id of a session's item of this layout and prefix; empty for other items. */
    Optional<String> idOf(Map<String, Value> item);

    /**
     * Reads the item of a session or tombstone.
     *
     * @throws io.github.dynamodbsession.core.error.SessionStorageException if it is neither
     */
    Stored read(Map<String, Value> item);

    /** The same; null if there is no item. */
    default @Nullable Stored readOrNull(@Nullable Map<String, Value> item) {
        return item == null ? null : read(item);
    }

    /** The same; empty if there is no item, or its session has ended or expired. */
    default Optional<SessionRecord> readAlive(@Nullable Map<String, Value> item, Instant now) {
        return Optional.ofNullable(ChangeRules.alive(readOrNull(item), now));
    }

    /** The size of a session as it would be stored. */
    StoredSize sizes(SessionRecord session);
}
