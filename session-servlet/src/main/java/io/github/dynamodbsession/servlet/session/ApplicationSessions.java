package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.servlet.container.ContainerSettings;
import io.github.dynamodbsession.servlet.container.Distributable;
import io.github.dynamodbsession.servlet.container.FilterName;
import io.github.dynamodbsession.servlet.container.RegisteredListeners;
import io.github.dynamodbsession.servlet.cookie.IdTransport;
import io.github.dynamodbsession.servlet.option.SessionEndedHandler;
import io.github.dynamodbsession.servlet.option.SessionFailureHandler;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What all requests of one application have in common. Safe for use by any number of threads. */
public final class ApplicationSessions {

    private final SessionStore store;
    private final FilterOptions options;
    private final ServletContext servletContext;
    private final IdTransport transport;

    /** Null: as the store says. */
    private final @Nullable Duration timeout;

    private final SessionEvents events;
    private final EndListener endListener;
    private final boolean closesStore;
    private final boolean refusesUnstorable;
    private final KeptListeners keptListeners;

    private final FailureLog failureLog;
    private final AtomicBoolean warnedOfDroppedCookie = new AtomicBoolean();

    /** Two filters in one request, of another application for one, must not take each other's sessions. */
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
        this.refusesUnstorable =
                options.refuseUnstorable() == null ? Distributable.says(servletContext) : options.refuseUnstorable();
        this.events = new SessionEvents(RegisteredListeners.of(servletContext, options.listeners()));
        this.endListener = new EndListener(events, servletContext);
        this.failureLog = new FailureLog(store.outages());
    }

    /** Puts them into service. */
    public static ApplicationSessions open(
            SessionStore store, FilterOptions options, ServletContext servletContext, boolean closesStore) {
        ApplicationSessions opened = new ApplicationSessions(store, options, servletContext, closesStore);
        store.addListener(opened.endListener);
        System.getLogger(FilterName.FULL)
                .log(
                        Level.INFO,
                        () -> "Sessions of the application travel by " + opened.transport.text() + "; timeout "
                                + (opened.timeout == null ? "as the store says" : opened.timeout) + ".");
        return opened;
    }

    /** Takes them out of service; the store of somebody else stays open. */
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

    public IdTransport transport() {
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

    /** Whether a value that cannot be stored is refused when it is set, and not when the session is saved. */
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
     * Whether the container's own thread must not answer an asynchronous request and complete it before it has left the
     * filters: Undertow would never end the answer. It is told by an exception, and asks the request's listeners.
     */
    public boolean isToldOfAsynchronousFailures() {
        return servletContext.getClass().getName().startsWith("io.undertow.");
    }

    /** Where it is said that requests fail. */
    public FailureLog failureLog() {
        return failureLog;
    }

    /** The attribute of a request that keeps what an earlier pass has come to know of its session. */
    public String requestAttribute() {
        return requestAttribute;
    }

    /**
     * Whether a new session is to be stored, as far as its cookie is concerned: a browser drops one that is secure and
     * came with an answer that is not, and begins the next session with its next request. Says so once.
     */
    public boolean mayBegin(HttpServletRequest request) {
        if (!transport.isDroppedBy(request)) {
            return true;
        }
        if (warnedOfDroppedCookie.compareAndSet(false, true)) {
            System.getLogger(FilterName.FULL)
                    .log(
                            Level.WARNING,
                            "A session begins in a request that is not secure, and its cookie is: browsers drop such a"
                                    + " cookie, and begin another session with each request. Behind a proxy that takes"
                                    + " HTTPS, have the container know it, or set trustForwardedHeaders; otherwise leave"
                                    + " cookieSecure unset. {0}",
                            options.saveUnreachable()
                                    ? "Such sessions are stored; with saveUnreachable=false they are not."
                                    : "As saveUnreachable is false, such sessions are not stored, and end with their"
                                            + " request.");
        }
        return options.saveUnreachable();
    }

    public Session create() {
        return timeout == null ? store.create() : store.create(timeout);
    }
}
