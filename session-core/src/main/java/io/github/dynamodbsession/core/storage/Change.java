package io.github.dynamodbsession.core.storage;

import org.jspecify.annotations.Nullable;

/**
 * One atomic write to one session, as data. Immutable; no {@code toString} shows an id or a value.
 *
 * <p>Each change carries the write token that it leaves behind. A storage that finds this very token already there
 * where the change would refuse has applied it before, and says so ({@link PutResult.Applied}): the answer was lost,
 * not the write. With an update it stores the number of updates as well ({@link WriteTokens}).
 */
public sealed interface Change {

    /**
     * Begins a session. Refused with {@link PutResult.IdTaken} while another session lives under the id; one that has
     * expired is replaced.
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
     * times do not apply any more; then nothing at all was written.
     *
     * @param id the session's id
     * @param attributes what to set and remove
     * @param indexed the same for what it can be found by
     * @param times new times, or null to leave them
     * @param writeToken the token that this write leaves behind
     */
    record Update(
            String id,
            AttributeChanges attributes,
            IndexChanges indexed,
            @Nullable TimesChange times,
            String writeToken)
            implements Change {

        /**
         * One that leaves indexed values as they are.
         *
         * @param id the session's id
         * @param attributes what to set and remove
         * @param times new times, or null to leave them
         * @param writeToken the token that this write leaves behind
         */
        public Update(String id, AttributeChanges attributes, @Nullable TimesChange times, String writeToken) {
            this(id, attributes, IndexChanges.none(), times, writeToken);
        }

        @Override
        public String toString() {
            return "update: " + attributes;
        }
    }

    /**
     * Moves a living session to another id, and replaces its content, as one. Refused with {@link PutResult.Gone} if
     * there is no living session under the old id, with {@link PutResult.Stale} if its content was written since
     * {@code expectedToken} was read, and with {@link PutResult.IdTaken} while another session lives under the new
     * id.
     *
     * @param oldId the id up to now
     * @param expectedToken the write token of the content that {@code session} was made from
     * @param session all of it, under its new id
     */
    record Rename(String oldId, String expectedToken, SessionRecord session) implements Change {

        @Override
        public String toString() {
            return "rename " + session;
        }
    }
}
