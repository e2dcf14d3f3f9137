package io.github.dynamodbsession.servlet.container;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EventListener;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The listeners of an application, however it has declared them. The Servlet API has no way to ask for them, so there is
 * one class for each container that is known, which is not loaded on the others.
 */
public final class RegisteredListeners {

    // Not method references: a class that mentions another container is loaded when it is called, and that may fail.
    @SuppressWarnings("UnnecessaryLambda")
    private static final List<Function<ServletContext, Optional<List<EventListener>>>> FINDERS = List.of(
            context -> TomcatListeners.of(context),
            context -> JettyListeners.of(context),
            context -> UndertowListeners.of(context));

    private RegisteredListeners() {}

    /** Those that the container knows, and after them those that it does not. */
    public static Collection<EventListener> of(ServletContext context, List<EventListener> given) {
        Set<EventListener> all = Collections.newSetFromMap(new IdentityHashMap<>());
        List<EventListener> inOrder = new ArrayList<>();
        for (List<EventListener> some : List.of(registered(context), given)) {
            for (EventListener listener : some) {
                if (all.add(listener)) {
                    inOrder.add(listener);
                }
            }
        }
        return inOrder;
    }

    private static List<EventListener> registered(ServletContext context) {
        for (Function<ServletContext, Optional<List<EventListener>>> finder : FINDERS) {
            try {
                Optional<List<EventListener>> found = finder.apply(context);
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (LinkageError e) {
                // Not that container, or not a version of it that is known.
            }
        }
        System.getLogger(FilterName.FULL)
                .log(
                        Level.WARNING,
                        "The session listeners that the application has registered cannot be found in {0}: of the"
                                + " containers, Tomcat, Jetty and Undertow are known. Only listeners that the"
                                + " builder of the filter is given are told of sessions.",
                        context.getClass().getName());
        return List.of();
    }
}
