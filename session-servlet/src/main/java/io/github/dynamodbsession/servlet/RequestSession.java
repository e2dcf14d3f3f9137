package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request knows of its session: what the client presented, what was found, what the application does with it,
 * and which cookie the response carries. There is one for all dispatches and all threads of a request.
 *
 * <p>Nothing is read before the application asks for the session.
 */
final class RequestSession implements StoredHttpSession.Owner {

    /** When a session is saved. */
    enum Moment {
        /** The response is about to be committed; there may be many such moments. */
        BEFORE_COMMIT,
        /** The application is done with the request, or with this part of it. */
        END,
        /** The application failed, and the container is about to answer for it. */
        FAILURE
    }

    private final ApplicationSessions application;
    private final ClientIds client;

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

    private boolean endedHandlerAsked;
    private @Nullable String cookieLine;

    /** Which id a cookie gives, and since when; a line that is made again is the same line. */
    private @Nullable Given given;

    private record Given(String id, Instant since) {}

    private @Nullable AbsentSession absent;

    /** The one of the pass that began last. */
    private volatile CountingResponse latest;

    /** Why the request has failed, or goes on without a session; null: it has not. */
    private volatile @Nullable SessionStorageException outage;

    /** The first failure of the storage: it is not asked again on behalf of this request. */
    private volatile @Nullable SessionStorageException known;

    /** Why the container was told that the request fails, until it tells so itself. */
    private final AtomicReference<@Nullable SessionException> told = new AtomicReference<>();

    /** Whether the {@link SessionEndedHandler} has answered in place of the application. */
    private volatile boolean answered;

    RequestSession(ApplicationSessions application, CountingResponse response) {
        this.application = application;
        this.client = new ClientIds(application);
        this.latest = response;
    }

    /** A pass begins that has a response of its own. */
    void goesOnWith(CountingResponse next) {
        next.goesOnFrom(latest);
        latest = next;
    }

    boolean isAnswered() {
        return answered;
    }

    /** The request has failed for this: what answers it has no session, rather than to fail again. */
    void failed(SessionStorageException failure) {
        outage = failure;
    }

    /** The container was told that the request fails for this. */
    void told(SessionException failure) {
        told.set(failure);
    }

    /** What it was told; only once. */
    @Nullable
    SessionException takeTold() {
        return told.getAndSet(null);
    }

    /** The session there is. */
    @Nullable
    StoredHttpSession existing(HttpServletRequest request) {
        ClientIds.Found found = outage == null ? look(request) : null;
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
        ClientIds.Found found = client.hasLooked() ? client.look(request) : asked(() -> client.look(request));
        if (found.failure() != null && outage == null) {
            outage = found.failure();
            application.failureLog().wentOn(found.failure());
        }
        return found;
    }

    /**
     * Asks the storage, unless it has failed this request before.
     *
     * @throws SessionStorageException that failure, or a new one
     */
    private <T> T asked(Supplier<T> operation) {
        SessionStorageException failure = known;
        if (failure != null) {
            throw failure;
        }
        try {
            return operation.get();
        } catch (SessionStorageException e) {
            known = e;
            throw e;
        }
    }

    /** The session there is, or a new one. */
    HttpSession existingOrNew(HttpServletRequest request, SessionResponse response) {
        StoredHttpSession existing = existing(request);
        if (existing != null) {
            return existing;
        }
        SessionStorageException failure = outage;
        return failure == null ? begin(response) : absent(failure);
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

    private HttpSession absent(SessionStorageException failure) {
        AbsentSession made = new AbsentSession(application.create(), application.servletContext(), failure);
        lock.lock();
        try {
            if (absent == null) {
                absent = made;
            }
            return absent;
        } finally {
            lock.unlock();
        }
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
        boolean found = outage == null && look(request).session() != null;
        lock.lock();
        try {
            return found && !invalidated;
        } finally {
            lock.unlock();
        }
    }

    String changeId(HttpServletRequest request, SessionResponse response) {
        StoredHttpSession session = existing(request);
        SessionStorageException failure = outage;
        if (session == null && failure != null) {
            throw AbsentSession.refusal(failure);
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
        SessionStorageException failure = outage;
        if (failure != null) {
            throw failure;
        }
        if (session != null) {
            return isEnded(session);
        }
        boolean ended = false;
        for (PresentedId id : client.presented(request)) {
            ended |= asked(() -> application.store().delete(id.id()));
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
            putCookie(request, response);
        } finally {
            lock.unlock();
        }
        if (ended && moment != Moment.FAILURE) {
            askHandler(request, response);
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
            boolean isOver = session == null
                    || givenUp
                    || (known != null && response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST)
                    || session.working().isEnded()
                    || (storedId == null && !application.mayBegin(request))
                    || !isToBeSaved(session, moment);
            return isOver ? null : session;
        } finally {
            lock.unlock();
        }
    }

    private boolean isToBeSaved(StoredHttpSession session, Moment moment) {
        if (!application.savesUninitialized()
                && storedId == null
                && session.working().attributeNames().isEmpty()) {
            return false;
        }
        if (saveFailed && application.continuesOnFailure() && !isWorthAFailure(session)) {
            return false;
        }
        return switch (moment) {
            case BEFORE_COMMIT -> session.isUsedSinceSave();
            case END -> true;
            case FAILURE -> !saveFailed;
        };
    }

    /** A record of an access, or a new session that nobody has put anything into, is not worth failing a request. */
    private boolean isWorthAFailure(StoredHttpSession session) {
        return session.isStored()
                ? session.working().hasUnsavedChanges()
                : !session.working().attributeNames().isEmpty();
    }

    private SaveResult store(StoredHttpSession session, Moment moment) {
        List<HttpSessionActivationListener> passivated = session.saving();
        try {
            String id;
            SaveResult result;
            do { // another thread may change the id meanwhile, and the cookie is to carry what is stored
                id = session.getId();
                result = asked(() -> application.store().save(session.working()));
            } while (!id.equals(session.getId()));
            stored(session, id, result);
            session.saved(passivated, moment == Moment.BEFORE_COMMIT);
            return result;
        } catch (RuntimeException e) {
            session.used();
            saveFailed(true);
            if (e instanceof SessionStorageException storage
                    && application.continuesOnFailure()
                    && !isWorthAFailure(session)) {
                application.failureLog().wentOn(storage);
                return SaveResult.UNCHANGED;
            }
            throw e;
        }
    }

    private void stored(StoredHttpSession session, String id, SaveResult result) {
        lock.lock();
        try {
            saveFailed = false;
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
            String line = line(request);
            boolean unsaved = current != null && !current.working().id().equals(storedId);
            return unsaved || (line != null && !line.equals(cookieLine));
        } finally {
            lock.unlock();
        }
    }

    private void putCookie(HttpServletRequest request, SessionResponse response) {
        String line = response.isCommitted() ? null : line(request);
        if (line != null && !line.equals(cookieLine)) {
            HttpServletResponse raw = response.raw();
            String earlier = cookieLine;
            UndertowInclude.goPast(raw, () -> SessionCookie.write(line, earlier, raw));
            cookieLine = line;
        }
    }

    private @Nullable String line(HttpServletRequest request) {
        if (current != null && storedId != null) {
            boolean isKnown = storedId.equals(client.idOfSession()) && !application.isCookieRolling();
            return isKnown || current.working().isEnded()
                    ? null
                    : application.transport().giving(storedId, request, givenSince(storedId));
        }
        boolean toTakeAway = invalidated && (cookieLine != null || client.hasCookie(request));
        return toTakeAway ? application.transport().takingAway(request) : null;
    }

    private Instant givenSince(String id) {
        Given known = given;
        if (known == null || !known.id().equals(id)) {
            known = new Given(id, application.now());
            given = known;
        }
        return known.since();
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
            cookieLine = null;
        } finally {
            lock.unlock();
        }
    }

    /** The container has emptied the response for an error page; some of them take the headers away as well. */
    void responseEmptied(HttpServletResponse emptied) {
        lock.lock();
        try {
            if (cookieLine != null && !emptied.getHeaders("Set-Cookie").contains(cookieLine)) {
                cookieLine = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Not under the lock: the handler writes to the response, and may take its time. */
    private void askHandler(HttpServletRequest request, SessionResponse response) {
        SessionEndedHandler endedHandler = application.endedHandler();
        lock.lock();
        try {
            if (endedHandler == null || endedHandlerAsked || response.isCommitted()) {
                return;
            }
            endedHandlerAsked = true;
        } finally {
            lock.unlock();
        }
        answered = answeredBy(endedHandler, request, response);
    }

    private static boolean answeredBy(
            SessionEndedHandler handler, HttpServletRequest request, SessionResponse response) {
        try {
            return handler.answer(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "session of a request";
    }
}
