package io.github.dynamodbsession.core.codec;

import java.io.Externalizable;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * The possible cost of reading objects of a class outside the JDK.
 *
 * @param hashesContent whether the hash code of an object may depend on its content, rather than its identity
 * @param runsCode whether code of the class runs when an object is read, which may add what it reads to a set
 */
record ForeignClass(boolean hashesContent, boolean runsCode) {

    /** An unknown class is assumed to be the worst case. */
    static final ForeignClass UNKNOWN = new ForeignClass(true, true);

    private static final Set<String> CALLED = Set.of("readObject", "readObjectNoData", "readResolve", "readExternal");

    static ForeignClass of(Class<?> type) {
        try {
            boolean hashesContent =
                    !type.getMethod("hashCode").getDeclaringClass().equals(Object.class);
            return new ForeignClass(hashesContent, runsCode(type));
        } catch (NoSuchMethodException | LinkageError e) {
            return UNKNOWN;
        }
    }

    /** For a record, the constructor runs. */
    private static boolean runsCode(Class<?> type) {
        if (type.isRecord() || Externalizable.class.isAssignableFrom(type)) {
            return true;
        }
        for (Class<?> c = type; c != null && !ClassLearner.isOfTheJdk(c.getName()); c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (CALLED.contains(method.getName())) {
                    return true;
                }
            }
        }
        return false;
    }
}
