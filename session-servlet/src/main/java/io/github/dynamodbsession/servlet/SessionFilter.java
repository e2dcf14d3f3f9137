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
 * Gives the requests behind it their {@link jakarta.servlet.http.HttpSession} from a {@link SessionStore}.
 *
 * <p>To be registered with support of asynchronous requests, for the dispatches {@code REQUEST}, {@code ERROR} and
 * {@code ASYNC}, and before every filter that uses the session.
 *
 * <p>A request that never asks for its session costs nothing. Otherwise the session is read once; it is saved, and its
 * cookie set, before the response is committed, and once more at the end if something changed since. If the storage
 * fails, so does the request, with status 503, unless it is to go on without a session.
 *
 * <p>Safe for use by any number of threads; one filter is for one application. A store that the
 * filter was given stays open when the filter is taken out of service.
 */
public final class SessionFilter implements Filter {

    /** Null: the parameters say it. */
    private final @Nullable Chosen chosen;

    private final Lock putIntoService = new ReentrantLock();

    /** Null before the application is known. */
    private volatile @Nullable ApplicationSessions application;

    /** What a filter works with; a store of its own it closes. */
    private record Chosen(SessionStore store, FilterOptions options, boolean closesStore) {}

    /**
     * A filter that is made by a container, from {@code <filter-class>}. Its options are the filter's init parameters,
     * named as the methods of the {@link Builder}, and the application's context parameters, whose names have {@code
     * dynamodbsession.} before that. Its store is made by the {@link SessionStoreFactory} that {@code storeFactory} names,
     * or is in the servlet context, under the name of the class {@link SessionStore}, when the filter is initialized.
     */
    public SessionFilter() {
        this.chosen = null;
    }

    private SessionFilter(SessionStore store, FilterOptions options) {
        this.chosen = new Chosen(store, options, false);
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
     * Ends the session of a request's client: what a logout calls in place of {@code getSession(false)} and {@code
     * invalidate}. It ends also a session that has got another id since the client sent the request, as by a login that was
     * under way; {@code getSession(false)} does not find that one, since its old id is dead. The session's cookie is taken
     * away if one was ended. Where no session is found, it takes one write for each id that the client presents, of which
     * at most four count.
     *
     * @param request as a servlet or a filter behind this one has it, wrapped by others or not; of a request that has come
     *     through no session filter, the session of its container is invalidated
     * @return true if a session was ended; false if there was none
     * @throws io.github.dynamodbsession.core.error.SessionStorageException if the storage does not do what it is asked
     */
    public static boolean endSession(HttpServletRequest request) {
        return SessionRequest.endSession(request);
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
     * Reads the application's own settings of sessions, for all that was not chosen by options.
     *
     * @throws SessionConfigurationException if they cannot be honoured, naming what is wrong
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
                FilterParameters.STORE_FACTORY + " must name a class that makes the store, or the servlet context must"
                        + " have a SessionStore in its attribute " + FilterParameters.STORE_ATTRIBUTE,
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

    /** Whoever calls the filter himself may not have told it when it is put into service. */
    private ApplicationSessions application(ServletRequest request) {
        ApplicationSessions known = application;
        if (known != null) {
            return known;
        }
        if (chosen == null) {
            throw new IllegalStateException("The session filter was not initialized, and so knows no store");
        }
        return open(chosen, request.getServletContext());
    }

    /** Tells the application's listeners no more. A store that the filter was given stays open. */
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
        ApplicationSessions sessions = application(request);
        boolean isForError = request.getDispatcherType() == DispatcherType.ERROR;
        RequestPass pass = SessionRequest.passOf(request, sessions);
        if (pass == null) {
            RequestPass begun = new SessionRequest(httpRequest, http, sessions, isForError);
            if (isForError) {
                begun.responseEmptied(http);
            }
            run(begun, begun, begun.response(), chain, isForError);
        } else if (beginsAnew(request.getDispatcherType())) {
            if (isForError) {
                pass.responseEmptied(http);
            }
            run(pass, request, response, chain, isForError);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Not so a forward or include, which happens within a pass that ends later. */
    private static boolean beginsAnew(DispatcherType type) {
        return type == DispatcherType.ASYNC || type == DispatcherType.ERROR;
    }

    /** What fails for want of the storage is answered here, or the client would get a failure of the server. */
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
            throw pass.told(known.get());
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
        // An asynchronous request goes on elsewhere, and is saved when it is completed or dispatched.
        if (!pass.isAsynchronous()) {
            pass.end();
        }
    }

    /**
     * Collects the options of a filter. What is not chosen is as the container's own settings say, if they say anything:
     * {@code <cookie-config>} and {@code <tracking-mode>} in {@code web.xml}, or what code of the application tells the
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
         * Makes the filter.
         *
         * @return a new filter
         * @throws SessionConfigurationException if an option cannot be, naming it
         */
        public SessionFilter build() {
            return new SessionFilter(store, options());
        }
    }
}
