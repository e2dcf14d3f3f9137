package io.github.dynamodbsession.servlet.container;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.WebResourceRoot;

/** The listeners registered with Tomcat, whose internal context of an application is reached through its resources. */
final class TomcatListeners {

    private TomcatListeners() {}

    static Optional<List<EventListener>> of(ServletContext servletContext) {
        if (!(servletContext.getAttribute(Globals.RESOURCES_ATTR) instanceof WebResourceRoot resources)) {
            return Optional.empty();
        }
        Context context = resources.getContext();
        List<EventListener> listeners = new ArrayList<>();
        for (Object[] some :
                List.of(context.getApplicationLifecycleListeners(), context.getApplicationEventListeners())) {
            for (Object listener : some) {
                if (listener instanceof EventListener found) {
                    listeners.add(found);
                }
            }
        }
        return Optional.of(listeners);
    }
}
