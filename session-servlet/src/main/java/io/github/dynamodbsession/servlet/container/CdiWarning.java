package io.github.dynamodbsession.servlet.container;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Warns if CDI is used together with the filter. CDI intercepts a request before the first filter, and so keeps
 * session-scoped beans in the container's session. Weld and OpenWebBeans both put their bean manager into the servlet
 * context, under a name that ends with the name of its interface; it is called by reflection, because this module does
 * not depend on CDI.
 */
public final class CdiWarning {

    private static final Logger LOG = System.getLogger(FilterName.FULL);

    private static final String PACKAGE = "jakarta.enterprise.inject.";
    private static final String BEAN_MANAGER = PACKAGE + "spi.BeanManager";

    /** The scopes whose beans are kept in a session. */
    private static final Set<String> SCOPES =
            Set.of("jakarta.enterprise.context.SessionScoped", "jakarta.enterprise.context.ConversationScoped");

    /** Weld's built-in {@code HttpSession} bean, which is always present. */
    private static final String WELD = "org.jboss.weld.";

    private CdiWarning() {}

    /** Called once, when an application starts. */
    public static void give(ServletContext context) {
        beanManager(context)
                .ifPresent(manager -> LOG.log(
                        Level.WARNING,
                        "CDI is present, and does not see the sessions of this filter: @SessionScoped and"
                                + " @ConversationScoped beans, and an injected HttpSession or HttpServletRequest, belong to"
                                + " the container''s session. They are not in the session store, so other nodes do not have"
                                + " them, and they outlive HttpSession.invalidate(). Keep state in attributes of"
                                + " request.getSession() instead; see docs/cdi.md. {0}",
                        found(manager)));
    }

    private static Optional<Object> beanManager(ServletContext context) {
        return Collections.list(context.getAttributeNames()).stream()
                .filter(name -> name.endsWith(BEAN_MANAGER))
                .map(context::getAttribute)
                .findFirst();
    }

    private static String found(Object manager) {
        try {
            Set<String> names = sessionBeans(manager);
            return names.isEmpty() ? "No such bean was found." : "Affected beans: " + String.join(", ", names) + ".";
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return "The affected beans could not be determined: " + e + ".";
        }
    }

    private static Set<String> sessionBeans(Object manager) throws ReflectiveOperationException {
        ClassLoader loader = manager.getClass().getClassLoader();
        Annotation any = (Annotation) Class.forName(PACKAGE + "Any$Literal", true, loader)
                .getField("INSTANCE")
                .get(null);
        Collection<?> beans = (Collection<?>) Class.forName(BEAN_MANAGER, true, loader)
                .getMethod("getBeans", Type.class, Annotation[].class)
                .invoke(manager, Object.class, new Annotation[] {any});
        Class<?> bean = Class.forName(PACKAGE + "spi.Bean", true, loader);
        Set<String> names = new TreeSet<>();
        for (Object each : beans) {
            Class<?> scope = (Class<?>) bean.getMethod("getScope").invoke(each);
            String name = ((Class<?>) bean.getMethod("getBeanClass").invoke(each)).getName();
            if (SCOPES.contains(scope.getName()) && !name.startsWith(WELD)) {
                names.add(name);
            }
        }
        return names;
    }
}
