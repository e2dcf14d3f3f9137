package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.servlet.container.CdiWarning;
import io.github.dynamodbsession.servlet.request.RequestPass;
import io.github.dynamodbsession.servlet.request.SessionRequest;
import io.github.dynamodbsession.servlet.session.ApplicationSessions;
import io.github.dynamodbsession.servlet.session.FilterOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Provides the {@link jakarta.servlet.http.HttpSession} of the requests that pass through it from a {@link
 * SessionStore}.
 *
 * <p>Register it with async support, for the dispatcher types {@code REQUEST}, {@code ERROR} and {@code ASYNC}, and
 * before every filter that uses the session.
 *
 * <p>A request that never accesses its session costs nothing. Otherwise the session is read once. It is saved, and its
 * cookie set, before the response is committed, and saved again at the end of the request if it changed since then. If
 * the storage fails, so does the request, with status 503, unless {@link
 * io.github.dynamodbsession.servlet.option.StorageFailure#CONTINUE} is chosen.
 *
 * <p>Safe for use by any number of threads; one filter serves one application. A store that was passed to the filter
 * stays open when the filter is destroyed.
 */
public final class SessionFilter implements Filter {

    /** Null: configured by parameters. */
    private final @Nullable Chosen chosen;

    private final Lock putIntoService = new ReentrantLock();

    /** Null until the application is known. */
    private volatile @Nullable ApplicationSessions application;

    /** What a filter works with. It closes the store only if it created it. */
    private record Chosen(SessionStore store, FilterOptions options, boolean closesStore) {}

    /**
     * Creates a filter that is configured by parameters, for a container that instantiates {@code <filter-class>}. Its
     * options are the filter's init parameters, named like the methods of the {@link Builder}, and the application's
     * context parameters, which have the prefix {@code dynamodbsession.}. The store is created by the {@link
     * SessionStoreFactory} that {@code storeFactory} names; without that parameter, it is taken from the servlet
     * context when the filter is initialized, from the attribute named after the class {@link SessionStore}.
     */
    public SessionFilter() {
        this.chosen = null;
    }

    private SessionFilter(SessionStore store, FilterOptions options) {
        this.chosen = new Chosen(store, options, false);
    }

    /**
     * Creates a filter with default options.
     *
     * @param store the store of the sessions; closed by the caller
     * @return a new filter
     */
    public static SessionFilter of(SessionStore store) {
        return builder(store).build();
    }

    /**
     * Ends the session of the client that sent a request. Call it on logout instead of {@code getSession(false)} and
     * {@code invalidate}: it also ends a session whose id has changed since the client sent the request, for example by
     * a concurrent login, which {@code getSession(false)} does not find by the old cookie. The session cookie is deleted
     * if a session was ended. If no session is found, this takes one write for each token that the client presents, of
     * which at most four are tried; two for a token that can be of either kind, if the store accepts both.
     *
     * @param request the request as a servlet or a filter behind this one has it, wrapped or not; if it has not passed
     *     through a session filter, the container's own session is invalidated
     * @return true if a session was ended, false if there was none
     * @throws io.github.dynamodbsession.core.error.SessionStorageException if the storage fails
     */
    public static boolean endSession(HttpServletRequest request) {
        return SessionRequest.endSession(request);
    }

    /**
     * Starts to configure a filter.
     *
     * @param store the store of the sessions; closed by the caller
     * @return a new builder
     */
    public static Builder builder(SessionStore store) {
        return new Builder(store);
    }

    /**
     * Reads the application's own session settings, for each option that was not set.
     *
     * @throws SessionConfigurationException if one of them is not supported; the message names it
     */
    @Override
    public void init(FilterConfig config) {
        open(chosen == null ? chosenBy(config) : chosen, config.getServletContext());
    }

    private static Chosen chosenBy(FilterConfig config) {
        FilterParameters parameters = FilterParameters.of(config);
        ServletContext context = config.getServletContext();
        String factory = parameters.storeFactory();
        SessionStore store = factory.isEmpty() ? storeIn(context) : made(factory, context);
        try {
            Builder builder = builder(store);
            parameters.applyTo(builder);
            return new Chosen(store, builder.options(), !factory.isEmpty());
        } catch (RuntimeException e) {
            if (!factory.isEmpty()) {
                store.close();
            }
            throw e;
        }
    }

    private static SessionStore storeIn(ServletContext context) {
        if (context.getAttribute(FilterParameters.STORE_ATTRIBUTE) instanceof SessionStore store) {
            return store;
        }
        throw new SessionConfigurationException(
                FilterParameters.STORE_FACTORY + " must name a class that creates the store, or the servlet context"
                        + " must have a SessionStore in its attribute " + FilterParameters.STORE_ATTRIBUTE,
                null);
    }

    private static SessionStore made(String factory, ServletContext context) {
        try {
            return Class.forName(factory, true, context.getClassLoader())
                    .asSubclass(SessionStoreFactory.class)
                    .getConstructor()
                    .newInstance()
                    .create(context);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new SessionConfigurationException(
                    FilterParameters.STORE_FACTORY + " must name a public class that implements SessionStoreFactory and"
                            + " has a public constructor without parameters",
                    e);
        }
    }

    private ApplicationSessions open(Chosen what, ServletContext context) {
        putIntoService.lock();
        try {
            ApplicationSessions known = application;
            if (known == null) {
                known = ApplicationSessions.open(what.store(), what.options(), context, what.closesStore());
                application = known;
                CdiWarning.give(context);
            }
            return known;
        } finally {
            putIntoService.unlock();
        }
    }

    /** Code that calls the filter directly may not have called {@link #init}. */
    private ApplicationSessions application(ServletRequest request) {
        ApplicationSessions known = application;
        if (known != null) {
            return known;
        }
        if (chosen == null) {
            throw new IllegalStateException("The session filter has no store: it was not initialized by the container");
        }
        return open(chosen, request.getServletContext());
    }

    /** Stops notifying the application's listeners. A store that was passed to the filter stays open. */
    @Override
    public void destroy() {
        putIntoService.lock();
        try {
            if (application != null) {
                application.close();
                application = null;
            }
        } finally {
            putIntoService.unlock();
        }
    }

    /**
     * Passes a request on, with its session from the store.
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
        ApplicationSessions sessions = application(request);
        boolean isForError = request.getDispatcherType() == DispatcherType.ERROR;
        RequestPass pass = SessionRequest.passOf(request, sessions);
        if (pass == null) {
            RequestPass begun = new SessionRequest(httpRequest, http, sessions, isForError);
            if (isForError) {
                begun.responseEmptied(http);
            }
            run(begun, begun, begun.response(), chain, isForError);
        } else if (beginsNewPass(request.getDispatcherType())) {
            if (isForError) {
                pass.responseEmptied(http);
            }
            run(pass, request, response, chain, isForError);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Not for a forward or an include, which runs within a pass that ends later. */
    private static boolean beginsNewPass(DispatcherType type) {
        return type == DispatcherType.ASYNC || type == DispatcherType.ERROR;
    }

    /** A failure of the session is answered here; otherwise the client would get a 500 from the container. */
    private static void run(
            RequestPass pass, ServletRequest request, ServletResponse response, FilterChain chain, boolean isForError)
            throws IOException, ServletException {
        Thread outer = pass.enter();
        try {
            passOn(pass, request, response, chain);
        } catch (Throwable failure) {
            boolean isAnswered = pass.isAsynchronous() ? answered(pass, failure) : pass.answer(failure, isForError);
            if (!isAnswered) {
                throw failure;
            }
        } finally {
            pass.leave(outer);
        }
    }

    private static boolean answered(RequestPass pass, Throwable failure) throws IOException {
        Optional<SessionException> known = SessionException.behind(failure, SessionException.class);
        if (known.isPresent() && pass.isForTheContainer()) {
            throw pass.reportToContainer(known.get());
        }
        return pass.answerAndComplete(failure, () -> pass.getAsyncContext().complete());
    }

    private static void passOn(RequestPass pass, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Throwable failure) {
            if (!pass.isAsynchronous()) {
                pass.fail(failure);
            }
            throw failure;
        }
        // An asynchronous request continues on another thread, and is saved when it is completed or dispatched.
        if (!pass.isAsynchronous()) {
            pass.end();
        }
    }

    /**
     * The options of a filter. An option that is not set is taken from the container's own settings, if they set it:
     * {@code <cookie-config>} and {@code <tracking-mode>} in {@code web.xml}, or what the application has set on the
     * {@link jakarta.servlet.ServletContext}. Not safe for use by several threads.
     */
    public static final class Builder extends SessionOptions<Builder> {

        private final SessionStore store;

        private Builder(SessionStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Creates the filter.
         *
         * @return a new filter
         * @throws SessionConfigurationException if an option has an invalid value; the message names the option
         */
        public SessionFilter build() {
            return new SessionFilter(store, options());
        }
    }
}
