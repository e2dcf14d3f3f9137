package io.github.dynamodbsession.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The responses of a DynamoDB with one item: every write succeeds, and every read returns the item that was put. Not
 * safe for use by several threads.
 */
final class PreparedAnswers {

    private static final byte[] NOTHING = "{}".getBytes(UTF_8);

    private byte[] found = NOTHING;
    private boolean keepsUpdate;
    private byte[] update = NOTHING;

    byte[] toGetItem() {
        return found;
    }

    /**
     * Reads the call to its end.
     *
     * @param request the body of the call
     */
    byte[] toUpdateItem(InputStream request) throws IOException {
        if (keepsUpdate) {
            update = request.readAllBytes();
        } else {
            request.transferTo(OutputStream.nullOutputStream());
        }
        return NOTHING;
    }

    /** From now on, the last update is kept; measurements do not. */
    void keepUpdate() {
        keepsUpdate = true;
    }

    /** The body of the last update that was kept. */
    String update() {
        return new String(update, UTF_8);
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
