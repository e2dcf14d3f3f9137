package io.github.dynamodbsession.spring.http;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A node on the class path of these tests without some of its jars, as an application has it that does not depend on
 * them: not even classes that were loaded already can be linked to what is missing.
 */
final class LeanNode implements AutoCloseable {

    private final URLClassLoader loader;
    private final Closeable context;
    private final URI address;

    private LeanNode(URLClassLoader loader, Closeable context, int port) {
        this.loader = loader;
        this.context = context;
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    /** Without the jars whose names begin with one of these. */
    static LeanNode start(RunningShop.Kind kind, List<String> properties, List<String> jars) throws Exception {
        List<URL> rest = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = String.valueOf(Path.of(entry).getFileName());
            if (jars.stream().noneMatch(name::startsWith)) {
                rest.add(Path.of(entry).toUri().toURL());
            }
        }
        URLClassLoader loader = new URLClassLoader(rest.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Method startHere =
                    loader.loadClass(LeanNode.class.getName()).getDeclaredMethod("startHere", String.class, List.class);
            startHere.setAccessible(true);
            Object[] started = (Object[]) startHere.invoke(null, kind.name(), properties);
            return new LeanNode(loader, (Closeable) started[0], (int) started[1]);
        } catch (InvocationTargetException e) {
            loader.close();
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Called within the lean class path, so that only types of the JDK come and go. */
    static Object[] startHere(String kind, List<String> properties) {
        if (RunningShop.Kind.valueOf(kind) == RunningShop.Kind.SERVLET) {
            TomcatURLStreamHandlerFactory.disable(); // a JVM takes but one, and this may not be its only Tomcat
        }
        ConfigurableApplicationContext context = RunningShop.Kind.valueOf(kind)
                .application()
                .properties(properties.toArray(String[]::new))
                .run();
        return new Object[] {context, context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)};
    }

    URI address() {
        return address;
    }

    boolean has(String className) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        context.close();
        loader.close();
    }
}
