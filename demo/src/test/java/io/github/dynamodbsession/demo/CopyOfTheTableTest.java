package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.demo.Browser.Answer;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.emulator.TableStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Someone who has a copy of the whole table, of its stream with all that was ever in it, of everything that was logged,
 * and of all answers, tries to get in.
 */
class CopyOfTheTableTest {

    private static final Map<String, String> AWS =
            Map.of("aws.region", "eu-central-1", "aws.accessKeyId", "local", "aws.secretAccessKey", "local");

    private static final int PORT = FreePort.next();
    private static final String SESSION = "/api/session";
    private static final String TABLE = "sessions";

    /** Whatever could be a token or an id, and not only a part of one. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~-]{20,256}");

    private static final int TOKEN = 32;

    /** Held, so that its level is not forgotten. */
    private static final Logger OURS = Logger.getLogger("io.github.dynamodbsession");

    private final Queue<String> copied = new ConcurrentLinkedQueue<>();

    /** With hashed tokens nothing does; with plain ones, the same attempts succeed. */
    @ParameterizedTest
    @EnumSource
    void onlyACookieOpensASessionIfTokensAreHashed(Tokens tokens) {
        DemoLog.configure();
        AWS.forEach(System::setProperty);
        @Nullable Level level = OURS.getLevel();
        Handler log = logged();
        try (DynamoDbEmulator dynamo = DynamoDbEmulator.start();
                RunningDemo demo = new RunningDemo(DemoOptions.parse(List.of(
                        "--ports=" + PORT,
                        "--endpoint=" + dynamo.endpoint(),
                        "--table=" + TABLE,
                        "--tokens=" + tokens.option(),
                        "--cleanup-interval=0")))) {
            demo.start();
            TableStream stream = TableStream.of(dynamo.endpoint(), TABLE);
            Browser ann = begun("ann");
            Browser bob = begun("bob");
            scan(dynamo);
            read(stream);

            Set<String> attempts = attempts();
            List<String> successes = attempts.stream()
                    .filter(attempt -> with(attempt).get(PORT, SESSION).status() != 404)
                    .toList();
            attempts.forEach(attempt -> {
                if (tokens == Tokens.HASHED) {
                    with(attempt).delete(PORT, SESSION);
                }
            });

            assertThat(attempts).hasSizeGreaterThan(10);
            assertThat(successes).hasSize(tokens == Tokens.HASHED ? 0 : 2);
            assertThat(ann.get(PORT, SESSION).attribute("user").getAsString()).isEqualTo("ann");
            assertThat(bob.get(PORT, SESSION).attribute("user").getAsString()).isEqualTo("bob");
        } finally {
            Logger.getLogger("").removeHandler(log);
            OURS.setLevel(level);
            AWS.keySet().forEach(System::clearProperty);
        }
    }

    /** A session with a chunk, whose id has changed, and another one that has ended. */
    private Browser begun(String user) {
        Browser browser = new Browser();
        copy(browser.put(PORT, SESSION + "/attributes/cart", "\"" + "x".repeat(10_000) + "\""));
        copy(browser.post(PORT, "/api/login?user=" + user));
        copy(browser.get(PORT, SESSION));
        copy(browser.get(PORT, "/api/sessions"));
        Browser gone = new Browser();
        copy(gone.post(PORT, "/api/login?user=" + user));
        copy(gone.delete(PORT, SESSION));
        return browser;
    }

    private void copy(Answer answer) {
        copied.add(answer.body());
    }

    private Handler logged() {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                StringWriter text = new StringWriter();
                text.append(String.valueOf(line.getMessage()));
                if (line.getParameters() != null) {
                    text.append(List.of(line.getParameters()).toString());
                }
                if (line.getThrown() != null) {
                    line.getThrown().printStackTrace(new PrintWriter(text));
                }
                copied.add(text.toString());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        OURS.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(handler);
        return handler;
    }

    /** Everything in the table: sessions, chunks, and what those leave that have ended or got another id. */
    private void scan(DynamoDbEmulator dynamo) {
        HttpResponse<String> scanned =
                new PlainCaller(dynamo.endpoint()).call("Scan", "{\"TableName\":\"" + TABLE + "\"}");
        assertThat(scanned.statusCode()).as(scanned.body()).isEqualTo(200);
        JsonElement items =
                JsonParser.parseString(scanned.body()).getAsJsonObject().get("Items");
        assertThat(items.getAsJsonArray()).hasSizeGreaterThan(6);
        copyStrings(items);
    }

    /** Every item as it was before and after each write, those included that are gone. */
    private void read(TableStream stream) {
        List<JsonElement> records = new ArrayList<>();
        for (String page : stream.read()) {
            JsonParser.parseString(page)
                    .getAsJsonObject()
                    .getAsJsonArray("Records")
                    .forEach(records::add);
        }
        assertThat(records.stream()
                        .map(record -> record.getAsJsonObject().get("eventName").getAsString()))
                .contains("INSERT", "MODIFY");
        assertThat(records).hasSizeGreaterThan(10);
        records.forEach(this::copyStrings);
    }

    private void copyStrings(JsonElement element) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(this::copyStrings);
        } else if (element.isJsonObject()) {
            element.getAsJsonObject().entrySet().forEach(entry -> {
                copied.add(entry.getKey());
                if (entry.getKey().equals("B") && entry.getValue().isJsonPrimitive()) {
                    byte[] bytes = Base64.getDecoder().decode(entry.getValue().getAsString());
                    copied.add(new String(bytes, StandardCharsets.ISO_8859_1));
                    copied.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                }
                copyStrings(entry.getValue());
            });
        } else {
            copied.add(element.getAsString());
        }
    }

    /** Each word by itself, and without what stands before or after the length of a token. */
    private Set<String> attempts() {
        Set<String> words = new LinkedHashSet<>();
        for (String text : new ArrayList<>(copied)) {
            for (Matcher matcher = WORD.matcher(text); matcher.find(); ) {
                words.add(matcher.group());
            }
        }
        Set<String> attempts = new LinkedHashSet<>();
        for (String word : words) {
            attempts.add(word);
            attempts.add("~" + word);
            if (word.length() > TOKEN) {
                attempts.add(word.substring(0, TOKEN));
                attempts.add(word.substring(1, TOKEN + 1));
                attempts.add(word.substring(word.length() - TOKEN));
            }
        }
        return attempts;
    }

    private static Browser with(String cookie) {
        return new Browser().with("Cookie", "SESSION=" + cookie);
    }
}
