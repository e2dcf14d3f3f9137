package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;

/** What a save learns of its session's place in the storage. The steps decide it, {@link WorkingCopy#learn} keeps it. */
sealed interface Learned {

    /**
     * A write is sent. Until an answer to it arrives, it may be stored or not.
     *
     * @param changes what the application did to attributes, as far as the write holds it
     * @param now the time that it is sent with
     */
    record Sent(Change change, AttributeChanges changes, Instant now) implements Learned {

        /** The id under which it is stored, if it is. */
        String id() {
            return change instanceof Change.Update update ? update.id() : whole().id();
        }

        /** By this token it is known whether it is stored. */
        String writeToken() {
            return change instanceof Change.Update update ? update.writeToken() : whole().writeToken();
        }

        /** The result of a save that did this. */
        SaveResult result() {
            if (change instanceof Change.Update) {
                return SaveResult.CHANGED;
            }
            return change instanceof Change.Create ? SaveResult.CREATED : SaveResult.RENAMED;
        }

        private SessionRecord whole() {
            return change instanceof Change.Create create ? create.session() : ((Change.Rename) change).session();
        }

        @Override
        public String toString() {
            return changes.toString();
        }
    }

    /** The write is answered: it was refused for good. */
    record Answered() implements Learned {}

    /**
     * The write is answered: it was refused, and is decided again against what is stored. An attempt of it may be under way
     * all the same.
     */
    record Refused(Change change) implements Learned {}

    /** A write without an answer is not stored yet. It may still arrive. */
    record Doubted(Sent write) implements Learned {}

    /**
     * The storage holds this, all of it.
     *
     * @param changes what of it came from this request, and is not to be written again
     */
    record Stored(SessionRecord session, AttributeChanges changes) implements Learned {}

    /** The storage merged an update into what it held. */
    record Merged(Change.Update update) implements Learned {}

    /**
     * An update without an answer may have been applied or not: of what it was about, what is there counts as loaded.
     *
     * @param changes what the update was about
     */
    record Settled(AttributeChanges changes, SessionRecord current) implements Learned {}

    /** The storage holds these times. */
    record Touched(TimesChange times) implements Learned {}

    /** Another request has written meanwhile: what is to be written is decided again against what it left. */
    record Refreshed(SessionRecord current) implements Learned {}

    /** The session is over: nothing of it will be stored any more. */
    record Ended() implements Learned {}
}
