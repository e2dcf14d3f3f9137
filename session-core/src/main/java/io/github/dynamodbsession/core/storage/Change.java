package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One atomic write to one session, as data. Immutable; no {@code toString} shows an id or a value.
 *
 * <p>Each change carries its write token ({@link WriteTokens}). A storage that knows the token has applied the change
 * before, and answers {@link PutResult.Applied} without applying it again: the answer was lost, or an attempt of it
 * arrives late. {@link WriteHistory} defines which tokens a storage must know; {@link ChangeRules} contains all rules.
 */
public sealed interface Change {

    /**
     * Creates a session. Refused with {@link PutResult.IdTaken} while another session with the id is alive; an expired
     * one is replaced if it was created earlier. Refused with {@link PutResult.Gone} if there is a {@link Tombstone}.
     *
     * @param session the whole session */
    record Create(SessionRecord session) implements Change {

        @Override
        public String toString() {
            return "create " + session;
        }
    }

    /**
     * Changes single attributes and indexed values of a living session, independent of concurrent changes to others,
     * and optionally its times. Refused with {@link PutResult.Gone} if there is no living session, and with {@link
     * PutResult.Stale} if the times no longer apply, or the write is older than the forgotten ones; then nothing was
     * written.
     *
     * @param id the session's id
     * @param attributes what to set and remove
     * @param indexed which indexed values to set and remove
     * @param times new times, or null to leave them
     * @param writeToken the token of this write
     * @param forgotten tokens of the session's history that this write removes ({@link WriteHistory#toForget}), in order
     * @param superseded tokens of earlier writes of the same request that this one replaces: they were not stored as
     *     far as is known, and count as stored with this one, so that a late attempt of one is refused
     * @param known the session before this write, as far as its sender knows it: a hint by which a storage may choose how
     *     to write, never what. Null: unknown
     */
    record Update(
            String id,
            AttributeChanges attributes,
            IndexChanges indexed,
            @Nullable TimesChange times,
            String writeToken,
            NavigableSet<String> forgotten,
            Set<String> superseded,
            @Nullable SessionRecord known)
            implements Change {

        /**
         * An update that leaves indexed values unchanged, and neither forgets nor replaces other writes.
         *
         * @param id the session's id
         * @param attributes what to set and remove
         * @param times new times, or null to leave them
         * @param writeToken the token of this write
         */
        public Update(String id, AttributeChanges attributes, @Nullable TimesChange times, String writeToken) {
            this(
                    id,
                    attributes,
                    IndexChanges.none(),
                    times,
                    writeToken,
                    Collections.emptyNavigableSet(),
                    Set.of(),
                    null);
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
     * Moves a living session to another id and replaces its content, atomically; leaves a {@link Tombstone} under the
     * old id. Refused with {@link PutResult.Gone} if there is no living session under the old id, or a tombstone under
     * the new one; with {@link PutResult.Stale} if its content was written since {@code expectedToken} was read, or a
     * later access was recorded; and with {@link PutResult.IdTaken} while another session with the new id is alive.
     *
     * @param oldId the previous id
     * @param expectedToken the write token of the content that {@code session} was made from
     * @param session the whole session, under its new id
     * @param readableUntil of an id that is renewed because of its age: the first instant at which the session can no
     *     longer be read under the previous one; null for any other id change, such as that of a login, after which the
     *     previous id opens nothing
     */
    record Rename(String oldId, String expectedToken, SessionRecord session, @Nullable Instant readableUntil)
            implements Change {

        /**
         * An id change after which the previous id opens nothing.
         *
         * @param oldId the previous id
         * @param expectedToken the write token of the content that {@code session} was made from
         * @param session the whole session, under its new id
         */
        public Rename(String oldId, String expectedToken, SessionRecord session) {
            this(oldId, expectedToken, session, null);
        }

        /**
         * The tombstone that the session leaves behind under its old id.
         *
         * @param now the time
         * @return the tombstone
         */
        public Tombstone tombstone(Instant now) {
            return new Tombstone(
                    oldId, now, session.id(), new TreeSet<>(session.history().recent()), readableUntil);
        }

        @Override
        public String toString() {
            return "rename " + session;
        }
    }
}
