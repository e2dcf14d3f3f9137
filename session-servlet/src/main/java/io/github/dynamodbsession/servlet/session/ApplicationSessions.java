package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.servlet.container.ContainerSettings;
import io.github.dynamodbsession.servlet.container.Distributable;
import io.github.dynamodbsession.servlet.container.FilterName;
import io.github.dynamodbsession.servlet.container.RegisteredListeners;
import io.github.dynamodbsession.servlet.cookie.PresentedToken;
import io.github.dynamodbsession.servlet.cookie.TokenTransport;
import io.github.dynamodbsession.servlet.option.SessionEndedHandler;
import io.github.dynamodbsession.servlet.option.SessionFailureHandler;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The state shared by all requests of one application. Safe for use by any number of threads. */
public final class ApplicationSessions {

    private final SessionStore store;
    private final FilterOptions options;
    private final ServletContext servletContext;
    private final TokenTransport transport;

    /** Null: the store's default. */
    private final @Nullable Duration timeout;

    private final SessionEvents events;
    private final EndListener endListener;
    private final boolean closesStore;
    private final boolean refusesUnstorable;
    private final KeptListeners keptListeners;

    private final FailureLog failureLog;
    private final AtomicBoolean warnedOfDroppedCookie = new AtomicBoolean();

    /** Unique per filter: two filters in one request, such as that of another application, must not share sessions. */
    private final String requestAttribute = FilterName.FULL + "." + UUID.randomUUID();

    private ApplicationSessions(
            SessionStore store, FilterOptions options, ServletContext servletContext, boolean closesStore) {
        this.closesStore = closesStore;
        ContainerSettings container = ContainerSettings.of(servletContext);
        this.store = store;
        this.options = options;
        this.servletContext = servletContext;
        this.transport = options.transport(container.cookie(), container.inCookies(), container.inUrls());
        this.timeout = container.timeout();
        this.keptListeners = new KeptListeners(options.keepUnstorableListeners());
        this.refusesUnstorable = options.refuseUnstorable() == null
                ? Distributable.isDeclared(servletContext)
                : options.refuseUnstorable();
        this.events = new SessionEvents(RegisteredListeners.of(servletContext, options.listeners()));
        this.endListener = new EndListener(events, servletContext);
        this.failureLog = new FailureLog(store.outages());
    }

    /** Creates the shared state, and starts to notify listeners. */
    public static ApplicationSessions open(
            SessionStore store, FilterOptions options, ServletContext servletContext, boolean closesStore) {
        ApplicationSessions opened = new ApplicationSessions(store, options, servletContext, closesStore);
        store.addListener(opened.endListener);
        System.getLogger(FilterName.FULL)
                .log(
                        Level.INFO,
                        () -> "Session tokens are sent in " + opened.transport.text() + "; session timeout: "
                                + (opened.timeout == null ? "default of the store" : opened.timeout));
        return opened;
    }

    /** Stops notifying listeners. Closes the store only if the filter created it. */
    public void close() {
        store.removeListener(endListener);
        if (closesStore) {
            store.close();
        }
    }

    public SessionStore store() {
        return store;
    }

    public ServletContext servletContext() {
        return servletContext;
    }

    /** The candidates for the session's token in a request, in the order in which to look them up. */
    public List<PresentedToken> presented(HttpServletRequest request) {
        return transport.presented(request, store::presented);
    }

    public TokenTransport transport() {
        return transport;
    }

    public SessionEvents events() {
        return events;
    }

    public Instant now() {
        return options.clock().instant();
    }

    public boolean isCookieRolling() {
        return options.rolling();
    }

    public boolean savesUninitialized() {
        return options.saveUninitialized();
    }

    /** Whether a value that cannot be stored is rejected when it is set, instead of when the session is saved. */
    boolean refusesUnstorable() {
        return refusesUnstorable;
    }

    KeptListeners keptListeners() {
        return keptListeners;
    }

    public boolean continuesOnFailure() {
        return options.storageFailure() == StorageFailure.CONTINUE;
    }

    @Nullable
    public SessionEndedHandler endedHandler() {
        return options.endedHandler();
    }

    @Nullable
    public SessionFailureHandler failureHandler() {
        return options.failureHandler();
    }

    /**
     * Whether a failed asynchronous request must not be answered and completed on the container's own thread before
     * that thread has left the filters: Undertow would never end the response. It gets an exception instead, and calls
     * the async listeners.
     */
    public boolean reportsAsyncFailuresToContainer() {
        return servletContext.getClass().getName().startsWith("io.undertow.");
    }

    /** Logs failed requests. */
    public FailureLog failureLog() {
        return failureLog;
    }

    /** The request attribute that holds the session state of earlier passes. */
    public String requestAttribute() {
        return requestAttribute;
    }

    /**
     * Whether a new session may be stored, as far as its cookie is concerned: a browser drops a {@code Secure} cookie
     * from an insecure response, and so creates another session with its next request. Logs a warning once.
     */
    public boolean mayBegin(HttpServletRequest request) {
        if (!transport.isDroppedBy(request)) {
            return true;
        }
        if (warnedOfDroppedCookie.compareAndSet(false, true)) {
            System.getLogger(FilterName.FULL)
                    .log(
                            Level.WARNING,
                            "Secure session cookie for an insecure request: browsers drop such a cookie, so each"
                                    + " request creates a new session. Behind a proxy that terminates HTTPS,"
                                    + " configure the container for it, or set trustForwardedHeaders; otherwise leave"
                                    + " cookieSecure unset. {0}",
                            options.saveUnreachable()
                                    ? "Such sessions are stored; set saveUnreachable=false to avoid that."
                                    : "Such sessions are not stored, because saveUnreachable is false, and end with"
                                            + " their request.");
        }
        return options.saveUnreachable();
    }

    public Session create() {
        return timeout == null ? store.create() : store.create(timeout);
    }
}
