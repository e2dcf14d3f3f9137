package io.github.dynamodbsession.spring.inventory;

import io.github.dynamodbsession.core.codec.ClassGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/**
 * What frameworks put into sessions that are not on this class path: made of their classes, without the container that
 * they run in.
 */
final class OtherFrameworks {

    /** A value, and the group that allows it. */
    record Value(ClassGroup group, Object object) {}

    static final Set<String> NAMES = Set.of(
            "Mojarra: lock",
            "Mojarra: listener of the flash",
            "Mojarra: table of views",
            "Faces: key of the state",
            "MyFaces: table of views",
            "Weld: locks",
            "Web Flow: conversations");

    private final ClassLoader loader;

    OtherFrameworks(Path jars) {
        try (Stream<Path> files = Files.list(jars)) {
            this.loader = new URLClassLoader(
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .map(OtherFrameworks::url)
                            .toArray(URL[]::new),
                    OtherFrameworks.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    Map<String, Value> all() throws ReflectiveOperationException {
        Map<String, Value> values = new TreeMap<>();
        values.put("Mojarra: lock", new Value(ClassGroup.FACES, make("com.sun.faces.context.SessionMap$Mutex")));
        values.put(
                "Mojarra: listener of the flash",
                new Value(ClassGroup.FACES, make("com.sun.faces.context.flash.SessionHelper")));
        values.put("Mojarra: table of views", new Value(ClassGroup.FACES, tableOfViews()));
        values.put("Faces: key of the state", new Value(ClassGroup.FACES, new SecretKeySpec(new byte[16], "AES")));
        values.put(
                "MyFaces: table of views",
                new Value(ClassGroup.FACES, make("org.apache.myfaces.application.viewstate.SerializedViewCollection")));
        values.put("Weld: locks", new Value(ClassGroup.CDI, make("org.jboss.weld.contexts.beanstore.LockStore")));
        values.put("Web Flow: conversations", new Value(ClassGroup.SPRING_WEB_FLOW, conversations()));
        return values;
    }

    private Object make(String name) throws ReflectiveOperationException {
        Constructor<?> constructor = type(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    /** Logical views, of actual views, of states as bytes. */
    @SuppressWarnings("unchecked")
    private Object tableOfViews() throws ReflectiveOperationException {
        Constructor<?> lru = type("com.sun.faces.util.LRUMap").getConstructor(int.class);
        Map<String, Object> logical = (Map<String, Object>) lru.newInstance(15);
        Map<String, Object> actual = (Map<String, Object>) lru.newInstance(15);
        actual.put("1", new Object[] {new byte[] {1, 2}, new HashMap<>(Map.of("id", "x"))});
        logical.put("1", actual);
        return logical;
    }

    private Object conversations() throws ReflectiveOperationException {
        String web = "org.springframework.webflow.";
        Class<?> type = type(web + "conversation.impl.ConversationContainer");
        Constructor<?> constructor = type.getConstructor(int.class, String.class);
        Object container = constructor.newInstance(5, "webflowConversationContainer");
        Class<?> parameters = type(web + "conversation.ConversationParameters");
        Class<?> lock = type(web + "conversation.impl.ConversationLock");
        Constructor<?> locking =
                type(web + "conversation.impl.JdkConcurrentConversationLock").getDeclaredConstructor(int.class);
        locking.setAccessible(true);
        Method create = type.getDeclaredMethod("createConversation", parameters, lock);
        create.setAccessible(true);
        Object conversation = create.invoke(
                container,
                parameters
                        .getConstructor(String.class, String.class, String.class)
                        .newInstance("flow", "c", "d"),
                locking.newInstance(30));
        Method put = conversation.getClass().getMethod("putAttribute", Object.class, Object.class);
        put.setAccessible(true);
        put.invoke(
                conversation,
                "flowExecutionSnapshotGroup",
                make(web + "execution.repository.impl.SimpleFlowExecutionSnapshotGroup"));
        put.invoke(conversation, "scope", make(web + "core.collection.LocalAttributeMap"));
        return container;
    }
}
