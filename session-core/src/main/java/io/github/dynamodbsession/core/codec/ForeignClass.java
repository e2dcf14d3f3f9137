package io.github.dynamodbsession.core.codec;

import java.io.Externalizable;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * What reading objects of a class outside the JDK may cost.
 *
 * @param hashesContent whether the hash code of an object may come from what is in it, and not from the object alone
 * @param runsCode whether code of the class runs when an object is read, which may put what it reads into a set
 */
record ForeignClass(boolean hashesContent, boolean runsCode) {

    /** What is not known is taken for the worst. */
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

    /** Of a record, the constructor runs. */
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
