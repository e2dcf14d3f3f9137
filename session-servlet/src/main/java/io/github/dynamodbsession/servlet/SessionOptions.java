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

/**
 * Collects the options of the filter: those of its cookie, and those that are about its sessions. Not safe for use by
 * several threads.
 */
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
     * Whether ids may also travel in URLs, for clients without cookies: {@code encodeURL} and {@code
     * encodeRedirectURL} put them there. By default they may not, since URLs end up in logs, bookmarks and other
     * sites' hands; unless the application has set its tracking modes to other than the container's own.
     *
     * @param value whether they may
     * @return this builder
     */
    public B urlTracking(boolean value) {
        this.urlTracking = value;
        return self();
    }

    /**
     * Whether a new session is stored although it is empty; by default it is, since {@code getSession()} means a
     * session. If not, it has no cookie, and ends with its request unless it got an attribute before the response
     * was committed.
     *
     * @param value whether it is stored
     * @return this builder
     */
    public B saveUninitialized(boolean value) {
        this.saveUninitialized = value;
        return self();
    }

    /**
     * Whether a new session is stored although its cookie cannot arrive: browsers drop a cookie that is {@code
     * Secure} and came over a connection that is not (RFC 6265bis, section 5.7), and so begin another session with
     * each request. By default it is stored, and the log warns once. If not, it has no cookie, and ends with its
     * request. A client that presents a session already is not concerned, nor is an application whose ids may
     * travel in URLs.
     *
     * @param value whether it is stored
     * @return this builder
     */
    public B saveUnreachable(boolean value) {
        this.saveUnreachable = value;
        return self();
    }

    /**
     * Whether {@code HttpSession.setAttribute} refuses a value that cannot be stored, with {@link
     * IllegalArgumentException} (Servlet 6.1, section 7.7.2). By default it does if {@code web.xml} says {@code
     * <distributable/>}; otherwise such a value fails the request when its session is saved. To know it, each value
     * is encoded once more, as it is when it is set.
     *
     * @param value whether it refuses
     * @return this builder
     */
    public B refuseUnstorable(boolean value) {
        this.refuseUnstorable = value;
        return self();
    }

    /**
     * Whether a value that is an {@link jakarta.servlet.http.HttpSessionBindingListener} or {@link
     * jakarta.servlet.http.HttpSessionActivationListener}, and cannot be stored, lives on in the request that sets
     * it, and in no other; the log warns once for each class. By default it is as any other value that cannot be
     * stored.
     *
     * @param value whether it does
     * @return this builder
     */
    public B keepUnstorableListeners(boolean value) {
        this.keepUnstorableListeners = value;
        return self();
    }

    /**
     * What becomes of a request that needs its session while the storage does not answer; by default it fails, with
     * status 503. How long it waits is the storage's option.
     *
     * @param value what becomes of it
     * @return this builder
     */
    public B onStorageFailure(StorageFailure value) {
        this.storageFailure = Objects.requireNonNull(value, "onStorageFailure");
        return self();
    }

    /**
     * Adds a listener to those that the application has registered with its container, which are found by themselves
     * in Tomcat, Jetty and Undertow.
     *
     * @param value a {@link HttpSessionListener}, {@link HttpSessionAttributeListener} or {@link
     *     HttpSessionIdListener}, or several of them in one
     * @return this builder
     */
    public B listener(EventListener value) {
        this.listeners.add(Objects.requireNonNull(value, "listener"));
        return self();
    }

    /**
     * What a request answers whose session was ended meanwhile; by default what the application answers.
     *
     * @param value decides
     * @return this builder
     */
    public B onSessionEnded(SessionEndedHandler value) {
        this.endedHandler = Objects.requireNonNull(value, "onSessionEnded");
        return self();
    }

    /**
     * What a request answers whose session fails; by default the application's error page, with status 503 where the
     * storage does not do what it is asked, and 500 where something cannot be stored.
     *
     * @param value answers in place of the error page
     * @return this builder
     */
    public B onSessionFailure(SessionFailureHandler value) {
        this.failureHandler = Objects.requireNonNull(value, "onSessionFailure");
        return self();
    }

    /** By which cookies end. A browser has the real time, whatever that of the store is. */
    B clock(Clock value) {
        this.clock = value;
        return self();
    }

    final FilterOptions options() {
        if (!listeners.stream().allMatch(SessionOptions::isToBeTold)) {
            throw new SessionConfigurationException(
                    "listener must be an HttpSessionListener, HttpSessionAttributeListener or"
                            + " HttpSessionIdListener; values of attributes are told without being registered",
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

    private static boolean isToBeTold(EventListener listener) {
        return listener instanceof HttpSessionListener
                || listener instanceof HttpSessionAttributeListener
                || listener instanceof HttpSessionIdListener;
    }
}
