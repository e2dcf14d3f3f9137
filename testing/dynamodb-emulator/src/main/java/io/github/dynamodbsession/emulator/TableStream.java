package io.github.dynamodbsession.emulator;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stream of a table of an emulator, with old and new images: for tests that want to see what is in it. Not for the
 * service, whose streams have an endpoint of their own. Safe for use by any number of threads.
 */
public final class TableStream {

    private static final String NEXT = "NextShardIterator";

    private final PlainCaller engine;
    private final String table;

    /** The stream of a table that is there, from now on. No argument may be {@code null}. */
    public static TableStream of(URI endpoint, String table) {
        TableStream stream = new TableStream(new PlainCaller(endpoint), table);
        said(stream.engine.call(
                "UpdateTable",
                "{\"TableName\":\"" + table + "\",\"StreamSpecification\":"
                        + "{\"StreamEnabled\":true,\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}}"));
        return stream;
    }

    private TableStream(PlainCaller engine, String table) {
        this.engine = engine;
        this.table = table;
    }

    /**
     * Reads the stream from its beginning.
     *
     * @return the answers of GetRecords, in JSON: those that have records
     * @throws IllegalStateException if it cannot be read; says why
     */
    public List<String> read() {
        String arn = field("StreamArn", ask("ListStreams", "{\"TableName\":\"" + table + "\"}"));
        String named = "{\"StreamArn\":\"" + arn + "\"";
        String shard = field("ShardId", ask("DescribeStream", named + "}"));
        String answer = ask(
                "GetShardIterator", named + ",\"ShardId\":\"" + shard + "\",\"ShardIteratorType\":\"TRIM_HORIZON\"}");
        String iterator = field("ShardIterator", answer);
        List<String> pages = new ArrayList<>();
        while (true) {
            String page = ask("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
            if (!page.contains("\"eventID\"")) {
                return pages;
            }
            pages.add(page);
            iterator = field(NEXT, page);
        }
    }

    private String ask(String operation, String request) {
        return said(engine.callStreams(operation, request));
    }

    private static String said(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the stream cannot be read: " + answer.body());
        }
        return answer.body();
    }

    /** The last one of this name in an answer. */
    private static String field(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        String value = "";
        while (matcher.find()) {
            value = matcher.group(1);
        }
        if (value.isEmpty()) {
            throw new IllegalStateException("no " + name + " in an answer of the stream");
        }
        return value;
    }
}
