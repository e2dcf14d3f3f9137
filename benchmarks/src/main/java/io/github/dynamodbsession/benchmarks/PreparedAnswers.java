package io.github.dynamodbsession.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * The responses of a DynamoDB with one item: every write succeeds, and every read returns the item that was put. Not
 * safe for use by several threads.
 */
final class PreparedAnswers {

    private static final byte[] NOTHING = "{}".getBytes(UTF_8);

    private byte[] found = NOTHING;

    byte[] toGetItem() {
        return found;
    }

    byte[] toUpdateItem() {
        return NOTHING;
    }

    /**
     * Stores the item.
     *
     * @param request the body of the call
     */
    byte[] toPutItem(byte[] request) {
        JsonObject answer = new JsonObject();
        answer.add(
                "Item",
                JsonParser.parseString(new String(request, UTF_8))
                        .getAsJsonObject()
                        .get("Item"));
        found = answer.toString().getBytes(UTF_8);
        return NOTHING;
    }
}
