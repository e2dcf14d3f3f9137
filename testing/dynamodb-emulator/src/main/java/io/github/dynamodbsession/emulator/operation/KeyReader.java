package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.KeyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads key schemas and what their attributes are, with the service's complaints in the service's order. */
final class KeyReader {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private KeyReader() {}

    static Map<String, KeyType> types(Request request) {
        Map<String, KeyType> types = new LinkedHashMap<>();
        for (Request definition : request.structures("AttributeDefinitions")) {
            KeyType type = KeyType.valueOf(definition.required("AttributeType"));
            if (types.put(definition.required("AttributeName"), type) != null) {
                throw ApiException.validation(INVALID + "Duplicate AttributeName in AttributeDefinitions: "
                        + definition.required("AttributeName"));
            }
        }
        return types;
    }

    /** The key of a table or an index, of which every attribute must be among the types. */
    static KeySchema key(List<Request> schema, Map<String, KeyType> types) {
        List<String> names = names(schema);
        if (names.size() > types.size() || !types.keySet().containsAll(names)) {
            throw undefined(names, types);
        }
        if (names.size() == 2 && names.get(0).equals(names.get(1))) {
            throw ApiException.validation(
                    "Invalid KeySchema: Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        if (!schema.get(0).required("KeyType").equals("HASH")) {
            throw ApiException.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (names.size() == 2 && !schema.get(1).required("KeyType").equals("RANGE")) {
            throw ApiException.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        String range = names.size() == 2 ? names.get(1) : null;
        return new KeySchema(names.get(0), type(types, names.get(0)), range, range == null ? null : type(types, range));
    }

    private static KeyType type(Map<String, KeyType> types, String name) {
        KeyType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException(name);
        }
        return type;
    }

    static List<String> names(List<Request> schema) {
        return schema.stream().map(element -> element.required("AttributeName")).toList();
    }

    private static ApiException undefined(List<String> names, Map<String, KeyType> types) {
        return ApiException.validation(
                names.size() > types.size()
                        ? "Invalid KeySchema: Some index key attribute have no definition"
                        : INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: " + names
                                + ", AttributeDefinitions: " + List.copyOf(types.keySet()));
    }
}
