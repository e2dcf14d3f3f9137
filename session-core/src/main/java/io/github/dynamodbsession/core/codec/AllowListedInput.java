package io.github.dynamodbsession.core.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads allowed classes only, and loads no others. Two checks: names are checked against the list before a class is
 * loaded, and the JDK's own filter (JEP 290) checks every class again, as well as the depth and the number of objects.
 * {@link StreamScan} has scanned the bytes before; this class verifies that what is read is what was scanned.
 */
final class AllowListedInput extends ObjectInputStream {

    private final ClassAllowList allowed;
    private final ReadLimits limits;
    private final @Nullable ClassLoader loader;
    private final References scanned;
    private final ReadTime time;
    private final int size;
    private long places;
    private boolean isClassMissing;

    AllowListedInput(
            byte[] bytes,
            ClassAllowList allowed,
            ReadLimits limits,
            @Nullable ClassLoader loader,
            References scanned,
            ReadTime time)
            throws IOException {
        super(new ByteArrayInputStream(bytes));
        this.size = bytes.length;
        this.scanned = scanned;
        this.time = time;
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
            isClassMissing = true;
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        throw new ClassNotAllowedException("java.lang.reflect.Proxy");
    }

    /**
     * Called by the stream for each object that was read. The JDK accepts names of time zones that it does not know.
     */
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
        time.tick();
        limits.checkDepth(info.depth());
        limits.checkReferences(info.references());
        if (info.arrayLength() >= 0) {
            places += info.arrayLength();
            limits.checkPlaces(places, size);
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            checkReference(info);
            return ObjectInputFilter.Status.UNDECIDED;
        }
        return allowed.allows(type.getName()) ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }

    /** There is no class for back references, and for classes that no longer exist. */
    private void checkReference(ObjectInputFilter.FilterInfo info) {
        if (isClassMissing) {
            isClassMissing = false;
        } else if (info.arrayLength() < 0 && !scanned.meet(info.streamBytes(), info.references(), info.depth())) {
            throw new ReadLimitException("contains an object that does not read what was written for it.");
        }
    }
}
