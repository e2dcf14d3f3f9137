package io.github.dynamodbsession.emulator.stream;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The streams of all tables, also those that were switched off or whose table is gone, for a day. Not safe for use by
 * several threads: who holds the database's lock uses it.
 */
public final class Streams {

    private static final long FIRST = 100_000_000_000L;

    private final Map<String, ChangeStream> byArn = new LinkedHashMap<>();
    private long sequence = FIRST;

    /** Begins a stream. */
    public void open(String arn, String table, String label, String view, Instant now) {
        byArn.put(arn, new ChangeStream(arn, table, label, view, now, ++sequence));
    }

    /** Lets a stream take no more changes; nothing if there is none of that name. */
    public void close(String arn, Instant now) {
        ChangeStream stream = byArn.get(arn);
        if (stream != null && stream.isOpen()) {
            stream.close(now);
        }
    }

    /** The stream of that name. */
    public Optional<ChangeStream> of(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** All of them, in the order in which they began. */
    public List<ChangeStream> all(Instant now) {
        byArn.values().removeIf(stream -> stream.isOver(now));
        return new ArrayList<>(byArn.values());
    }

    /** Tells a stream of a change, if it is one: an item that is as before is none. */
    public void changed(
            String arn,
            Map<String, AttributeValue> keys,
            @Nullable Map<String, AttributeValue> before,
            @Nullable Map<String, AttributeValue> after,
            boolean byTimeToLive,
            Instant now) {
        ChangeStream stream = byArn.get(arn);
        if (stream == null || !stream.isOpen() || (before == null ? after == null : before.equals(after))) {
            return;
        }
        boolean old = stream.view().equals("OLD_IMAGE") || stream.view().equals("NEW_AND_OLD_IMAGES");
        boolean young = stream.view().equals("NEW_IMAGE") || stream.view().equals("NEW_AND_OLD_IMAGES");
        stream.add(new StreamRecord(
                ++sequence,
                now,
                before == null ? "INSERT" : after == null ? "REMOVE" : "MODIFY",
                keys,
                old ? before : null,
                young ? after : null,
                byTimeToLive));
    }
}
