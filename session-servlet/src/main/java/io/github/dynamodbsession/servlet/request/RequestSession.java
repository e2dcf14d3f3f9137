package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.cookie.PresentedId;
import io.github.dynamodbsession.servlet.request.SaveRule.CookieDuty;
import io.github.dynamodbsession.servlet.request.SaveRule.Moment;
import io.github.dynamodbsession.servlet.response.CountingResponse;
import io.github.dynamodbsession.servlet.response.SessionResponse;
import io.github.dynamodbsession.servlet.session.ApplicationSessions;
import io.github.dynamodbsession.servlet.session.StoredHttpSession;
import io.github.dynamodbsession.servlet.session.UnavailableSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a request knows of its session: what the client presented, what was found, what the application does with it,
 * and which cookie the response carries. There is one for all dispatches and all threads of a request.
 *
 * <p>Nothing is read before the application asks for the session.
 */
final class RequestSession implements StoredHttpSession.Owner {

    private final ApplicationSessions application;
    private final ClientIds client;
    private final SaveRule.Options options;
    private final EndedAnswer endedAnswer;
    private final RequestFailure failure;
    private final FailFastStorage storage = new FailFastStorage();

    /**
     * Guards everything below. Not held while the storage is asked, or while listeners, values and handlers of the
     * application are told: they may wait for another thread of this request.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable StoredHttpSession current;

    /** The id under which {@link #current} is stored; null: it is not. */
    private @Nullable String storedId;

    /** Whether the client's session was taken up, and may have ended since. */
    private boolean taken;

    private boolean invalidated;

    private boolean saveFailed;

    /** Whether the request fails for it. What answers the failure must not be failed by it again. */
    private boolean givenUp;

    private final CookieInResponse cookie;

    /** The one of the pass that began last. */
    private volatile CountingResponse latest;

    RequestSession(ApplicationSessions application, CountingResponse response) {
        this.application = application;
        this.client = new ClientIds(application);
        this.options = new SaveRule.Options(
                application.savesUninitialized(), application.continuesOnFailure(), application.isCookieRolling());
        this.endedAnswer = new EndedAnswer(application.endedHandler());
        this.failure = new RequestFailure(application);
        this.cookie = new CookieInResponse(application);
        this.latest = response;
    }

    /** A pass begins that has a response of its own. */
    void goesOnWith(CountingResponse next) {
        next.goesOnFrom(latest);
        latest = next;
    }

    boolean isAnswered() {
        return endedAnswer.isGiven();
    }

    RequestFailure failure() {
        return failure;
    }

    /** The session there is. */
    @Nullable
    StoredHttpSession existing(HttpServletRequest request) {
        ClientIds.Found found = failure.outage() == null ? look(request) : null;
        lock.lock();
        try {
            if (current == null && !taken && found != null && found.session() != null) {
                current = StoredHttpSession.of(found.session(), this, application);
                storedId = client.idOfSession();
                taken = true;
            }
            if (current != null) {
                current.used();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private ClientIds.Found look(HttpServletRequest request) {
        ClientIds.Found found = client.hasLooked() ? client.look(request) : storage.ask(() -> client.look(request));
        if (found.failure() != null) {
            failure.goesOn(found.failure());
        }
        return found;
    }

    /** The session there is, or a new one. */
    HttpSession existingOrNew(HttpServletRequest request, SessionResponse response) {
        StoredHttpSession existing = existing(request);
        if (existing != null) {
            return existing;
        }
        SessionStorageException outage = failure.outage();
        return outage == null ? begin(response) : failure.placeholder(outage);
    }

    private HttpSession begin(SessionResponse response) {
        if (response.isCommitted()) {
            throw new IllegalStateException(
                    "A session cannot begin any more: the response is committed, its cookie would not arrive");
        }
        StoredHttpSession begun = StoredHttpSession.of(application.create(), this, application);
        lock.lock();
        try {
            if (current != null) {
                return current; // another thread was faster
            }
            current = begun;
            storedId = null;
            saveFailed = false;
            givenUp = false;
        } finally {
            lock.unlock();
        }
        application.events().created(begun);
        return begun;
    }

    /** The id that the client asks for, if it could be one. */
    @Nullable
    PresentedId requestedId(HttpServletRequest request) {
        return client.requested(request);
    }

    /** Whether that id came in the URL; empty if there is none. */
    Optional<Boolean> isRequestedIdFromUrl(HttpServletRequest request) {
        return client.isFromUrl(request);
    }

    boolean isRequestedIdValid(HttpServletRequest request) {
        boolean found = failure.outage() == null && look(request).session() != null;
        lock.lock();
        try {
            return found && !invalidated;
        } finally {
            lock.unlock();
        }
    }

    String changeId(HttpServletRequest request, SessionResponse response) {
        StoredHttpSession session = existing(request);
        SessionStorageException outage = failure.outage();
        if (session == null && outage != null) {
            throw UnavailableSession.refusal(outage);
        }
        if (session == null) {
            throw new IllegalStateException("There is no session whose id could be changed");
        }
        if (response.isCommitted()) {
            throw new IllegalStateException(
                    "The session's id cannot be changed any more: the response is committed, its cookie would not"
                            + " arrive");
        }
        String oldId = session.getId();
        String newId = application.store().changeId(session.working());
        application.events().idChanged(session, oldId);
        return newId;
    }

    /** The session is gone from here on also for this request, even if a listener fails that is told. */
    @Override
    public void invalidate(StoredHttpSession session) {
        try {
            session.end();
        } finally {
            if (session.isInvalidated()) {
                forget(session);
            }
        }
    }

    /**
     * Ends the session there is; and if there is none, what became of those whose ids the client presents.
     *
     * @return true if a session was ended
     */
    boolean endPresented(HttpServletRequest request) {
        StoredHttpSession session = existing(request);
        SessionStorageException outage = failure.outage();
        if (outage != null) {
            throw outage;
        }
        if (session != null) {
            return isEnded(session);
        }
        boolean ended = false;
        for (PresentedId id : client.presented(request)) {
            ended |= storage.ask(() -> application.store().delete(id.id()));
        }
        lock.lock();
        try {
            invalidated |= ended;
        } finally {
            lock.unlock();
        }
        return ended;
    }

    static boolean isEnded(@Nullable HttpSession session) {
        if (session == null) {
            return false;
        }
        try {
            session.invalidate();
            return true;
        } catch (IllegalStateException e) {
            return false; // it has ended already
        }
    }

    private void forget(StoredHttpSession session) {
        lock.lock();
        try {
            if (current == session) {
                current = null;
            }
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
    void save(HttpServletRequest request, SessionResponse response, Moment moment) {
        boolean ended = savedNow(request, response, moment) == SaveResult.ENDED;
        lock.lock();
        try {
            cookie.put(cookieDuty(request), storedId, request, response);
        } finally {
            lock.unlock();
        }
        if (ended && moment != Moment.FAILURE) {
            endedAnswer.ask(request, response);
        }
    }

    private SaveResult savedNow(HttpServletRequest request, SessionResponse response, Moment moment) {
        StoredHttpSession session = toBeSaved(request, response, moment);
        return session == null ? SaveResult.UNCHANGED : store(session, moment);
    }

    private @Nullable StoredHttpSession toBeSaved(HttpServletRequest request, SessionResponse response, Moment moment) {
        lock.lock();
        try {
            StoredHttpSession session = current;
            if (session == null) {
                return null;
            }
            boolean looksInside = options.lookInside(session.isStored(), saveFailed);
            boolean failing = storage.hasFailed() && response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
            SaveRule rule = rule(
                    moment,
                    factsOf(session, looksInside),
                    new SaveRule.OfRequest(saveFailed, givenUp, failing, false, false));
            boolean isOver = rule.isOver() || !(session.isStored() || application.mayBegin(request));
            return !isOver && rule.toBeSaved() ? session : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is known of a session.
     *
     * @param looksInside whether it counts what it holds
     */
    private static SaveRule.OfSession factsOf(StoredHttpSession session, boolean looksInside) {
        boolean stored = session.isStored();
        return new SaveRule.OfSession(
                session.isUsedSinceSave(),
                stored,
                looksInside && stored && session.working().hasUnsavedChanges(),
                looksInside && !stored && session.working().attributeNames().isEmpty(),
                session.working().isEnded());
    }

    private SaveRule rule(Moment moment, SaveRule.OfSession session, SaveRule.OfRequest request) {
        return new SaveRule(options, moment, session, request);
    }

    private SaveResult store(StoredHttpSession session, Moment moment) {
        List<HttpSessionActivationListener> passivated = session.saving();
        try {
            String id;
            SaveResult result;
            do { // another thread may change the id meanwhile, and the cookie is to carry what is stored
                id = session.getId();
                result = storage.ask(() -> application.store().save(session.working()));
            } while (!id.equals(session.getId()));
            stored(session, id, result);
            if (moment == Moment.BEFORE_COMMIT) {
                session.activate(passivated);
            }
            return result;
        } catch (RuntimeException e) {
            session.used();
            saveFailed(true);
            if (e instanceof SessionStorageException storageFailure
                    && application.continuesOnFailure()
                    && !isWorthAFailure(session)) {
                application.failureLog().wentOn(storageFailure);
                return SaveResult.UNCHANGED;
            }
            throw e;
        }
    }

    private boolean isWorthAFailure(StoredHttpSession session) {
        SaveRule.OfRequest failed = new SaveRule.OfRequest(true, false, false, false, false);
        return rule(Moment.FAILURE, factsOf(session, true), failed).worthAFailure();
    }

    private void stored(StoredHttpSession session, String id, SaveResult result) {
        lock.lock();
        try {
            saveFailed = false;
            session.stored();
            if (current == session && result != SaveResult.ENDED) {
                storedId = id;
            }
        } finally {
            lock.unlock();
        }
    }

    private void saveFailed(boolean value) {
        lock.lock();
        try {
            saveFailed = value;
        } finally {
            lock.unlock();
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

    /** Whether something became of the session that the client is to learn by a cookie, and has not been put yet. */
    boolean isCookieDue(HttpServletRequest request) {
        lock.lock();
        try {
            boolean unsaved = current != null && !current.working().id().equals(storedId);
            return unsaved || cookie.isDue(cookieDuty(request), storedId, request);
        } finally {
            lock.unlock();
        }
    }

    private CookieDuty cookieDuty(HttpServletRequest request) {
        StoredHttpSession session = current;
        boolean stored = session != null && storedId != null;
        boolean ended = session != null && session.working().isEnded();
        boolean known = storedId != null && storedId.equals(client.idOfSession());
        boolean toBeTakenAway = invalidated && (cookie.isThere() || client.hasCookie(request));
        return rule(
                        Moment.BEFORE_COMMIT,
                        new SaveRule.OfSession(false, stored, false, false, ended),
                        new SaveRule.OfRequest(saveFailed, givenUp, false, known, toBeTakenAway))
                .cookie();
    }

    /** The URL with the session's id in it, if there is a session whose id the client did not send in a cookie. */
    String encode(String url, HttpServletRequest request) {
        StoredHttpSession session = existing(request);
        boolean isInCookie = !isRequestedIdFromUrl(request).orElse(true);
        return session == null || isInCookie ? url : application.transport().encode(url, session.getId(), request);
    }

    /** The response has lost its headers, or may have lost this one. */
    void cookieMayBeLost() {
        lock.lock();
        try {
            cookie.mayBeLost();
        } finally {
            lock.unlock();
        }
    }

    /** The container has emptied the response for an error page; some of them take the headers away as well. */
    void responseEmptied(HttpServletResponse emptied) {
        lock.lock();
        try {
            cookie.responseEmptied(emptied);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "session of a request";
    }
}
