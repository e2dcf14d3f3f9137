package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all requests of one application have in common. Immutable, and safe for use by any number of threads. */
final class ApplicationSessions {

    /** {@code HttpSession.Accessor} is new in Servlet 6.1; where it is missing, nothing may mention it. */
    private static final boolean HAS_ACCESSORS = hasAccessors();

    private final SessionStore store;
    private final FilterOptions options;
    private final ServletContext servletContext;
    private final IdTransport transport;

    /** Null: as the store says. */
    private final @Nullable Duration timeout;

    private final SessionEvents events;
    private final EndListener endListener;
    private final boolean closesStore;

    /** Two filters in one request, of another application for one, must not take each other's sessions. */
    private final String requestAttribute = SessionFilter.class.getName() + "." + UUID.randomUUID();

    private ApplicationSessions(
            SessionStore store, FilterOptions options, ServletContext servletContext, boolean closesStore) {
        this.closesStore = closesStore;
        ContainerSettings container = ContainerSettings.of(servletContext);
        this.store = store;
        this.options = options;
        this.servletContext = servletContext;
        this.transport = options.transport(container.cookie(), container.inCookies(), container.inUrls());
        this.timeout = container.timeout();
        this.events = new SessionEvents(RegisteredListeners.of(servletContext, options.listeners()));
        this.endListener = new EndListener(events, servletContext);
    }

    /** Puts them into service. */
    static ApplicationSessions open(
            SessionStore store, FilterOptions options, ServletContext servletContext, boolean closesStore) {
        ApplicationSessions opened = new ApplicationSessions(store, options, servletContext, closesStore);
        store.addListener(opened.endListener);
        return opened;
    }

    /** Takes them out of service; the store of somebody else stays open. */
    void close() {
        store.removeListener(endListener);
        if (closesStore) {
            store.close();
        }
    }

    private static boolean hasAccessors() {
        try {
            Class.forName("jakarta.servlet.http.HttpSession$Accessor");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    SessionStore store() {
        return store;
    }

    ServletContext servletContext() {
        return servletContext;
    }

    IdTransport transport() {
        return transport;
    }

    SessionEvents events() {
        return events;
    }

    boolean isCookieRolling() {
        return options.rolling();
    }

    boolean savesUninitialized() {
        return options.saveUninitialized();
    }

    boolean continuesOnFailure() {
        return options.storageFailure() == StorageFailure.CONTINUE;
    }

    @Nullable
    SessionEndedHandler endedHandler() {
        return options.endedHandler();
    }

    /** What an earlier pass of a request has come to know of its session. */
    @Nullable
    RequestSession sessionOf(ServletRequest request) {
        return request.getAttribute(requestAttribute) instanceof RequestSession session ? session : null;
    }

    /** Keeps it for the passes that follow. */
    void keep(RequestSession session, ServletRequest request) {
        request.setAttribute(requestAttribute, session);
    }

    Session create() {
        return timeout == null ? store.create() : store.create(timeout);
    }

    StoredHttpSession session(Session working, SessionOwner owner) {
        return HAS_ACCESSORS
                ? new AccessibleSession(working, owner, this)
                : new StoredHttpSession(working, owner, this);
    }
}
