package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.ReadTime;
import io.github.dynamodbsession.core.codec.ValuePath;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON format of attribute values, which is the same for every library and described in {@code
 * docs/json-format.md}. Each codec has one, which its {@link JsonLibrary} queries while it writes and reads the user's
 * own classes. Safe for use by any number of threads.
 */
public final class JsonFormat {

    /** The name of the member that holds the type. */
    public static final String TYPE = TreeWriter.TYPE;

    /** The name of the member that holds the value. */
    public static final String VALUE = TreeWriter.VALUE;

    private final TypeNames names;
    private final JsonLimits limits;
    private final LibraryObjects own;
    private final TreeReader reader;

    /** The plain form; null: the form that names types. */
    private final @Nullable PlainTrees plain;

    JsonFormat(TypeNames names, JsonLimits limits, boolean isPlain, Function<JsonFormat, JsonLibrary> library) {
        this.names = names;
        this.limits = limits;
        this.own = new LibraryObjects(library.apply(this), limits);
        this.reader = new TreeReader(names, own);
        this.plain = isPlain ? new PlainTrees(limits) : null;
    }

    EncodedValue encode(Object value) {
        Objects.requireNonNull(value, "value");
        try {
            EncodedValue encoded = Guard.against(
                    () -> "cannot be written as JSON, in a " + value.getClass().getName(),
                    () -> EncodedValue.text(plain == null ? print(value) : printed(plain.write(value))));
            return Objects.requireNonNull(encoded);
        } catch (SessionCodecException e) {
            throw e.refusedClass()
                    .flatMap(name -> ValuePath.toClass(value, name))
                    .map(e::at)
                    .orElse(e);
        }
    }

    Object decode(EncodedValue encoded) {
        if (!(Objects.requireNonNull(encoded, "encoded") instanceof EncodedValue.Text text)) {
            throw new SessionCodecException(
                    "is bytes, but " + own.libraryName() + " reads text: it was written by another codec.");
        }
        Object value = Guard.against(() -> "cannot be read as JSON", () -> {
            int length = text.content().length();
            limits.checkCharacters(length);
            limits.checkElements(1);
            Object simple = PlainJson.read(text.content());
            if (simple != null) {
                return simple;
            }
            return Reading.timed(new ReadTime(length), () -> {
                JsonValue tree = own.parse(text.content(), 0);
                return plain == null ? reader.read(tree) : plain.read(tree);
            });
        });
        if (value == null) {
            throw new SessionCodecException("contains no value.");
        }
        return value;
    }

    /**
     * Returns the kind of a declared type within one of the user's classes.
     *
     * @param type the type
     * @return its kind
     */
    public TypeKind kindOf(Class<?> type) {
        return names.kindOf(type);
    }

    /**
     * Returns the kind of an array, collection or map that is declared with its element types.
     *
     * @param container the type of the container
     * @param key the key type of a map; null if it is not a map
     * @param element the type of the elements or values
     * @return {@link TypeKind#OPEN} if one of these types is open, or if keys could not be JSON names; otherwise the
     *     kind of the container's own type
     * @throws SessionCodecException if the container is a user's class that does not declare its element type
     */
    public TypeKind kindOf(Class<?> container, @Nullable Class<?> key, Class<?> element) {
        TypeKind kind = names.kindOf(container);
        boolean named = key == null || key.isEnum() || names.kindOf(key) == TypeKind.VALUE;
        boolean isDetermined = named && names.kindOf(element) != TypeKind.OPEN;
        if (kind == TypeKind.OWN && !isDetermined) {
            throw elementTypeUnknown(container);
        }
        return kind == TypeKind.CONTAINER && !isDetermined ? TypeKind.OPEN : kind;
    }

    /**
     * Whether a class is allowed.
     *
     * @param name the name of the class, which may be untrusted
     * @return whether it may be loaded
     */
    public boolean isAllowed(String name) {
        return names.isAllowed(name);
    }

    /**
     * Whether objects of a class can occur where another type is declared, because it extends a user's class or
     * implements a user's interface. Within other objects they are written with their class, as {@link #TYPE} and
     * {@link #VALUE}.
     *
     * @param type a user's class or enum
     * @return whether they are written with their class
     */
    public boolean namesItself(Class<?> type) {
        return names.namesItself(type);
    }

    /**
     * Returns the name of a user's class.
     *
     * @param type the class
     * @return its name in the JSON
     * @throws SessionCodecException if it is not allowed
     */
    public String nameOf(Class<?> type) {
        return names.ownNameOf(type);
    }

    /**
     * Returns the class of a name, in a place of a declared type.
     *
     * @param <T> the type
     * @param name the name
     * @param declared the type
     * @return the class, not initialized
     * @throws SessionCodecException if it is not allowed, was not found, or is not a subtype of the declared type
     */
    public <T> Class<? extends T> classOf(String name, Class<T> declared) {
        Class<?> type = names.ownClass(name);
        if (!declared.isAssignableFrom(type)) {
            throw new SessionCodecException("has a " + type.getName() + " in place of a " + declared.getName() + ".");
        }
        return type.asSubclass(declared);
    }

    /**
     * Creates the exception for a class that is not allowed.
     *
     * @param type a class that is {@link TypeKind#FOREIGN}
     * @return an exception that names the class and how to allow it
     */
    public SessionCodecException notAllowed(Class<?> type) {
        return names.notAllowed(type);
    }

    /**
     * Creates the exception for a collection without a known element type.
     *
     * @param container a user's class that extends a collection or a map
     * @return an exception that names the class and what to do
     */
    public SessionCodecException elementTypeUnknown(Class<?> container) {
        return new SessionCodecException("class " + container.getName() + " extends a collection and does not declare"
                + " its element type to " + own.libraryName() + "; hold a collection in a field instead.");
    }

    /**
     * Writes a value whose declared type does not determine its class, with its type.
     *
     * @param value the value, or null
     * @return its JSON
     * @throws SessionCodecException if it cannot be written
     */
    public String print(@Nullable Object value) {
        return printed(new TreeWriter(names, limits, own).write(value));
    }

    private String printed(JsonValue tree) {
        String json = JsonPrinter.print(tree);
        limits.checkCharacters(json.length());
        return json;
    }

    /**
     * Creates a builder for the tokens of a value written by {@link #print}.
     *
     * @return a new builder
     */
    public JsonTreeBuilder newTree() {
        return new JsonTreeBuilder(limits);
    }

    /**
     * Reads a value written by {@link #print}.
     *
     * @param <T> the declared type
     * @param tree its tree
     * @param declared the declared type
     * @return the value, or null
     * @throws SessionCodecException if it cannot be read, or has another type
     */
    public <T> @Nullable T read(JsonTreeBuilder tree, Class<T> declared) {
        Object value = reader.read(tree.tree());
        if (value != null && !declared.isInstance(value)) {
            throw new SessionCodecException(
                    "has a " + value.getClass().getName() + " in place of a " + declared.getName() + ".");
        }
        return declared.cast(value);
    }

    /**
     * To be called by a library for each small value that it reads within a user's class. The time for reading is
     * limited by {@link ReadTime}, which is only checked in these calls.
     *
     * @throws SessionCodecException if the time limit is exceeded
     */
    public static void tick() {
        Reading.tick();
    }

    /**
     * To be called by a library after it has read up to some hundred elements within a user's class.
     *
     * @throws SessionCodecException if the time limit is exceeded
     */
    public static void look() {
        Reading.look();
    }

    /**
     * Returns the JDK's value types. A library must be configured to write and read them within the user's classes, so
     * that the JSON is the same for all libraries.
     *
     * @return the types
     */
    public static List<ValueType<?>> valueTypes() {
        return ValueTypes.ALL;
    }

    /**
     * Returns the value type of a class.
     *
     * @param type a class, or a primitive type
     * @return its value type; null if it has none
     */
    public static @Nullable ValueType<?> valueTypeOf(Class<?> type) {
        return ValueTypes.byClass(MethodType.methodType(type).wrap().returnType());
    }
}
