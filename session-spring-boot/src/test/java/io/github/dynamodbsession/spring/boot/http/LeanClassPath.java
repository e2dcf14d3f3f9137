package io.github.dynamodbsession.spring.boot.http;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
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
 * The class path of these tests without some of its jars, as an application has it that does not depend on them: not even
 * classes that were loaded already can be linked to what is missing.
 */
final class LeanClassPath implements AutoCloseable {

    private final URLClassLoader loader;

    private LeanClassPath(URLClassLoader loader) {
        this.loader = loader;
    }

    /** A node of an application on such a class path. */
    record Node(Closeable context, URI address) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            context.close();
        }
    }

    /** Without the jars whose names begin with one of these. */
    static LeanClassPath without(List<String> jars) throws IOException {
        List<URL> rest = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = String.valueOf(Path.of(entry).getFileName());
            if (jars.stream().noneMatch(name::startsWith)) {
                rest.add(Path.of(entry).toUri().toURL());
            }
        }
        return new LeanClassPath(new URLClassLoader(rest.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    Node start(RunningShop.Kind kind, List<String> properties) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Method startHere = loader.loadClass(LeanClassPath.class.getName())
                    .getDeclaredMethod("startHere", String.class, List.class);
            startHere.setAccessible(true);
            Object[] started = (Object[]) startHere.invoke(null, kind.name(), properties);
            return new Node((Closeable) started[0], URI.create("http://127.0.0.1:" + started[1]));
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
        loader.close();
    }
}
