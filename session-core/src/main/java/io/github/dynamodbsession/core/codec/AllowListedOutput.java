package io.github.dynamodbsession.core.codec;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to write what could not be read: every class on its way out is held against the allow-list.
 *
 * <p>It remembers what it refused first. The stream writes a failure into itself before it throws it, and what is
 * refused of that would hide the reason.
 */
final class AllowListedOutput extends ObjectOutputStream {

    private final ClassAllowList allowed;
    private @Nullable String notSerializable;
    private @Nullable String notAllowed;

    AllowListedOutput(OutputStream out, ClassAllowList allowed) throws IOException {
        super(out);
        this.allowed = allowed;
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

    /** Called by the stream for each object before it is written. */
    @Override
    protected Object replaceObject(Object object) throws IOException {
        if (!(object instanceof Serializable)) {
            String name = object.getClass().getName();
            if (isFirst()) {
                notSerializable = name;
            }
            throw new NotSerializableException(name);
        }
        return object;
    }

    /** Called by the stream once for each class it writes a description of. */
    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        if (!allowed.allows(type.getName())) {
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
