package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One atomic write to one session, as data. Immutable; no {@code toString} shows an id or a value.
 *
 * <p>Each change carries its write token ({@link WriteTokens}). A storage that knows this very token has applied the
 * change before, and says so ({@link PutResult.Applied}), without applying it once more: the answer was lost, or an
 * attempt of it arrives late. {@link WriteHistory} says which tokens are to be known; {@link ChangeRules} has all rules.
 */
public sealed interface Change {

    /**
     * Begins a session. Refused with {@link PutResult.IdTaken} while another session lives under the id; one that has
     * expired is replaced, if it began earlier. Refused with {@link PutResult.Gone} where a {@link Tombstone} is.
     *
     * @param session all of it
     */
    record Create(SessionRecord session) implements Change {

        @Override
        public String toString() {
            return "create " + session;
        }
    }

    /**
     * Changes single attributes and indexed values of a living session, whatever else others changed meanwhile, and its
     * times if wanted.
     * Refused with {@link PutResult.Gone} if there is no living session, and with {@link PutResult.Stale} if the
     * times do not apply any more, or the write is older than those that were forgotten; then nothing at all was written.
     *
     * @param id the session's id
     * @param attributes what to set and remove
     * @param indexed the same for what it can be found by
     * @param times new times, or null to leave them
     * @param writeToken the token of this write
     * @param forgotten tokens of the session's history that this write removes ({@link WriteHistory#toForget}), in order
     * @param superseded tokens of earlier writes of the same request that this one takes the place of: they were not
     *     stored as far as is known, and count as stored with this one, so that a late attempt of one is refused
     */
    record Update(
            String id,
            AttributeChanges attributes,
            IndexChanges indexed,
            @Nullable TimesChange times,
            String writeToken,
            NavigableSet<String> forgotten,
            Set<String> superseded)
            implements Change {

        /**
         * One that leaves indexed values as they are, forgets no other write, and takes the place of none.
         *
         * @param id the session's id
         * @param attributes what to set and remove
         * @param times new times, or null to leave them
         * @param writeToken the token of this write
         */
        public Update(String id, AttributeChanges attributes, @Nullable TimesChange times, String writeToken) {
            this(id, attributes, IndexChanges.none(), times, writeToken, Collections.emptyNavigableSet(), Set.of());
        }

        /**
         * A session after this update.
         *
         * @param session what is stored; its id is not looked at
         * @return a new record
         */
        public SessionRecord appliedTo(SessionRecord session) {
            SessionRecord next = session.with(attributes, session.history().after(writeToken, forgotten, superseded))
                    .with(indexed);
            return times == null ? next : next.withTimes(session.times().with(times));
        }

        @Override
        public String toString() {
            return "update: " + attributes;
        }
    }

    /**
     * Moves a living session to another id, and replaces its content, as one; under the old id a {@link Tombstone} is
     * left. Refused with {@link PutResult.Gone} if there is no living session under the old id, or a tombstone under the
     * new one; with {@link PutResult.Stale} if its content was written since {@code expectedToken} was read, or a later
     * access was recorded; and with {@link PutResult.IdTaken} while another session lives under the new id.
     *
     * @param oldId the id up to now
     * @param expectedToken the write token of the content that {@code session} was made from
     * @param session all of it, under its new id
     */
    record Rename(String oldId, String expectedToken, SessionRecord session) implements Change {

        /**
         * The tombstone that the session leaves behind under its old id.
         *
         * @param now the time
         * @return the tombstone
         */
        public Tombstone tombstone(Instant now) {
            return new Tombstone(oldId, now, session.id(), session.history().recent());
        }

        @Override
        public String toString() {
            return "rename " + session;
        }
    }
}
