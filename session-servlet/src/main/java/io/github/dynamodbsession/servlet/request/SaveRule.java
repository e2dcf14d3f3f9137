package io.github.dynamodbsession.servlet.request;

/**
 * Whether a request's session is to be saved, whether it is worth a failure of the request, and what becomes of its cookie:
 * all that follows from facts, and from nothing else.
 */
record SaveRule(Options options, Moment moment, OfSession session, OfRequest request) {

    /** When a session is saved. */
    enum Moment {
        /** The response is about to be committed; there may be many such moments. */
        BEFORE_COMMIT,
        /** The application is done with the request, or with this part of it. */
        END,
        /** The application failed, and the container is about to answer for it. */
        FAILURE
    }

    /** What the response has to do with the cookie. */
    enum CookieDuty {
        /** The client has what it needs, or gets nothing. */
        NONE,
        /** The client gets the id under which the session is stored. */
        GIVE,
        /** The client's cookie is taken away, since its session was ended. */
        TAKE_AWAY
    }

    /**
     * What was chosen for the application.
     *
     * @param saveUninitialized whether a new session is stored although it is empty
     * @param continueOnFailure whether a request goes on without its session when the storage fails
     * @param rolling whether the cookie is given with every response
     */
    record Options(boolean saveUninitialized, boolean continueOnFailure, boolean rolling) {

        /** Whether it counts for a save what a session holds; to know whether that was changed, values are encoded. */
        boolean lookInside(boolean stored, boolean saveFailed) {
            return (saveFailed && continueOnFailure) || !(stored || saveUninitialized);
        }
    }

    /**
     * The session there is; nothing of it is true if there is none.
     *
     * @param used whether the application has asked anything of it since it was last saved
     * @param stored whether it is in the storage
     * @param changed of one that is stored: whether more than the time of its access would be written
     * @param empty of one that is not stored: whether it has no attribute
     * @param ended whether it is known to have ended
     */
    record OfSession(boolean used, boolean stored, boolean changed, boolean empty, boolean ended) {}

    /**
     * What has come of the request so far.
     *
     * @param saveFailed whether the last save has failed
     * @param givenUp whether the request fails for that
     * @param failing whether it is answered with an error, and the storage has failed it
     * @param known whether the client presented the id under which the session is stored
     * @param toBeTakenAway whether the client's session was ended, and it has a cookie
     */
    record OfRequest(boolean saveFailed, boolean givenUp, boolean failing, boolean known, boolean toBeTakenAway) {}

    /**
     * Whether to save. Before a commit, it is enough that the application has asked for the session since the last time. At
     * the end all is compared, since an object may have been altered that was fetched long before.
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

    /** Whether nothing is saved any more, whatever the application did. */
    boolean isOver() {
        return session.ended() || request.givenUp() || request.failing();
    }

    private boolean isUninitialized() {
        return !options.saveUninitialized() && !session.stored() && session.empty();
    }

    private boolean mayBeLost() {
        return request.saveFailed() && options.continueOnFailure();
    }

    /** A record of an access, or a new session that nobody has put anything into, is not worth failing a request. */
    boolean worthAFailure() {
        return session.stored() ? session.changed() : !session.empty();
    }

    /** What becomes of the cookie: it is given only when its session is stored. */
    CookieDuty cookie() {
        if (session.stored()) {
            boolean isKnown = request.known() && !options.rolling();
            return isKnown || session.ended() ? CookieDuty.NONE : CookieDuty.GIVE;
        }
        return request.toBeTakenAway() ? CookieDuty.TAKE_AWAY : CookieDuty.NONE;
    }
}
