package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;

/** What a save learns about the stored session. The steps decide it, {@link WorkingCopy#learn} records it. */
sealed interface Learned {

    /**
     * A write is sent. Until it is answered, it may or may not be stored.
     *
     * @param changes the changes of the application that the write contains
     * @param now the time that the write is sent with
     */
    record Sent(Change change, AttributeChanges changes, Instant now) implements Learned {

        /** The id under which it is stored, if it is. */
        String id() {
            return change instanceof Change.Update update ? update.id() : whole().id();
        }

        /** The token that shows whether it is stored. */
        String writeToken() {
            return change instanceof Change.Update update ? update.writeToken() : whole().writeToken();
        }

        /** The result of a save with this write. */
        SaveResult result() {
            if (change instanceof Change.Update) {
                return SaveResult.CHANGED;
            }
            return change instanceof Change.Rename rename ? renamed(rename) : SaveResult.CREATED;
        }

        private SessionRecord whole() {
            return change instanceof Change.Create create ? create.session() : ((Change.Rename) change).session();
        }

        @Override
        public String toString() {
            return changes.toString();
        }
    }

    /** The write is answered: it was refused, and will not be retried. */
    record Answered() implements Learned {}

    /**
     * The write is answered: it was refused, and will be retried against what is stored. An attempt of it may still be
     * in flight.
     */
    record Refused(Change change) implements Learned {}

    /** An unanswered write is not stored yet, but may still arrive. */
    record Doubted(Sent write) implements Learned {}

    /**
     * The storage holds exactly this session.
     *
     * @param changes what was written by this request, and must not be written again
     */
    record Stored(SessionRecord session, AttributeChanges changes) implements Learned {}

    /** The storage merged an update into the stored session. */
    record Merged(Change.Update update) implements Learned {}

    /**
     * An unanswered update may or may not have been applied: for the attributes it changed, the stored values count as
     * loaded.
     *
     * @param changes what the update changed
     */
    record Settled(AttributeChanges changes, SessionRecord current) implements Learned {}

    /** The storage holds these times. */
    record Touched(TimesChange times) implements Learned {}

    /** Another request wrote concurrently: the save is decided again, against the session it stored. */
    record Refreshed(SessionRecord current) implements Learned {}

    /** Another request has renewed the id: this one can read the session, and not write it. */
    record Renewed(SessionRecord current) implements Learned {}

    /** The result of a save that has changed the id. */
    static SaveResult renamed(Change.Rename rename) {
        return rename.readableUntil() == null ? SaveResult.RENAMED : SaveResult.RENEWED;
    }

    /** The session has ended: nothing of it will be stored any more. */
    record Ended() implements Learned {}
}
