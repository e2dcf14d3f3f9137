package io.github.dynamodbsession.history;

/** The checks of a history. The promises are numbered as in the design. */
enum Check {
    LOST_UPDATE("an acknowledged write of an attribute, or of the interval, is undone without a later write"),
    UNKNOWN_VALUE("an attribute has a value that was never written"),
    BOTH_IDS_ALIVE("a session is alive under its old id after its id change is acknowledged or seen"),
    ALIVE_AFTER_LOGOUT("a session is alive after a delete of it has returned"),
    LOGOUT_MISSED_NEW_ID("a delete of the old id has returned, and the session is alive under a newer one"),
    SAVED_AFTER_LOGOUT("a create that is saved again brings a session back that a delete has ended"),
    USERS_SESSION_LEFT("a user's session is alive after all of the user's sessions were ended"),
    OTHER_USERS_SESSION_ENDED("a session ended with those of a user whom it no longer had"),
    WRONG_COUNT("deleteByIndex does not count what it ended"),
    EXPIRED_ALIVE_AGAIN("a session is alive after it was seen to have expired"),
    ENDED_THOUGH_WRITTEN("a save is answered that the session has ended, but what it wrote is read after an id change"),
    TIMES_WENT_BACK("the last access or the expiry is earlier than one that was seen before"),
    REFUSED_FOR_NOTHING("an operation fails for ever though nothing was wrong but that an answer was lost"),
    ABSENT_WITHOUT_REASON("a session is absent although it was not ended and cannot have expired");

    private final String meaning;

    Check(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
