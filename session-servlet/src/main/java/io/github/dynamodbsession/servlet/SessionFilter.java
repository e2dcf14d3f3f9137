package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives the requests behind it their {@link jakarta.servlet.http.HttpSession} from a {@link SessionStore}.
 *
 * <p>To be registered with support of asynchronous requests, for the dispatches {@code REQUEST}, {@code ERROR} and
 * {@code ASYNC}, and before every filter that uses the session.
 *
 * <p>A request that never asks for its session costs nothing. Otherwise the session is read once; it is saved, and its
 * cookie set, before the response is committed, and once more at the end if something changed since. If the storage
 * fails, the request does, with the {@link SessionException}.
 *
 * <p>Safe for use by any number of threads; immutable. The store stays open when the filter is taken out of service.
 */
public final class SessionFilter implements Filter {

    private final SessionStore store;
    private final SessionCookie cookie;
    private final boolean saveUninitialized;
    private final @Nullable SessionEndedHandler endedHandler;

    /** Two filters in one request, of another application for one, must not take each other's sessions. */
    private final String requestAttribute = SessionFilter.class.getName() + "." + UUID.randomUUID();

    private SessionFilter(Builder builder, SessionCookie cookie) {
        this.store = builder.store;
        this.cookie = cookie;
        this.saveUninitialized = builder.saveUninitialized;
        this.endedHandler = builder.endedHandler;
    }

    /**
     * A filter with every option at its default.
     *
     * @param store where sessions are; closed by whoever made it
     * @return a new filter
     */
    public static SessionFilter of(SessionStore store) {
        return builder(store).build();
    }

    /**
     * Begins a filter.
     *
     * @param store where sessions are; closed by whoever made it
     * @return a new builder
     */
    public static Builder builder(SessionStore store) {
        return new Builder(store);
    }

    /**
     * Passes a request on, with sessions of the store.
     *
     * @throws SessionException if what the request did to its session cannot be stored
     */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse http)) {
            chain.doFilter(request, response);
            return;
        }
        RequestSession session = sessionOf(httpRequest);
        Pass pass = SessionRequest.passOf(request, session);
        if (pass == null) {
            Pass begun = begin(session, httpRequest, http);
            run(begun, begun.request(), begun.response(), chain);
        } else if (beginsAnew(request.getDispatcherType())) {
            run(pass, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private RequestSession sessionOf(HttpServletRequest request) {
        if (request.getAttribute(requestAttribute) instanceof RequestSession session) {
            return session;
        }
        RequestSession session = new RequestSession(store, cookie, saveUninitialized, endedHandler);
        request.setAttribute(requestAttribute, session);
        return session;
    }

    private static Pass begin(RequestSession session, HttpServletRequest request, HttpServletResponse response) {
        boolean isForError = request.getDispatcherType() == DispatcherType.ERROR;
        if (isForError) {
            // The container has emptied the response for it.
            session.body().reset();
        }
        return new Pass(session, request, response, isForError);
    }

    /** Not so a forward or include, which happens within a pass that ends later. */
    private static boolean beginsAnew(DispatcherType type) {
        return type == DispatcherType.ASYNC || type == DispatcherType.ERROR;
    }

    private static void run(Pass pass, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Throwable failure) {
            if (!request.isAsyncStarted()) {
                pass.fail(failure);
            }
            throw failure;
        }
        // An asynchronous request goes on elsewhere, and is saved when it is completed or dispatched.
        if (!request.isAsyncStarted()) {
            pass.end();
        }
    }

    /** Collects the options of a filter. Not safe for use by several threads. */
    public static final class Builder {

        private final SessionStore store;
        private String cookieName = "SESSION";
        private @Nullable String cookiePath;
        private @Nullable String cookieDomain;
        private @Nullable Duration cookieMaxAge;
        private boolean cookieHttpOnly = true;
        private @Nullable Boolean cookieSecure;
        private SameSite cookieSameSite = SameSite.LAX;
        private boolean saveUninitialized = true;
        private @Nullable SessionEndedHandler endedHandler;

        private Builder(SessionStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * The cookie's name; by default {@code SESSION}.
         *
         * @param value a token of RFC 9110: letters, digits and some signs. Browsers hold a name that begins with
         *     {@code __Secure-} or {@code __Host-} to what it says, so it is checked against the other options.
         * @return this builder
         */
        public Builder cookieName(String value) {
            this.cookieName = Objects.requireNonNull(value, "cookieName");
            return this;
        }

        /**
         * For which paths of the host the browser sends the cookie; by default the application's context path.
         *
         * @param value a path that begins with {@code /}
         * @return this builder
         */
        public Builder cookiePath(String value) {
            this.cookiePath = Objects.requireNonNull(value, "cookiePath");
            return this;
        }

        /**
         * The domain to whose hosts the browser sends the cookie; by default only to the host that set it.
         *
         * @param value the name of a domain
         * @return this builder
         */
        public Builder cookieDomain(String value) {
            this.cookieDomain = Objects.requireNonNull(value, "cookieDomain");
            return this;
        }

        /**
         * How long the browser keeps the cookie, from when it is set; by default until the browser is closed.
         *
         * @param value at least a second; cut to whole seconds
         * @return this builder
         */
        public Builder cookieMaxAge(Duration value) {
            this.cookieMaxAge = Objects.requireNonNull(value, "cookieMaxAge");
            return this;
        }

        /**
         * Whether the cookie is kept from scripts; by default it is.
         *
         * @param value whether it is
         * @return this builder
         */
        public Builder cookieHttpOnly(boolean value) {
            this.cookieHttpOnly = value;
            return this;
        }

        /**
         * Whether the browser sends the cookie over secure connections only; by default, if it was set over one, as
         * {@link ServletRequest#isSecure} says, and always where browsers ask for it: with {@link SameSite#NONE} and
         * with a name that begins with {@code __Secure-} or {@code __Host-}.
         *
         * @param value whether it does
         * @return this builder
         */
        public Builder cookieSecure(boolean value) {
            this.cookieSecure = value;
            return this;
        }

        /**
         * Whether the browser sends the cookie with requests that another site caused; by default {@link
         * SameSite#LAX}.
         *
         * @param value when it does
         * @return this builder
         */
        public Builder cookieSameSite(SameSite value) {
            this.cookieSameSite = Objects.requireNonNull(value, "cookieSameSite");
            return this;
        }

        /**
         * Whether a new session is stored although it is empty; by default it is, since {@code getSession()} means a
         * session. If not, it has no cookie, and ends with its request unless it got an attribute before the response
         * was committed.
         *
         * @param value whether it is stored
         * @return this builder
         */
        public Builder saveUninitialized(boolean value) {
            this.saveUninitialized = value;
            return this;
        }

        /**
         * What a request answers whose session was ended meanwhile; by default what the application answers.
         *
         * @param value decides
         * @return this builder
         */
        public Builder onSessionEnded(SessionEndedHandler value) {
            this.endedHandler = Objects.requireNonNull(value, "onSessionEnded");
            return this;
        }

        /**
         * Makes the filter.
         *
         * @return a new filter
         * @throws SessionConfigurationException if an option cannot be, naming it
         */
        public SessionFilter build() {
            SessionCookie cookie = new SessionCookie(
                    cookieName, cookiePath, cookieDomain, cookieMaxAge, cookieHttpOnly, cookieSecure, cookieSameSite);
            CookieRules.check(cookie);
            return new SessionFilter(this, cookie);
        }
    }
}
