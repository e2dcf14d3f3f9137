package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.UserClasses;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps classes to their names in the JSON, and decides which are allowed. JDK types have short names. The user's
 * classes have their fully qualified names, which contain a dot, and are checked against the allow-list before a class
 * is loaded.
 */
final class TypeNames {

    private static final Set<String> JDK_PACKAGES_OF_ENUMS =
            Set.of("java.time", "java.time.chrono", "java.time.format", "java.time.temporal");

    private static final Set<String> JDK_ENUMS = Set.of("java.math.RoundingMode", "java.util.concurrent.TimeUnit");

    private static final String ARRAY = "[]";

    private static final int MAX_SHOWN_LENGTH = 200;

    private static final Pattern CLASS_NAME =
            Pattern.compile("(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
                    + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    /** The allowed component types of arrays, in addition to the user's own classes and enums. */
    private static final Map<String, Class<?>> OF_THE_JDK = Stream.of(
                    Stream.of(boolean.class, byte.class, char.class, short.class, int.class, long.class),
                    Stream.of(float.class, double.class, Boolean.class, String.class),
                    Stream.of(Object.class, Number.class, Comparable.class, CharSequence.class, Serializable.class),
                    Stream.of(Collection.class, List.class, Set.class, Map.class, HashMap.class, HashSet.class),
                    CollectionKinds.classes(),
                    ValueTypes.ALL.stream().map(ValueType::type).filter(type -> !type.isArray()))
            .<Class<?>>flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(TypeNames::shortName, Function.identity()));

    /** Types that need no name. */
    private static final Set<Class<?>> PLAIN = Set.of(String.class, Boolean.class);

    /** Superclasses shared by all classes, or by all of a kind. */
    private static final Set<Class<?>> TOPS = Set.of(Object.class, Record.class, Enum.class);

    private final UserClasses userClasses;

    /**
     * Creates the names of one codec.
     *
     * @param userClasses the user's allow-list
     */
    TypeNames(UserClasses userClasses) {
        this.userClasses = userClasses;
    }

    /** The name of an array's component type in the JSON. */
    String nameOf(Class<?> arrayOrElement) {
        Class<?> type = arrayOrElement;
        int dimensions = 0;
        while (type.isArray()) {
            type = type.getComponentType();
            JsonLimits.checkDimensions(++dimensions);
        }
        return nameOfElement(type) + ARRAY.repeat(dimensions);
    }

    private String nameOfElement(Class<?> type) {
        String shortName = shortName(type);
        return type.equals(OF_THE_JDK.get(shortName)) ? shortName : ownNameOf(type);
    }

    /** The name of a user's class, or of an enum, in the JSON. */
    String ownNameOf(Class<?> ofValue) {
        Class<?> type = withoutBody(ofValue);
        if (type.isEnum() ? !isAllowedEnum(type.getName()) : !isOwn(type)) {
            throw notAllowed(type);
        }
        if (type.getPackageName().isEmpty()) {
            throw new SessionCodecException("class " + type.getName()
                    + " is in the unnamed package; its name could collide with one of the format's own. Move it into"
                    + " a package.");
        }
        return type.getName();
    }

    /** The inverse of {@link #nameOf}; the class is not initialized. */
    Class<?> classOf(String name) {
        int end = name.length();
        int dimensions = 0;
        while (name.startsWith(ARRAY, end - ARRAY.length())) {
            end -= ARRAY.length();
            JsonLimits.checkDimensions(++dimensions);
        }
        String element = name.substring(0, end);
        Class<?> known = OF_THE_JDK.get(element);
        Class<?> type = known != null ? known : ownClass(element);
        for (int i = 0; i < dimensions; i++) {
            type = type.arrayType();
        }
        return type;
    }

    /** Loads a user's class or an enum, without initializing it. */
    Class<?> ownClass(String name) {
        boolean isJdkEnum = isJdkEnum(name);
        if (!name.contains(".") || !(isJdkEnum || userClasses.contain(name))) {
            throw isNameOfAClass(name)
                    ? notOnTheList(name)
                    : new SessionCodecException(
                            "the type name in its JSON is neither on the codec's allow-list nor the name of a class.");
        }
        Class<?> type = load(name);
        if (isJdkEnum && !type.isEnum()) {
            throw notAllowed(type);
        }
        return type;
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, userClasses.classLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new SessionCodecException("class " + name + " was not found.");
        }
    }

    /** Whether a class is an allowed class of the user whose objects can be written. */
    boolean isOwn(Class<?> type) {
        return userClasses.contain(type.getName()) && !type.isArray() && standsAlone(type);
    }

    /** False for a class generated at run time, and for one whose objects depend on an enclosing object. */
    private static boolean standsAlone(Class<?> type) {
        boolean within = type.isLocalClass() || type.isMemberClass();
        return !type.isHidden()
                && !Proxy.isProxyClass(type)
                && !type.isAnonymousClass()
                && (!within || Modifier.isStatic(type.getModifiers()) || type.isInterface());
    }

    /** The kind of a declared type. */
    TypeKind kindOf(Class<?> declared) {
        Class<?> type = withoutBody(declared);
        if (isOwn(type)) {
            return TypeKind.OWN;
        }
        if (type.isArray() || (isOfTheJdk(type) && isCollection(type))) {
            return ValueTypes.byClass(type) == null ? TypeKind.CONTAINER : TypeKind.VALUE;
        }
        if (type.isEnum() ? isAllowedEnum(type.getName()) : isValue(type)) {
            return TypeKind.VALUE;
        }
        boolean saysNothing = type.equals(Object.class) || Modifier.isAbstract(type.getModifiers());
        return isOfTheJdk(type) && saysNothing ? TypeKind.OPEN : TypeKind.FOREIGN;
    }

    /** An enum constant with a body has its own class. */
    private static Class<?> withoutBody(Class<?> type) {
        Class<?> above = type.getSuperclass();
        return above != null && above.isEnum() ? above : type;
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return type.getName().startsWith("java.");
    }

    private static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    private static boolean isValue(Class<?> type) {
        return type.isPrimitive() || PLAIN.contains(type) || ValueTypes.byClass(type) != null;
    }

    /** Whether objects of a user's class can occur where another type is declared. */
    boolean namesItself(Class<?> ofValue) {
        Class<?> type = withoutBody(ofValue);
        Class<?> above = type.getSuperclass();
        boolean isBelowNone = above == null || TOPS.contains(above);
        return !isBelowNone || !Arrays.stream(type.getInterfaces()).allMatch(TypeNames::isOfTheJdk);
    }

    boolean isAllowed(String name) {
        return userClasses.contain(name);
    }

    private boolean isAllowedEnum(String name) {
        return userClasses.contain(name) || isJdkEnum(name);
    }

    private static boolean isJdkEnum(String name) {
        int dot = name.lastIndexOf('.');
        return JDK_ENUMS.contains(name) || (dot > 0 && JDK_PACKAGES_OF_ENUMS.contains(name.substring(0, dot)));
    }

    SessionCodecException notAllowed(Class<?> type) {
        if (userClasses.contain(type.getName()) && !standsAlone(type)) {
            return SessionCodecException.refusing(
                    type.getName(),
                    "class " + type.getName() + " is an inner, local, anonymous or generated"
                            + " class, whose objects cannot be read on their own; make it a static nested or a"
                            + " top-level class.");
        }
        return notOnTheList(type.getName());
    }

    private SessionCodecException notOnTheList(String name) {
        return SessionCodecException.refusing(
                name, "class " + name + " is not on the codec's allow-list; " + userClasses.advice(name));
    }

    /**
     * In corrupt JSON, a value may stand in place of a name, and must not be quoted. Looks for a class file, without
     * loading it.
     */
    private boolean isNameOfAClass(String name) {
        if (name.length() > MAX_SHOWN_LENGTH || !CLASS_NAME.matcher(name).matches()) {
            return false;
        }
        String file = name.replace('.', '/') + ".class";
        ClassLoader loader = userClasses.classLoader();
        return (loader == null ? ClassLoader.getSystemResource(file) : loader.getResource(file)) != null;
    }

    private static String shortName(Class<?> type) {
        @Nullable ValueType<?> value = type.isPrimitive() ? null : ValueTypes.byClass(type);
        // The tags of wrappers are the names of the primitive types, and would be ambiguous here.
        return value == null || Number.class.isAssignableFrom(type) || type.equals(Character.class)
                ? type.getSimpleName()
                : value.tag();
    }
}
