package io.github.dynamodbsession.servlet.contract;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EventListener;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The description of an application: the content of {@code web.xml} and of annotations, and its initialization code.
 * Everything else goes through {@link ServletContext}. Not safe for use by several threads.
 */
public final class WebApp {

    private final String contextPath;
    private final List<Consumer<ServletContext>> startups = new ArrayList<>();
    private final List<Class<? extends EventListener>> declaredListeners = new ArrayList<>();
    private final List<Class<? extends EventListener>> annotatedListeners = new ArrayList<>();
    private final Map<String, String> errorPages = new LinkedHashMap<>();
    private final Map<String, String> cookieConfig = new LinkedHashMap<>();
    private final Map<String, String> cookieAttributes = new LinkedHashMap<>();
    private final Set<SessionTrackingMode> trackingModes = new LinkedHashSet<>();
    private @Nullable Integer timeoutMinutes;
    private @Nullable Login login;
    private boolean distributable;

    WebApp(String contextPath) {
        this.contextPath = contextPath;
    }

    /**
     * Protects everything under {@code /protected} for the role {@code user}; {@code alice} with the password {@code
     * secret} has it.
     *
     * @param method {@code BASIC} or {@code FORM}; the form is at {@code /login}, also after a failed login
     */
    public record Login(String method) {}

    /** The context path; empty for the root. */
    public String contextPath() {
        return contextPath;
    }

    /** The initialization code, which may do what a {@link jakarta.servlet.ServletContainerInitializer} may. */
    public void onStartup(ServletContext context) {
        startups.forEach(startup -> startup.accept(context));
    }

    /** {@code <listener>}, in this order. */
    public List<Class<? extends EventListener>> declaredListeners() {
        return Collections.unmodifiableList(declaredListeners);
    }

    /** Classes of the application with {@link jakarta.servlet.annotation.WebListener}. */
    public List<Class<? extends EventListener>> annotatedListeners() {
        return Collections.unmodifiableList(annotatedListeners);
    }

    /** {@code <error-page>}: from a status or the name of an exception to a path. */
    public Map<String, String> errorPages() {
        return Collections.unmodifiableMap(errorPages);
    }

    /** {@code <cookie-config>}: from the names of its elements, such as {@code max-age}, to their values. */
    public Map<String, String> cookieConfig() {
        return Collections.unmodifiableMap(cookieConfig);
    }

    /** The {@code <attribute>} elements of {@code <cookie-config>}. */
    public Map<String, String> cookieAttributes() {
        return Collections.unmodifiableMap(cookieAttributes);
    }

    /** {@code <tracking-mode>}; none: the container's default. */
    public Set<SessionTrackingMode> trackingModes() {
        return Collections.unmodifiableSet(trackingModes);
    }

    /** {@code <session-timeout>}. */
    public @Nullable Integer timeoutMinutes() {
        return timeoutMinutes;
    }

    /** {@code <login-config>} and {@code <security-constraint>}. */
    public @Nullable Login login() {
        return login;
    }

    /** {@code <distributable>}. */
    public boolean isDistributable() {
        return distributable;
    }

    void atStartup(Consumer<ServletContext> startup) {
        startups.add(startup);
    }

    void atFirst(Consumer<ServletContext> startup) {
        startups.add(0, startup);
    }

    void declared(Class<? extends EventListener> listener) {
        declaredListeners.add(listener);
    }

    void annotated(Class<? extends EventListener> listener) {
        annotatedListeners.add(listener);
    }

    void errorPage(String statusOrException, String path) {
        errorPages.put(statusOrException, path);
    }

    void cookie(String element, String value) {
        cookieConfig.put(element, value);
    }

    void cookieAttribute(String name, String value) {
        cookieAttributes.put(name, value);
    }

    void tracking(SessionTrackingMode mode) {
        trackingModes.add(mode);
    }

    void timeout(int minutes) {
        timeoutMinutes = minutes;
    }

    void login(String method) {
        login = new Login(method);
    }

    void distributable() {
        distributable = true;
    }
}
