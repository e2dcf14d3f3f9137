package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The lines of an order as JSON, with compression and without. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class CompressionBenchmark extends AverageTime {

    private static final AttributeCodec JSON = JacksonCodec.create();
    private static final AttributeCodec COMPRESSING = CompressingCodec.around(JSON);

    /** Bytes of JSON, approximately. */
    @Param({"2048", "16384", "65536"})
    int size;

    private Object value;
    EncodedValue plain;
    EncodedValue stored;

    @Setup
    public void setUp() {
        List<Map<String, Object>> lines = new ArrayList<>();
        Random random = new Random(1); // the same in each run
        do {
            lines.add(line(random));
            value = lines;
            plain = JSON.encode(lines);
        } while (plain.size() < size);
        stored = COMPRESSING.encode(value);
    }

    private static Map<String, Object> line(Random random) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sku", "SKU-" + random.nextInt(100_000_000));
        line.put("name", "Article no. " + random.nextInt(1000));
        line.put("quantity", random.nextInt(9) + 1);
        line.put("price", random.nextInt(100_000) / 100.0);
        return line;
    }

    @Benchmark
    public EncodedValue encode() {
        return COMPRESSING.encode(value);
    }

    @Benchmark
    public EncodedValue encodePlain() {
        return JSON.encode(value);
    }

    @Benchmark
    public Object decode() {
        return COMPRESSING.decode(stored);
    }

    @Benchmark
    public Object decodePlain() {
        return JSON.decode(plain);
    }
}
