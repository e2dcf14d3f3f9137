package io.github.dynamodbsession.core.codec;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URL;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to write what could not be read: every class is checked against the allow-list. Objects that a group stores
 * in a simpler form are replaced; parts of exceptions that cannot be stored are left out.
 *
 * <p>It remembers the first class that it refused: the stream writes a failure into itself before it throws it, and a
 * class that is refused then would hide the reason.
 */
final class AllowListedOutput extends ObjectOutputStream {

    private final ClassAllowList allowed;
    private final Object root;
    private final boolean rootIsException;
    private @Nullable String notSerializable;
    private @Nullable String notAllowed;
    private @Nullable String replaced;

    AllowListedOutput(OutputStream out, ClassAllowList allowed, Object root) throws IOException {
        super(out);
        this.allowed = allowed;
        this.root = root;
        this.rootIsException = root instanceof Throwable;
        enableReplaceObject(true);
    }

    /** The first class that does not implement {@link Serializable}; null if none was refused, or for another reason. */
    @Nullable
    String notSerializable() {
        return notSerializable;
    }

    /** The first class that is not on the list; null if none was refused, or for another reason. */
    @Nullable
    String notAllowed() {
        return notAllowed;
    }

    /** The first class of an object that was replaced or left out; null: none. */
    @Nullable
    String replaced() {
        return replaced;
    }

    /** Called by the stream for each object before it is written. */
    @Override
    protected @Nullable Object replaceObject(Object object) throws IOException {
        Object plain = allowed.plain(object);
        if (plain != object) {
            replaced(object);
            return plain;
        }
        if (rootIsException && object != root) {
            return withinException(object);
        }
        if (!(object instanceof Serializable)) {
            String name = object.getClass().getName();
            if (isFirst()) {
                notSerializable = name;
            }
            throw new NotSerializableException(name);
        }
        return object;
    }

    /** An exception is stored for its message; additional parts must not prevent that. */
    private @Nullable Object withinException(Object object) {
        if (!isStorable(object)) {
            replaced(object);
            return null;
        }
        // Throwable stores suppressed exceptions in such a list, and cannot read it with a null.
        if (object instanceof ArrayList<?> list && !list.stream().allMatch(this::isStorable)) {
            replaced(object);
            return new ArrayList<>(list.stream().filter(this::isStorable).toList());
        }
        return object;
    }

    private boolean isStorable(@Nullable Object object) {
        if (object == null || object instanceof Enum<?>) {
            return object == null
                    || allowed.allows(((Enum<?>) object).getDeclaringClass().getName());
        }
        Class<?> type = object.getClass();
        for (Class<?> c = type; c != null && Serializable.class.isAssignableFrom(c); c = c.getSuperclass()) {
            if (!allowed.allows(c.getName())) {
                return false;
            }
        }
        return object instanceof Serializable;
    }

    private void replaced(Object object) {
        if (replaced == null) {
            replaced = object instanceof URL
                    ? ClassAllowList.URL
                    : object.getClass().getName();
        }
    }

    /** Called by the stream once for each class description it writes. */
    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        if (!isFirst() || !allowed.allows(type.getName())) {
            throw refused(type);
        }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        throw refused(type);
    }

    private ClassNotAllowedException refused(Class<?> type) {
        if (isFirst()) {
            notAllowed = type.getName();
        }
        return new ClassNotAllowedException(type.getName());
    }

    private boolean isFirst() {
        return notSerializable == null && notAllowed == null;
    }
}
