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
 * The listeners of an application, however it has declared them. The Servlet API cannot list them, so there is one
 * class for each supported container, which is not loaded on the others.
 */
public final class RegisteredListeners {

    // Not method references: a class that mentions another container is loaded when it is called, and that may fail.
    @SuppressWarnings("UnnecessaryLambda")
    private static final List<Function<ServletContext, Optional<List<EventListener>>>> FINDERS = List.of(
            context -> TomcatListeners.of(context),
            context -> JettyListeners.of(context),
            context -> UndertowListeners.of(context));

    private RegisteredListeners() {}

    /** The listeners registered with the container, followed by those given to the filter. */
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
                // Another container, or an unsupported version of it.
            }
        }
        System.getLogger(FilterName.FULL)
                .log(
                        Level.WARNING,
                        "Session listeners registered by the application cannot be discovered in {0}: only Tomcat,"
                                + " Jetty and Undertow are supported. Only listeners passed to the filter''s builder"
                                + " will be notified.",
                        context.getClass().getName());
        return List.of();
    }
}
