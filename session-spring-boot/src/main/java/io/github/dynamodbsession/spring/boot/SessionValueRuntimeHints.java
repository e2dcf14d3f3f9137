package io.github.dynamodbsession.spring.boot;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * Hints for Java serialization in a native image, for common session values. Applications register their own classes;
 * Spring Session registers those of Spring Security.
 */
final class SessionValueRuntimeHints implements RuntimeHintsRegistrar {

    private static final List<Class<?>> VALUES = List.of(
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Number.class,
            String.class,
            BigDecimal.class,
            BigInteger.class,
            Date.class,
            Locale.class,
            UUID.class,
            ArrayList.class,
            LinkedList.class,
            HashMap.class,
            LinkedHashMap.class,
            TreeMap.class,
            HashSet.class,
            LinkedHashSet.class,
            TreeSet.class,
            Object[].class,
            String[].class,
            byte[].class);

    /** The serialized forms of some JDK classes. */
    private static final List<String> STAND_INS =
            List.of("java.time.Ser", "java.util.CollSer", "java.util.Collections$UnmodifiableMap");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        VALUES.forEach(hints.reflection()::registerJavaSerialization);
        STAND_INS.forEach(
                name -> hints.reflection().registerJavaSerialization(ClassUtils.resolveClassName(name, classLoader)));
    }
}
