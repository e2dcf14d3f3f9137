package io.github.dynamodbsession.servlet.request;

/**
 * Decides whether to save the session of a request, whether to fail the request if that fails, and what to do with the
 * cookie. Pure: depends on its components only.
 */
record SaveRule(Options options, Moment moment, OfSession session, OfRequest request) {

    /** When a session is saved. */
    enum Moment {
        /** The response is about to be committed; may happen several times. */
        BEFORE_COMMIT,
        /** The application is done with the request, or with this part of it. */
        END,
        /** The application failed, and the container is about to send an error page. */
        FAILURE
    }

    /** What to do with the cookie in the response. */
    enum CookieDuty {
        /** Nothing: the client has the right cookie, or needs none. */
        NONE,
        /** Set the cookie, with the token that opens the session as it is stored. */
        GIVE,
        /** Delete the cookie, because its session was ended. */
        TAKE_AWAY
    }

    /**
     * The options of the filter.
     *
     * @param saveUninitialized whether a new session is stored although it is empty
     * @param continueOnFailure whether a request continues without its session if the storage fails
     * @param rolling whether the cookie is set by every response
     */
    record Options(boolean saveUninitialized, boolean continueOnFailure, boolean rolling) {

        /**
         * Whether the decision to save depends on the attributes. Detecting changes costs an encoding of the values.
         */
        boolean lookInside(boolean stored, boolean saveFailed) {
            return (saveFailed && continueOnFailure) || !(stored || saveUninitialized);
        }
    }

    /**
     * The existing session; nothing of it is true if there is none.
     *
     * @param used whether the application has used it since it was last saved
     * @param stored whether it is stored
     * @param changed for a stored session: whether more than its access time would be written
     * @param empty for a session that is not stored: whether it has no attributes
     * @param ended whether it is known to have ended
     */
    record OfSession(boolean used, boolean stored, boolean changed, boolean empty, boolean ended) {}

    /**
     * The state of the request so far.
     *
     * @param saveFailed whether the last save failed
     * @param givenUp whether the request fails because of that
     * @param failing whether the response is an error, and the storage has failed for this request
     * @param known whether the client presented the token that opens the session as it is stored
     * @param toBeTakenAway whether the client's session was ended, and it has a cookie
     */
    record OfRequest(boolean saveFailed, boolean givenUp, boolean failing, boolean known, boolean toBeTakenAway) {}

    /**
     * Whether to save. Before a commit, only if the application has used the session since the last save. At the end,
     * all values are compared, because an object may have been modified that was obtained long before.
     */
    boolean toBeSaved() {
        if (isOver() || isUninitialized() || (mayBeLost() && !worthAFailure())) {
            return false;
        }
        return switch (moment) {
            case BEFORE_COMMIT -> session.used();
            case END -> true;
            case FAILURE -> !request.saveFailed();
        };
    }

    /** Whether nothing is saved from now on, whatever the application did. */
    boolean isOver() {
        return session.ended() || request.givenUp() || request.failing();
    }

    private boolean isUninitialized() {
        return !options.saveUninitialized() && !session.stored() && session.empty();
    }

    private boolean mayBeLost() {
        return request.saveFailed() && options.continueOnFailure();
    }

    /** An access time, or a new session without attributes, is not worth failing a request. */
    boolean worthAFailure() {
        return session.stored() ? session.changed() : !session.empty();
    }

    /** What to do with the cookie: it is set only if its session is stored. */
    CookieDuty cookie() {
        if (session.stored()) {
            boolean isKnown = request.known() && !options.rolling();
            return isKnown || session.ended() ? CookieDuty.NONE : CookieDuty.GIVE;
        }
        return request.toBeTakenAway() ? CookieDuty.TAKE_AWAY : CookieDuty.NONE;
    }
}
