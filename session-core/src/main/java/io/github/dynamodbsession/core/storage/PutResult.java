package io.github.dynamodbsession.core.storage;

/** The result of a {@link Change}. Immutable. */
public sealed interface PutResult {

    /** The change is stored, now or by an earlier attempt whose answer was lost. */
    record Applied() implements PutResult {}

    /** There is no living session under the id: it ended, expired, or has another id by now. Nothing was written. */
    record Gone() implements PutResult {}

    /** The new id is in use by another living session. Nothing was written. */
    record IdTaken() implements PutResult {}

    /**
     * The session was changed concurrently, in a way that this change cannot be merged with. Nothing was written.
     *
     * @param current the session as it is now
     */
    record Stale(SessionRecord current) implements PutResult {}

    /**
     * The change is stored.
     *
     * @return the result
     */
    static PutResult applied() {
        return new Applied();
    }

    /**
     * There is no such session.
     *
     * @return the result
     */
    static PutResult gone() {
        return new Gone();
    }

    /**
     * The id is in use by another session.
     *
     * @return the result
     */
    static PutResult idTaken() {
        return new IdTaken();
    }

    /**
     * The session was changed concurrently.
     *
     * @param current the session as it is now
     * @return the result
     */
    static PutResult stale(SessionRecord current) {
        return new Stale(current);
    }
}
