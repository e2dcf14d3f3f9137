package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes and reads the user's own objects with a library. Safe for use by any number of threads. */
final class LibraryObjects implements OwnObjects {

    private final JsonLibrary library;
    private final JsonLimits limits;

    /** Classes for which reading back a written object has succeeded. */
    private final Set<Class<?>> readable = ConcurrentHashMap.newKeySet();

    LibraryObjects(JsonLibrary library, JsonLimits limits) {
        this.library = library;
        this.limits = limits;
    }

    String libraryName() {
        return library.name();
    }

    @Override
    public String write(Object object, int charactersBefore) {
        Class<?> type = object.getClass();
        BoundedWriter out = new BoundedWriter(limits, charactersBefore);
        calling("cannot be written by", type, () -> {
            library.write(object, out);
            return out;
        });
        String json = out.toString();
        if (!readable.contains(type)) {
            calling("was written, but cannot be read again by", type, () -> library.read(json, type));
            readable.add(type);
        }
        return json;
    }

    @Override
    public JsonValue parse(String json, int levelsAbove) {
        JsonTreeBuilder tree = new JsonTreeBuilder(limits, levelsAbove);
        Guard.against(() -> "is not JSON that " + library.name() + " can parse", () -> {
            library.parse(json, tree);
            return tree;
        });
        return tree.tree();
    }

    @Override
    public Object read(JsonValue json, Class<?> type) {
        Object object = calling("cannot be read by", type, () -> library.read(JsonPrinter.print(json), type));
        if (object == null) {
            throw new SessionCodecException("has null in place of a " + type.getName() + ".");
        }
        return object;
    }

    private <T> @Nullable T calling(String what, Class<?> type, Guard.Action<T> call) {
        return Guard.against(() -> what + " " + library.name() + " as a " + type.getName(), call);
    }
}
