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
 * The JSON of attribute values, the same for every library: {@code docs/json-format.md} describes it. A codec has one
 * of these, and its {@link JsonLibrary} asks it while it writes and reads the user's own classes. Safe for use by any
 * number of threads.
 */
public final class JsonFormat {

    /** The name of the member that names a type. */
    public static final String TYPE = TreeWriter.TYPE;

    /** The name of the member that holds the value of the type that is named. */
    public static final String VALUE = TreeWriter.VALUE;

    private final TypeNames names;
    private final JsonLimits limits;
    private final LibraryObjects own;
    private final TreeReader reader;

    JsonFormat(TypeNames names, JsonLimits limits, Function<JsonFormat, JsonLibrary> library) {
        this.names = names;
        this.limits = limits;
        this.own = new LibraryObjects(library.apply(this), limits);
        this.reader = new TreeReader(names, own);
    }

    EncodedValue encode(Object value) {
        Objects.requireNonNull(value, "value");
        try {
            EncodedValue encoded = Guard.against(
                    () -> "cannot be written as JSON, within a "
                            + value.getClass().getName(),
                    () -> EncodedValue.text(print(value)));
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
                    "is bytes, where " + own.libraryName() + " reads text: another codec wrote it.");
        }
        Object value = Guard.against(() -> "cannot be read as JSON", () -> {
            int length = text.content().length();
            limits.checkCharacters(length);
            return Reading.timed(new ReadTime(length), () -> reader.read(own.parse(text.content(), 0)));
        });
        if (value == null) {
            throw new SessionCodecException("holds no value.");
        }
        return value;
    }

    /**
     * What a type is that something within one of the user's classes is declared as.
     *
     * @param type the type
     * @return what it is
     */
    public TypeKind kindOf(Class<?> type) {
        return names.kindOf(type);
    }

    /**
     * What an array, a collection or a map is that is declared with the types of what is in it.
     *
     * @param container its type
     * @param key the type of a map's keys; null if it is none
     * @param element the type of its elements or values
     * @return {@link TypeKind#OPEN} if one of these says nothing of what is there, or if keys could not be names of
     *     JSON; else what the container's own type is
     * @throws SessionCodecException if the container is a class of the user's that says nothing of what is in it
     */
    public TypeKind kindOf(Class<?> container, @Nullable Class<?> key, Class<?> element) {
        TypeKind kind = names.kindOf(container);
        boolean named = key == null || key.isEnum() || names.kindOf(key) == TypeKind.VALUE;
        boolean told = named && names.kindOf(element) != TypeKind.OPEN;
        if (kind == TypeKind.OWN && !told) {
            throw untold(container);
        }
        return kind == TypeKind.CONTAINER && !told ? TypeKind.OPEN : kind;
    }

    /**
     * Whether a class was allowed.
     *
     * @param name its name, wherever that comes from
     * @return whether it may be loaded
     */
    public boolean isAllowed(String name) {
        return names.isAllowed(name);
    }

    /**
     * Whether objects of a class can stand where another type is declared: it extends a class or implements an
     * interface of the user's. Within others they name their class, as {@link #TYPE} and {@link #VALUE}.
     *
     * @param type a class or enum of the user's
     * @return whether they do
     */
    public boolean namesItself(Class<?> type) {
        return names.namesItself(type);
    }

    /**
     * The name of a class of the user's.
     *
     * @param type the class
     * @return its name in the JSON
     * @throws SessionCodecException if it was not allowed
     */
    public String nameOf(Class<?> type) {
        return names.ownNameOf(type);
    }

    /**
     * The class of a name, where a type is declared.
     *
     * @param <T> the type
     * @param name the name
     * @param declared the type
     * @return the class, not initialized
     * @throws SessionCodecException if it was not allowed, is not there, or is not of the type
     */
    public <T> Class<? extends T> classOf(String name, Class<T> declared) {
        Class<?> type = names.ownClass(name);
        if (!declared.isAssignableFrom(type)) {
            throw new SessionCodecException(
                    "has a " + type.getName() + " where a " + declared.getName() + " should be.");
        }
        return type.asSubclass(declared);
    }

    /**
     * Why a class cannot be written or read.
     *
     * @param type a class that is {@link TypeKind#FOREIGN}
     * @return an exception that names it and says how to allow it
     */
    public SessionCodecException notAllowed(Class<?> type) {
        return names.notAllowed(type);
    }

    /**
     * Why a collection cannot be written or read.
     *
     * @param container a class of the user's that extends a collection or a map
     * @return an exception that names it and says what to do
     */
    public SessionCodecException untold(Class<?> container) {
        return new SessionCodecException("class " + container.getName() + " extends a collection and does not tell "
                + own.libraryName() + " the type of what is in it; keep a collection in a field of it instead.");
    }

    /**
     * Writes what is declared in a way that does not tell its type, so that it tells it itself.
     *
     * @param value the value, or null
     * @return its JSON
     * @throws SessionCodecException if it cannot be written
     */
    public String print(@Nullable Object value) {
        String json = JsonPrinter.print(new TreeWriter(names, limits, own).write(value));
        limits.checkCharacters(json.length());
        return json;
    }

    /**
     * Takes the tokens of what {@link #print} wrote.
     *
     * @return a new builder
     */
    public JsonTreeBuilder newTree() {
        return new JsonTreeBuilder(limits);
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param <T> the declared type
     * @param tree its tokens
     * @param declared the declared type
     * @return the value, or null
     * @throws SessionCodecException if it cannot be read, or is of another type
     */
    public <T> @Nullable T read(JsonTreeBuilder tree, Class<T> declared) {
        Object value = reader.read(tree.tree());
        if (value != null && !declared.isInstance(value)) {
            throw new SessionCodecException(
                    "has a " + value.getClass().getName() + " where a " + declared.getName() + " should be.");
        }
        return declared.cast(value);
    }

    /**
     * A library read something small within one of the user's classes. Reading has a bound in time, {@link ReadTime},
     * which can end it only where it is told.
     *
     * @throws SessionCodecException if the time is over
     */
    public static void tick() {
        Reading.tick();
    }

    /**
     * A library read something that may have been some hundred elements, within one of the user's classes.
     *
     * @throws SessionCodecException if the time is over
     */
    public static void look() {
        Reading.look();
    }

    /**
     * The JDK's value types, which a library has to be told how to write and read within the user's classes, so that
     * they look the same whatever library it is.
     *
     * @return the types
     */
    public static List<ValueType<?>> valueTypes() {
        return ValueTypes.ALL;
    }

    /**
     * The value type of a class.
     *
     * @param type a class, or a primitive type
     * @return its value type; null if it has none
     */
    public static @Nullable ValueType<?> valueTypeOf(Class<?> type) {
        return ValueTypes.byClass(MethodType.methodType(type).wrap().returnType());
    }
}
