package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.cookie.PresentedToken;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The session state of a request: the tokens that the client presented, the session that was found, what the application
 * does with it, and the cookie in the response. Shared by all dispatches and all threads of a request.
 *
 * <p>Nothing is read before the application accesses the session.
 */
final class RequestSession implements StoredHttpSession.Owner {

    private final ApplicationSessions application;
    private final ClientTokens client;
    private final SaveRule.Options options;
    private final EndedAnswer endedAnswer;
    private final RequestFailure failure;
    private final FailFastStorage storage = new FailFastStorage();

    /**
     * Guards everything below. Not held during calls of the storage, nor of the application's listeners, values and
     * handlers: they may wait for another thread of this request.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable StoredHttpSession current;

    /** The token that opens {@link #current} as it is stored; null if it is not stored. */
    private @Nullable SessionToken stored;

    /** Whether the client's session has been loaded; it may have ended since then. */
    private boolean taken;

    private boolean invalidated;

    private boolean saveFailed;

    /** Whether the request fails because of that. The error page must not fail for the same reason again. */
    private boolean givenUp;

    private final CookieInResponse cookie;

    /** The response of the latest pass. */
    private volatile CountingResponse latest;

    RequestSession(ApplicationSessions application, CountingResponse response) {
        this.application = application;
        this.client = new ClientTokens(application);
        this.options = new SaveRule.Options(
                application.savesUninitialized(), application.continuesOnFailure(), application.isCookieRolling());
        this.endedAnswer = new EndedAnswer(application.endedHandler());
        this.failure = new RequestFailure(application);
        this.cookie = new CookieInResponse(application);
        this.latest = response;
    }

    /** A new pass begins, which has its own response. */
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

    /** The existing session, or null. */
    @Nullable
    StoredHttpSession existing(HttpServletRequest request) {
        ClientTokens.Found found = failure.outage() == null ? look(request) : null;
        lock.lock();
        try {
            if (current == null && !taken && found != null && found.session() != null) {
                current = StoredHttpSession.of(found.session(), this, application);
                stored = client.tokenOfSession();
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

    private ClientTokens.Found look(HttpServletRequest request) {
        ClientTokens.Found found = client.hasLooked() ? client.look(request) : storage.ask(() -> client.look(request));
        if (found.failure() != null) {
            failure.goesOn(found.failure());
        }
        return found;
    }

    /** The existing session, or a new one. */
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
                    "Cannot create a session: the response is already committed, so its cookie could not be sent");
        }
        StoredHttpSession begun = StoredHttpSession.of(application.create(), this, application);
        lock.lock();
        try {
            if (current != null) {
                return current; // another thread created it first
            }
            current = begun;
            stored = null;
            saveFailed = false;
            givenUp = false;
        } finally {
            lock.unlock();
        }
        application.events().created(begun);
        return begun;
    }

    /** The id of the session that the client requested; null if it presented nothing that can be a token. */
    @Nullable
    String requestedId(HttpServletRequest request) {
        return client.requestedId(request);
    }

    /** Whether its token was sent in the URL; empty if there is none. */
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
            throw new IllegalStateException("Cannot change the session id: there is no session");
        }
        if (response.isCommitted()) {
            throw new IllegalStateException(
                    "Cannot change the session id: the response is already committed, so its cookie could not be sent");
        }
        String oldId = session.getId();
        String newId = application.store().changeId(session.working());
        application.events().idChanged(session, oldId);
        return newId;
    }

    /** Ends the session for this request as well, even if a listener that is notified fails. */
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
     * Ends the existing session. If there is none, ends the sessions that the presented tokens opened before
     * their ids were changed.
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
        for (PresentedToken each : client.presented(request)) {
            ended |= storage.ask(() -> application.store().deleteByToken(each.token()));
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
            return false; // it has already ended
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
     * Saves the session, and only then sets its cookie.
     *
     * <p>Before a commit, it is saved only if the application has used it since the last save. At the end, all values
     * are compared, because an object may have been modified that was obtained long before.
     */
    void save(HttpServletRequest request, SessionResponse response, Moment moment) {
        boolean ended;
        try {
            ended = savedNow(request, response, moment) == SaveResult.ENDED;
        } catch (RuntimeException e) {
            if (!Objects.equals(storedToken(), client.tokenOfSession())) {
                putCookie(request, response); // the id was renewed before that
            }
            throw e;
        }
        putCookie(request, response);
        if (ended && moment != Moment.FAILURE) {
            endedAnswer.ask(request, response);
        }
    }

    private void putCookie(HttpServletRequest request, SessionResponse response) {
        lock.lock();
        try {
            cookie.put(cookieDuty(request), stored, request, response);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable SessionToken storedToken() {
        lock.lock();
        try {
            return stored;
        } finally {
            lock.unlock();
        }
    }

    private SaveResult savedNow(HttpServletRequest request, SessionResponse response, Moment moment) {
        StoredHttpSession session = toBeSaved(request, response, moment);
        if (session == null) {
            return SaveResult.UNCHANGED;
        }
        // Not if the application has failed: some containers answer that without the headers that were set.
        boolean mayRenew = moment != Moment.FAILURE
                && application.store().isIdDue(session.working())
                && canSendToken(request, response);
        SaveResult result = store(session, moment, mayRenew);
        if (result == SaveResult.UNCHANGED && options.rolling() && !response.isCommitted()) {
            forgetTokenIfRenewed(session);
        }
        return result;
    }

    /**
     * Another request may have renewed an old id since this one has read the session, and its response, with the new cookie,
     * may have arrived: then a rolling cookie would bring the former token back. A save that writes nothing does not notice.
     */
    private void forgetTokenIfRenewed(StoredHttpSession session) {
        SessionToken token = session.token();
        if (token == null || !application.store().isIdDue(session.working()) || opensToWrite(token)) {
            return;
        }
        lock.lock();
        try {
            if (current == session && Objects.equals(token, stored)) {
                stored = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** False also if the storage fails: a cookie that is only repeated is not worth a failure. */
    private boolean opensToWrite(SessionToken token) {
        try {
            return application
                    .store()
                    .findByToken(token)
                    .filter(session -> !session.isReadOnly())
                    .isPresent();
        } catch (SessionStorageException e) {
            return false;
        }
    }

    /**
     * Whether a new token would reach the client: in a cookie that it has sent before. A link would not do, since there may be
     * others in the page already.
     */
    private boolean canSendToken(HttpServletRequest request, SessionResponse response) {
        return !response.isCommitted()
                && application.transport().inCookies()
                && !isRequestedIdFromUrl(request).orElse(true)
                && !application.transport().isDroppedBy(request);
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
     * The facts about a session.
     *
     * @param looksInside whether its attributes count
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

    private SaveResult store(StoredHttpSession session, Moment moment, boolean mayRenew) {
        List<HttpSessionActivationListener> passivated = session.saving();
        try {
            SessionToken token;
            SaveResult result;
            do { // the id may change meanwhile, and the cookie must carry the token of the stored one
                token = session.token();
                result = storage.ask(() -> mayRenew
                        ? application.store().saveAndRenewId(session.working())
                        : application.store().save(session.working()));
                if (result == SaveResult.RENEWED) {
                    renewed(session);
                }
            } while (!Objects.equals(token, session.token()));
            stored(session, token, result);
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

    /**
     * The store has changed the id: listeners are notified as if the application had. Even if one of them fails, the client
     * gets the new token, since the former one soon opens nothing.
     */
    private void renewed(StoredHttpSession session) {
        SessionToken former;
        lock.lock();
        try {
            former = current == session ? stored : null;
            if (former != null) {
                stored = session.token();
            }
        } finally {
            lock.unlock();
        }
        if (former != null) {
            application.events().idChanged(session, former.id());
        }
    }

    private void stored(StoredHttpSession session, @Nullable SessionToken token, SaveResult result) {
        lock.lock();
        try {
            saveFailed = false;
            session.stored();
            if (current == session && result != SaveResult.ENDED) {
                stored = token;
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

    /** The application is done with the request. */
    void giveUpIfSaveFailed() {
        lock.lock();
        try {
            givenUp = saveFailed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether the client needs a cookie, because of a change of the session, that has not been set yet; or may need one, once
     * the session is saved.
     */
    boolean isCookieDue(HttpServletRequest request) {
        lock.lock();
        try {
            boolean unsaved = current != null
                    && (!Objects.equals(current.token(), stored)
                            || (current.isUsedSinceSave() && application.store().isIdDue(current.working())));
            return unsaved || cookie.isDue(cookieDuty(request), stored, request);
        } finally {
            lock.unlock();
        }
    }

    private CookieDuty cookieDuty(HttpServletRequest request) {
        StoredHttpSession session = current;
        boolean ended = session != null && session.working().isEnded();
        boolean known = stored != null && Objects.equals(stored, client.tokenOfSession());
        boolean toBeTakenAway = invalidated && (cookie.isThere() || client.hasCookie(request));
        return rule(
                        Moment.BEFORE_COMMIT,
                        new SaveRule.OfSession(false, session != null && stored != null, false, false, ended),
                        new SaveRule.OfRequest(saveFailed, givenUp, false, known, toBeTakenAway))
                .cookie();
    }

    /** Adds the session's token to a URL, if there is a session whose token the client did not send in a cookie. */
    String encode(String url, HttpServletRequest request) {
        StoredHttpSession session = existing(request);
        boolean isInCookie = !isRequestedIdFromUrl(request).orElse(true);
        SessionToken token = session == null ? null : session.token();
        return token == null || isInCookie ? url : application.transport().encode(url, token, request);
    }

    /** Called when the response has lost its headers, or may have lost the cookie. */
    void cookieMayBeLost() {
        lock.lock();
        try {
            cookie.mayBeLost();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Called when the container has reset the response for an error page; some containers remove the headers as well.
     */
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
