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
 * Classes by their names in the JSON, and which of them may be there. Names of the JDK's are short; those of the
 * user's are the classes' own, have a dot, and are held against the list before anything is loaded.
 */
final class TypeNames {

    private static final Set<String> JDK_PACKAGES_OF_ENUMS =
            Set.of("java.time", "java.time.chrono", "java.time.format", "java.time.temporal");

    private static final Set<String> JDK_ENUMS = Set.of("java.math.RoundingMode", "java.util.concurrent.TimeUnit");

    private static final String ARRAY = "[]";

    private static final int LONGEST_SHOWN = 200;

    private static final Pattern CLASS_NAME =
            Pattern.compile("(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
                    + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    /** What elements of arrays may be declared as, besides the user's own classes and enums. */
    private static final Map<String, Class<?>> OF_THE_JDK = Stream.of(
                    Stream.of(boolean.class, byte.class, char.class, short.class, int.class, long.class),
                    Stream.of(float.class, double.class, Boolean.class, String.class),
                    Stream.of(Object.class, Number.class, Comparable.class, CharSequence.class, Serializable.class),
                    Stream.of(Collection.class, List.class, Set.class, Map.class, HashMap.class, HashSet.class),
                    CollectionKinds.classes(),
                    ValueTypes.ALL.stream().map(ValueType::type).filter(type -> !type.isArray()))
            .<Class<?>>flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(TypeNames::shortName, Function.identity()));

    /** What needs no name anywhere. */
    private static final Set<Class<?>> PLAIN = Set.of(String.class, Boolean.class);

    /** What every class is below, or every one of a kind. */
    private static final Set<Class<?>> TOPS = Set.of(Object.class, Record.class, Enum.class);

    private final UserClasses userClasses;

    /**
     * For one codec.
     *
     * @param userClasses what the user named
     */
    TypeNames(UserClasses userClasses) {
        this.userClasses = userClasses;
    }

    /** The name that the declared type of an array's elements has in the JSON. */
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

    /** The name that a class of the user's, or an enum, has in the JSON. */
    String ownNameOf(Class<?> ofValue) {
        Class<?> type = withoutBody(ofValue);
        if (type.isEnum() ? !isAllowedEnum(type.getName()) : !isOwn(type)) {
            throw notAllowed(type);
        }
        if (type.getPackageName().isEmpty()) {
            throw new SessionCodecException("class " + type.getName()
                    + " is in no package; its name could be taken for one of the JSON's own. Move it into a package.");
        }
        return type.getName();
    }

    /** The class that {@link #nameOf} gave this name; it is not initialized. */
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

    /** A class of the user's, or an enum; it is not initialized. */
    Class<?> ownClass(String name) {
        boolean isJdkEnum = isJdkEnum(name);
        if (!name.contains(".") || !(isJdkEnum || userClasses.contain(name))) {
            throw isNameOfAClass(name)
                    ? notOnTheList(name)
                    : new SessionCodecException(
                            "what its JSON names as a class is not on the codec's allow-list, and is none.");
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
            throw new SessionCodecException("class " + name + " is not there any more.");
        }
    }

    /** Whether a class is one of the user's that objects are written of. */
    boolean isOwn(Class<?> type) {
        return userClasses.contain(type.getName()) && !type.isArray() && standsAlone(type);
    }

    /** As against a class that is made up at run time, or whose objects belong to another one. */
    private static boolean standsAlone(Class<?> type) {
        boolean within = type.isLocalClass() || type.isMemberClass();
        return !type.isHidden()
                && !Proxy.isProxyClass(type)
                && !type.isAnonymousClass()
                && (!within || Modifier.isStatic(type.getModifiers()) || type.isInterface());
    }

    /** What a type is that something is declared as. */
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

    /** A constant of an enum can have a class of its own. */
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

    /** Whether objects of a class of the user's can stand where another type is declared. */
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
                            + " class, whose objects cannot be read again on their own; make it a static or a top-level one.");
        }
        return notOnTheList(type.getName());
    }

    private SessionCodecException notOnTheList(String name) {
        return SessionCodecException.refusing(
                name, "class " + name + " is not on the codec's allow-list; " + userClasses.advice(name));
    }

    /** Damage can put a value where a name was. A class is looked for, but not loaded. */
    private boolean isNameOfAClass(String name) {
        if (name.length() > LONGEST_SHOWN || !CLASS_NAME.matcher(name).matches()) {
            return false;
        }
        String file = name.replace('.', '/') + ".class";
        ClassLoader loader = userClasses.classLoader();
        return (loader == null ? ClassLoader.getSystemResource(file) : loader.getResource(file)) != null;
    }

    private static String shortName(Class<?> type) {
        @Nullable ValueType<?> value = type.isPrimitive() ? null : ValueTypes.byClass(type);
        // The tags of wrappers are those of primitive types, and would be the same here.
        return value == null || Number.class.isAssignableFrom(type) || type.equals(Character.class)
                ? type.getSimpleName()
                : value.tag();
    }
}
