package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a request knows of its session: what the client presented, what was found, what the application does with it,
 * and which cookie the response carries. There is one for all dispatches and all threads of a request.
 *
 * <p>Nothing is read before the application asks for the session.
 */
final class RequestSession {

    /** When a session is saved. */
    enum Moment {
        /** The response is about to be committed; there may be many such moments. */
        BEFORE_COMMIT,
        /** The application is done with the request, or with this part of it. */
        END,
        /** The application failed, and the container is about to answer for it. */
        FAILURE
    }

    private final SessionStore store;
    private final SessionCookie cookie;
    private final boolean saveUninitialized;
    private final @Nullable SessionEndedHandler endedHandler;
    private final BodyProgress body = new BodyProgress();

    /** Guards everything below; held while the storage is asked, so that threads of a request do not ask twice. */
    private final ReentrantLock lock = new ReentrantLock();

    private final ClientIds client;

    private @Nullable StoredHttpSession current;

    /** The id under which {@link #current} is stored; null: it is not. */
    private @Nullable String storedId;

    private boolean invalidated;

    private boolean saveFailed;

    /** Whether the request fails for it. What answers the failure must not be failed by it again. */
    private boolean givenUp;

    private boolean endedHandlerAsked;
    private boolean savedBeforeInclude;
    private @Nullable String cookieLine;

    /** Whether the {@link SessionEndedHandler} has answered in place of the application. */
    private volatile boolean answered;

    RequestSession(
            SessionStore store,
            SessionCookie cookie,
            boolean saveUninitialized,
            @Nullable SessionEndedHandler endedHandler) {
        this.store = store;
        this.cookie = cookie;
        this.client = new ClientIds(store, cookie);
        this.saveUninitialized = saveUninitialized;
        this.endedHandler = endedHandler;
    }

    BodyProgress body() {
        return body;
    }

    boolean isAnswered() {
        return answered;
    }

    /** The session there is. */
    @Nullable
    StoredHttpSession existing(Pass pass) {
        lock.lock();
        try {
            Session found = client.session(pass.request());
            if (current == null && found != null) {
                current = new StoredHttpSession(found, this, pass.request().getServletContext());
                storedId = client.idOfSession();
            }
            if (current != null) {
                current.used();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** The session there is, or a new one. */
    StoredHttpSession existingOrNew(Pass pass) {
        lock.lock();
        try {
            StoredHttpSession existing = existing(pass);
            return existing == null ? begin(pass) : existing;
        } finally {
            lock.unlock();
        }
    }

    private StoredHttpSession begin(Pass pass) {
        if (pass.response().isCommitted()) {
            throw new IllegalStateException(
                    "A session cannot begin any more: the response is committed, its cookie would not arrive");
        }
        StoredHttpSession begun =
                new StoredHttpSession(store.create(), this, pass.request().getServletContext());
        current = begun;
        storedId = null;
        saveFailed = false;
        givenUp = false;
        return begun;
    }

    /** The id that the client asks for, if it could be one. */
    @Nullable
    String requestedId(Pass pass) {
        lock.lock();
        try {
            return client.requested(pass.request());
        } finally {
            lock.unlock();
        }
    }

    boolean isIdRequested(Pass pass) {
        lock.lock();
        try {
            return !client.isEmpty(pass.request());
        } finally {
            lock.unlock();
        }
    }

    boolean isRequestedIdValid(Pass pass) {
        lock.lock();
        try {
            return client.session(pass.request()) != null;
        } finally {
            lock.unlock();
        }
    }

    String changeId(Pass pass) {
        lock.lock();
        try {
            StoredHttpSession session = existing(pass);
            if (session == null) {
                throw new IllegalStateException("There is no session whose id could be changed");
            }
            if (pass.response().isCommitted()) {
                throw new IllegalStateException(
                        "The session's id cannot be changed any more: the response is committed, its cookie would not"
                                + " arrive");
            }
            return store.changeId(session.working());
        } finally {
            lock.unlock();
        }
    }

    void invalidate(StoredHttpSession session) {
        lock.lock();
        try {
            session.requireValid();
            store.delete(session.working());
            session.invalidated();
            current = null;
            client.forgetSession();
            invalidated = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Saves what the application did to the session, and only then puts its cookie into the response.
     *
     * <p>Before a commit, it is enough to look if the application has asked for the session since the last time. At
     * the end all is compared, since an object may have been altered that was fetched long before.
     */
    void save(Pass pass, Moment moment) {
        boolean ended;
        lock.lock();
        try {
            ended = save(moment) == SaveResult.ENDED;
            putCookie(pass);
        } finally {
            lock.unlock();
        }
        if (ended && moment != Moment.FAILURE) {
            askHandler(pass);
        }
    }

    /** A container may drop what is put into the response from within an include. */
    void saveBeforeInclude(Pass pass) {
        boolean first;
        lock.lock();
        try {
            first = !savedBeforeInclude;
            savedBeforeInclude = true;
        } finally {
            lock.unlock();
        }
        if (first) {
            save(pass, Moment.BEFORE_COMMIT);
        }
    }

    private SaveResult save(Moment moment) {
        StoredHttpSession session = current;
        if (session == null || givenUp || session.working().isEnded() || !isToBeSaved(session, moment)) {
            return SaveResult.UNCHANGED;
        }
        SaveResult result = store(session);
        if (result != SaveResult.ENDED) {
            storedId = session.working().id();
        }
        return result;
    }

    private boolean isToBeSaved(StoredHttpSession session, Moment moment) {
        if (!saveUninitialized
                && storedId == null
                && session.working().attributeNames().isEmpty()) {
            return false;
        }
        return switch (moment) {
            case BEFORE_COMMIT -> session.isUsedSinceSave();
            case END -> true;
            case FAILURE -> !saveFailed;
        };
    }

    private SaveResult store(StoredHttpSession session) {
        session.saving();
        try {
            SaveResult result = store.save(session.working());
            saveFailed = false;
            return result;
        } catch (RuntimeException e) {
            session.used();
            saveFailed = true;
            throw e;
        }
    }

    /** The request is over as far as the application is concerned. */
    void giveUpIfSaveFailed() {
        lock.lock();
        try {
            givenUp = saveFailed;
        } finally {
            lock.unlock();
        }
    }

    private void putCookie(Pass pass) {
        String line = pass.response().isCommitted() ? null : line(pass);
        if (line != null && !line.equals(cookieLine)) {
            SessionCookie.write(line, cookieLine, pass.rawResponse());
            cookieLine = line;
        }
    }

    private @Nullable String line(Pass pass) {
        if (current != null && storedId != null) {
            boolean isNeeded =
                    !storedId.equals(client.idOfSession()) && !current.working().isEnded();
            return isNeeded ? cookie.giving(storedId, pass.request()) : null;
        }
        boolean toTakeAway = invalidated && (cookieLine != null || !client.isEmpty(pass.request()));
        return toTakeAway ? cookie.takingAway(pass.request()) : null;
    }

    /** The response has lost its headers, or may have lost this one. */
    void cookieMayBeLost() {
        lock.lock();
        try {
            cookieLine = null;
        } finally {
            lock.unlock();
        }
    }

    /** Not under the lock: the handler writes to the response, and may take its time. */
    private void askHandler(Pass pass) {
        lock.lock();
        try {
            if (endedHandler == null || endedHandlerAsked || pass.response().isCommitted()) {
                return;
            }
            endedHandlerAsked = true;
        } finally {
            lock.unlock();
        }
        answered = pass.answerBy(endedHandler);
    }

    @Override
    public String toString() {
        return "session of a request";
    }
}
