package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.servlet.option.SessionEndedHandler;
import io.github.dynamodbsession.servlet.option.SessionFailureHandler;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import io.github.dynamodbsession.servlet.session.FilterOptions;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options of the filter: those of its cookie, and those of its sessions. Not safe for use by several threads. */
abstract class SessionOptions<B extends SessionOptions<B>> extends CookieOptions<B> {

    private @Nullable Boolean urlTracking;
    private boolean saveUninitialized = true;
    private boolean saveUnreachable = true;
    private @Nullable Boolean refuseUnstorable;
    private boolean keepUnstorableListeners;
    private StorageFailure storageFailure = StorageFailure.FAIL;
    private final List<EventListener> listeners = new ArrayList<>();
    private @Nullable SessionEndedHandler endedHandler;
    private @Nullable SessionFailureHandler failureHandler;
    private Clock clock = Clock.systemUTC();

    SessionOptions() {}

    /**
     * Whether tokens may also be sent in URLs, for clients without cookies: {@code encodeURL} and {@code
     * encodeRedirectURL} add them. False by default, because URLs end up in logs, in bookmarks and at other sites;
     * unless the application has set tracking modes that differ from the container's default and include {@code URL}.
     *
     * @param value true to allow it
     *
     * @return this builder
     */
    public B urlTracking(boolean value) {
        this.urlTracking = value;
        return self();
    }

    /**
     * Whether a new session is stored although it is empty; true by default, because {@code getSession()} requests a
     * session. If false, such a session gets no cookie, and ends with its request unless it got an attribute before the
     * response was committed.
     *
     * @param value true to store it
     * @return this builder
     */
    public B saveUninitialized(boolean value) {
        this.saveUninitialized = value;
        return self();
    }

    /**
     * Whether a new session is stored although the browser will drop its cookie: a cookie that is {@code Secure} and
     * arrives over an insecure connection is dropped (RFC 6265bis, section 5.7), so that each request creates another
     * session. By default such a session is stored, and a warning is logged once. If false, it gets no cookie, and ends
     * with its request. Does not apply to a client that already presents a session, nor to an application whose tokens may
     * be sent in URLs.
     *
     * @param value true to store it
     * @return this builder
     */
    public B saveUnreachable(boolean value) {
        this.saveUnreachable = value;
        return self();
    }

    /**
     * Whether {@code HttpSession.setAttribute} rejects a value that cannot be stored, with {@link
     * IllegalArgumentException} (Servlet 6.1, section 7.7.2). By default it does if {@code web.xml} contains {@code
     * <distributable/>}; otherwise such a value fails the request when its session is saved. The check costs one more
     * encoding of each value, when it is set.
     *
     * @param value true to reject it
     *
     * @return this builder
     */
    public B refuseUnstorable(boolean value) {
        this.refuseUnstorable = value;
        return self();
    }

    /**
     * Whether a value that is an {@link jakarta.servlet.http.HttpSessionBindingListener} or {@link
     * jakarta.servlet.http.HttpSessionActivationListener}, and cannot be stored, stays available to the request that
     * sets it, and to no other; a warning is logged once for each class. By default, it is treated like any other value
     * that cannot be stored.
     *
     * @param value true to keep it
     * @return this builder
     */
    public B keepUnstorableListeners(boolean value) {
        this.keepUnstorableListeners = value;
        return self();
    }

    /**
     * What happens to a request that needs its session while the storage is unavailable; by default it fails with
     * status 503. The timeout is an option of the storage.
     *
     * @param value what happens to it
     *
     * @return this builder
     */
    public B onStorageFailure(StorageFailure value) {
        this.storageFailure = Objects.requireNonNull(value, "onStorageFailure");
        return self();
    }

    /**
     * Adds a listener to those that the application has registered with its container. The latter are discovered
     * automatically in Tomcat, Jetty and Undertow.
     *
     * @param value a {@link HttpSessionListener}, {@link HttpSessionAttributeListener} or {@link
     *     HttpSessionIdListener}, or a combination of these
     *
     * @return this builder
     */
    public B listener(EventListener value) {
        this.listeners.add(Objects.requireNonNull(value, "listener"));
        return self();
    }

    /**
     * Answers a request whose session was ended while it ran. By default, the application's own response is sent.
     *
     * @param value the handler
     *
     * @return this builder
     */
    public B onSessionEnded(SessionEndedHandler value) {
        this.endedHandler = Objects.requireNonNull(value, "onSessionEnded");
        return self();
    }

    /**
     * Answers a request whose session cannot be loaded or saved. By default, the application's error page is sent, with
     * status 503 if the storage fails, and 500 if a value cannot be stored.
     *
     * @param value the handler that answers in place of the error page
     *
     * @return this builder
     */
    public B onSessionFailure(SessionFailureHandler value) {
        this.failureHandler = Objects.requireNonNull(value, "onSessionFailure");
        return self();
    }

    /** The clock for the expiry of cookies: a browser has the real time, whatever the clock of the store is. */
    B clock(Clock value) {
        this.clock = value;
        return self();
    }

    final FilterOptions options() {
        if (!listeners.stream().allMatch(SessionOptions::isSessionListener)) {
            throw new SessionConfigurationException(
                    "listener must be an HttpSessionListener, HttpSessionAttributeListener or"
                            + " HttpSessionIdListener; attribute values are notified without being registered",
                    null);
        }
        FilterOptions options = new FilterOptions(
                settings(),
                secrets(),
                trustsForwardedHeaders(),
                isRolling(),
                urlTracking,
                saveUninitialized,
                saveUnreachable,
                refuseUnstorable,
                keepUnstorableListeners,
                storageFailure,
                List.copyOf(listeners),
                endedHandler,
                failureHandler,
                clock);
        options.check();
        return options;
    }

    private static boolean isSessionListener(EventListener listener) {
        return listener instanceof HttpSessionListener
                || listener instanceof HttpSessionAttributeListener
                || listener instanceof HttpSessionIdListener;
    }
}
