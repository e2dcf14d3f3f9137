package io.github.dynamodbsession.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * What a DynamoDB of one item answers: every write is taken, and every read finds the item that was put. Not safe for use
 * by several threads.
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
     * Takes the item.
     *
     * @param request the call's body
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
