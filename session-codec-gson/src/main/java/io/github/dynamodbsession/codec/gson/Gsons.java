package io.github.dynamodbsession.codec.gson;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;

/** Determines the origin of an adapter, which is only visible in the name of its class. */
final class Gsons {

    private static final String OF_GSON = Gson.class.getPackageName() + ".";
    private static final String WRITES_FIELDS = OF_GSON + "internal.bind.ReflectiveTypeAdapterFactory";

    /** Gson's wrapper of a user's {@code JsonSerializer} or {@code JsonDeserializer}. */
    private static final String AROUND_THE_USERS = OF_GSON + "internal.bind.TreeTypeAdapter";

    private Gsons() {}

    static boolean writesFields(TypeAdapter<?> adapter) {
        return nameOf(adapter).startsWith(WRITES_FIELDS);
    }

    static boolean isOfTheUser(TypeAdapter<?> adapter) {
        return !nameOf(adapter).startsWith(OF_GSON) || nameOf(adapter).equals(AROUND_THE_USERS);
    }

    private static String nameOf(TypeAdapter<?> adapter) {
        return adapter.getClass().getName();
    }
}
