package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Map;

/** What the service asks of the key with which a page begins; an empty one is none. */
final class StartKey {

    static final String INVALID = "The provided starting key is invalid";

    private StartKey() {}

    /** It has as many attributes as there are, among them those by which is read, which are as a key's. */
    static void requireOwn(Source source, Map<String, AttributeValue> start) {
        if (start.isEmpty()) {
            return;
        }
        if (start.size() != source.keySize()) {
            throw ApiException.validation(INVALID);
        }
        for (String name : source.key().names()) {
            AttributeValue value = start.get(name);
            if (value == null) {
                throw ApiException.validation(INVALID);
            }
            KeyChecks.attribute(source.key(), name, value);
        }
    }

    /** It has as many attributes as there are, and a key of the table that is one. */
    static void requireTables(Source source, Map<String, AttributeValue> start) {
        if (start.isEmpty()) {
            return;
        }
        if (start.size() != source.keySize()) {
            throw ApiException.validation(INVALID + ": " + KeyChecks.mismatch().text());
        }
        try {
            KeyChecks.attributes(source.table().definition().key(), start);
        } catch (ApiException e) {
            throw ApiException.validation(INVALID + ": " + e.text());
        }
    }
}
