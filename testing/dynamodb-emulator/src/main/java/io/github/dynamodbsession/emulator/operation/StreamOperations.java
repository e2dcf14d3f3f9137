package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.request.TableArn;
import io.github.dynamodbsession.emulator.stream.ChangeStream;
import io.github.dynamodbsession.emulator.stream.StreamRecord;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ListStreams, DescribeStream, GetShardIterator and GetRecords. */
final class StreamOperations {

    private static final Duration ITERATOR_LIVES = Duration.ofMinutes(15);
    private static final int MAX_COUNT = 1000;
    private static final int DIGITS = 21;

    private final Database database;

    StreamOperations(Database database) {
        this.database = database;
    }

    Map<String, Object> list(Request request) {
        return database.locked(() -> {
            String table = request.text("TableName");
            Long limit = request.whole("Limit");
            String start = request.text("ExclusiveStartStreamArn");
            List<Object> told = new ArrayList<>();
            String last = null;
            boolean started = start == null;
            for (ChangeStream stream : database.streams().all(database.now())) {
                if (!started) {
                    started = stream.arn().equals(start);
                } else if (table == null || stream.table().equals(TableArn.nameIn(table))) {
                    if (told.size() == (limit == null ? 100 : limit)) {
                        Map<String, Object> page = new LinkedHashMap<>();
                        page.put("Streams", told);
                        page.put("LastEvaluatedStreamArn", String.valueOf(last));
                        return page;
                    }
                    last = stream.arn();
                    told.add(Map.of(
                            "StreamArn", stream.arn(), "TableName", stream.table(), "StreamLabel", stream.label()));
                }
            }
            return Map.of("Streams", told);
        });
    }

    Map<String, Object> describe(Request request) {
        return database.locked(() -> {
            ChangeStream stream = stream(request.required("StreamArn"));
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("StreamArn", stream.arn());
            told.put("StreamLabel", stream.label());
            told.put("StreamStatus", stream.isOpen() ? "ENABLED" : "DISABLED");
            told.put("StreamViewType", stream.view());
            told.put("CreationRequestDateTime", TableDescription.seconds(stream.created()));
            told.put("TableName", stream.table());
            database.find(stream.table())
                    .map(Table::definition)
                    .ifPresent(table -> told.put("KeySchema", TableDescription.keys(table.key())));
            told.put("Shards", shards(stream, request.text("ExclusiveStartShardId")));
            return Map.of("StreamDescription", told);
        });
    }

    private static List<Object> shards(ChangeStream stream, @Nullable String after) {
        if (stream.shard().equals(after)) {
            return List.of();
        }
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("StartingSequenceNumber", number(stream.firstSequence()));
        if (!stream.isOpen()) {
            range.put("EndingSequenceNumber", number(stream.lastSequence()));
        }
        Map<String, Object> shard = new LinkedHashMap<>();
        shard.put("ShardId", stream.shard());
        shard.put("SequenceNumberRange", range);
        return List.of(shard);
    }

    Map<String, Object> iterator(Request request) {
        String type = request.required("ShardIteratorType");
        String number = request.text("SequenceNumber");
        boolean atNumber = type.endsWith("SEQUENCE_NUMBER");
        if (atNumber && number == null) {
            throw ApiException.validation("SequenceNumber must be specified for ShardIteratorType " + type);
        }
        return database.locked(() -> {
            ChangeStream stream = stream(request.required("StreamArn"));
            if (!stream.shard().equals(request.required("ShardId"))) {
                throw Tables.missing("Requested resource not found: Shard does not exist");
            }
            Instant now = database.now();
            long from =
                    switch (type) {
                        case "TRIM_HORIZON" -> stream.oldest(now);
                        case "LATEST" -> stream.lastSequence() + 1;
                        case "AT_SEQUENCE_NUMBER" -> sequence(number);
                        default -> sequence(number) + 1;
                    };
            if (from < stream.oldest(now) && atNumber && from > stream.firstSequence() + 1) {
                throw ApiException.dynamoDb(
                        "TrimmedDataAccessException",
                        "The operation attempted to read past the oldest stream record in a shard");
            }
            return Map.of("ShardIterator", token(stream, from, now));
        });
    }

    private static long sequence(@Nullable String text) {
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException e) {
            throw ApiException.validation("Invalid SequenceNumber: " + text);
        }
    }

    private static String token(ChangeStream stream, long from, Instant now) {
        String content = from + "|" + now.toEpochMilli() + "|" + stream.arn();
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    Map<String, Object> records(Request request) {
        String[] parts = parts(request.required("ShardIterator"));
        long from = Long.parseLong(parts[0]);
        Instant made = Instant.ofEpochMilli(Long.parseLong(parts[1]));
        Long limit = request.whole("Limit");
        return database.locked(() -> {
            Instant now = database.now();
            if (made.plus(ITERATOR_LIVES).isBefore(now)) {
                throw ApiException.dynamoDb(
                        "ExpiredIteratorException", "Iterator expired. The iterator was created at time " + made);
            }
            ChangeStream stream = stream(parts[2]);
            List<StreamRecord> records = stream.from(from, limit == null ? MAX_COUNT : limit.intValue(), now);
            List<Object> told = new ArrayList<>();
            records.forEach(record -> told.add(record(record, stream)));
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("Records", told);
            long next = records.isEmpty()
                    ? Math.max(from, stream.oldest(now))
                    : records.get(records.size() - 1).sequence() + 1;
            if (stream.isOpen() || next <= stream.lastSequence()) {
                page.put("NextShardIterator", token(stream, next, now));
            }
            return page;
        });
    }

    private static String[] parts(String iterator) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(iterator), StandardCharsets.UTF_8).split("\\|", 3);
            if (parts.length == 3 && parts[0].matches("\\d{1,18}") && parts[1].matches("\\d{1,18}")) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            // Refused as any other.
        }
        throw ApiException.validation("Invalid ShardIterator");
    }

    private static Map<String, Object> record(StreamRecord record, ChangeStream stream) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("ApproximateCreationDateTime", record.at().getEpochSecond());
        change.put("Keys", record.keys());
        int size = ItemSize.of(record.keys());
        size += put(change, "NewImage", record.after());
        size += put(change, "OldImage", record.before());
        change.put("SequenceNumber", number(record.sequence()));
        change.put("SizeBytes", size);
        change.put("StreamViewType", stream.view());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put(
                "eventID",
                String.format("%032x", record.sequence() * 31 + stream.arn().hashCode()));
        told.put("eventName", record.event());
        told.put("eventVersion", "1.1");
        told.put("eventSource", "aws:dynamodb");
        told.put("awsRegion", "us-east-1");
        told.put("dynamodb", change);
        if (record.byTimeToLive()) {
            told.put("userIdentity", Map.of("PrincipalId", "dynamodb.amazonaws.com", "Type", "Service"));
        }
        return told;
    }

    private static int put(Map<String, Object> change, String name, @Nullable Map<String, AttributeValue> image) {
        if (image == null) {
            return 0;
        }
        change.put(name, image);
        return ItemSize.of(image);
    }

    /** Numbers are texts of at least 21 digits. */
    private static String number(long sequence) {
        return String.format("%0" + DIGITS + "d", sequence);
    }

    private ChangeStream stream(String arn) {
        return database.streams()
                .of(arn)
                .orElseThrow(() -> Tables.missing("Requested resource not found: Stream: " + arn + " not found"));
    }
}
