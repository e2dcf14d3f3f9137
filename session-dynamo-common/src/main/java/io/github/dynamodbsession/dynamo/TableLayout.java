package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ChangeRules;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.Stored;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How sessions lie in a table: which request, with which condition, does what to one of them, and how its item is read.
 * One replaceable decision: nothing outside a layout knows an attribute's name. Immutable.
 */
interface TableLayout {

    /** The table's hash key. */
    String keyAttribute();

    /** The attribute that DynamoDB's time to live goes by. */
    String ttlAttribute();

    Request.GetItem get(String id, boolean consistent);

    /** Stores a session, if none is alive under its id. */
    Request.PutItem create(SessionRecord session, Instant now);

    /**
     * Changes single attributes of a living session, and its times if they apply.
     *
     * @return empty if DynamoDB does not take so many changes in one expression
     */
    Optional<Request.UpdateItem> update(Change.Update update, Instant now);

    /** Makes an update by replacing all attributes, if the session's content is still that of the expected token. */
    Request.UpdateItem replace(Change.Update update, SessionRecord next, String expectedToken, Instant now);

    /** Leaves a tombstone for the old and stores the new, as one, if the old one's content is still the expected one. */
    Request.TransactWriteItems rename(Change.Rename rename, Instant now);

    /** Changes the times of a living session, if they apply. */
    Request.UpdateItem touch(String id, TimesChange times, Instant now);

    /** Puts a tombstone in a session's place, or where none is; not where the session has another id by now. */
    Request.PutItem delete(String id, Instant now);

    /** The same, only in the place of a session that is alive. */
    Request.PutItem deleteAlive(String id, Instant now);

    /** The same, only in the place of a session that has an indexed value. */
    Request.PutItem deleteIndexed(String id, String index, String value, Instant now);

    /** Moves the expiry of a session that was found expired to an earlier time, if it still is what was seen. */
    Request.UpdateItem expireForGood(SessionRecord expired, Instant seenExpiry);

    /**
     * Notes when a round of clean-up begins, if the last one began an interval ago, or so far in the future that a wrong
     * clock noted it.
     */
    Request.UpdateItem claimRound(Instant now, Duration interval);

    /** This layout, where DynamoDB's time to live comes in so much later than the expiry. */
    TableLayout withRemovalDelay(Duration delay);

    /** Lists sessions that may have expired, as far as {@link #deleteExpired} has to know them. */
    Request.Scan scanExpired(Instant before, Request.Part part);

    /** Lists living sessions. */
    Request.Scan scanAlive(Instant now, boolean consistent, Request.Part part);

    /** Lists the keys of living sessions. */
    Request.Scan scanKeysAlive(Instant now, boolean consistent, Request.Part part);

    /** Lists the keys of sessions that are in an index with a value. */
    Request.Query query(String index, String value, @Nullable Integer limit, @Nullable String after);

    /** What the table needs for an index. */
    Request.Index index(String name);

    /** The key that a page ended at, as a text; null for none. */
    @Nullable
    String endOf(Answer.Page page);

    /** A key that a page of a scan ended at. */
    @Nullable
    Map<String, Value> startKey(@Nullable String after);

    /**
     * Removes a session, or a tombstone, if it has expired by then, and leaves a tombstone if it must.
     *
     * @param scanned what {@link #scanExpired} listed of it
     */
    Request deleteExpired(Map<String, Value> scanned, Instant before);

    /** The id of an item that belongs to this layout and prefix. */
    Optional<String> idOf(Map<String, Value> item);

    /** Reads an item of ours. */
    Stored read(Map<String, Value> item);

    /** Reads an item of ours; null if there is none. */
    default @Nullable Stored readOrNull(@Nullable Map<String, Value> item) {
        return item == null ? null : read(item);
    }

    /** Reads an item of ours; empty if there is none, or its session has ended or expired. */
    default Optional<SessionRecord> readAlive(@Nullable Map<String, Value> item, Instant now) {
        return Optional.ofNullable(ChangeRules.alive(readOrNull(item), now));
    }

    /** The item that a session is stored as. */
    Map<String, Value> item(SessionRecord session);
}
