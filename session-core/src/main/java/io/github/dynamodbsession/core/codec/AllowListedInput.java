package io.github.dynamodbsession.core.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads allowed classes only, and loads no other. Two locks on one door: names are held against the list before a
 * class is loaded, and the JDK's own filter (JEP 290) sees every class once more, with the depth and the amount.
 */
final class AllowListedInput extends ObjectInputStream {

    private final ClassAllowList allowed;
    private final ReadLimits limits;
    private final @Nullable ClassLoader loader;

    AllowListedInput(InputStream in, ClassAllowList allowed, ReadLimits limits, @Nullable ClassLoader loader)
            throws IOException {
        super(in);
        this.allowed = allowed;
        this.limits = limits;
        this.loader = loader;
        setObjectInputFilter(this::check);
        enableResolveObject(true);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        String name = description.getName();
        if (!allowed.allows(name)) {
            throw new ClassNotAllowedException(name);
        }
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        throw new ClassNotAllowedException("java.lang.reflect.Proxy");
    }

    /** Called by the stream for each object that was read. The JDK reads the names of zones that it does not know. */
    @Override
    protected Object resolveObject(Object object) {
        if (object instanceof ZoneId zone) {
            UnknownHere.check(zone);
        } else if (object instanceof ZonedDateTime time) {
            UnknownHere.check(time.getZone());
        }
        return object;
    }

    private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > limits.depth()) {
            throw new ReadLimitException("is nested deeper than " + limits.depth() + " objects.");
        }
        if (info.references() > limits.references() || info.arrayLength() > limits.references()) {
            throw new ReadLimitException("holds more than " + limits.references() + " objects.");
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        return allowed.allows(type.getName()) ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }
}
